"""Entries and records that a history has lost, as text and as JSON; no text of an entry is quoted in a message."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, TypedDict

from incitrack.checks.entry_changes import differences, entry_name
from incitrack.model.times import format_time, record_time
from incitrack.printable import printable_line
from incitrack.records.places import INCIDENTS
from incitrack.reports.incidents import EntryItem, entry_item
from incitrack.reports.style import Paint, Style
from incitrack.wording import count_text, list_text

if TYPE_CHECKING:
    from incitrack.store.audit import Audit, Breach
    from incitrack.store.commits import Commit
    from incitrack.store.losses import Loss
    from incitrack.store.push import Refusal

SIGNATURES: Final = {
    "G": "good signature",
    "U": "good signature of unknown validity",
    "X": "good signature, expired",
    "Y": "good signature of an expired key",
    "R": "good signature of a revoked key",
    "B": "bad signature",
    "E": "signature cannot be checked",
    "N": "not signed",
}
"""Git's letters for how far a commit is signed (`%G?`)."""


class BreachItem(TypedDict):
    """One finding of `audit --json`; `field` and `entry` are None where the record itself is gone.

    `entry` is what was lost, `new` what stands in its place; `at` is the author's date, `signature` Git's letter.
    """

    code: str
    name: str
    incident: str
    path: str
    commit: str
    author: str
    email: str
    at: str
    subject: str
    signature: str
    field: str | None
    entry: EntryItem | None
    new: EntryItem | None
    amended: bool
    message: str


def code_of(loss: "Loss") -> tuple[str, str]:
    """The code and the name of the rule of `check --base` that a loss breaks."""
    if loss.entry is None:
        return "INC503", "record-removed"
    return ("INC501", "entry-altered") if loss.entry.later else ("INC502", "entry-removed")


def loss_message(loss: "Loss") -> str:
    """What is lost, in words."""
    if loss.entry is None:
        is_incident = loss.path.startswith(f"{INCIDENTS}/")
        return f"{loss.incident if is_incident else f'the postmortem of {loss.incident}'} was removed"
    entry, later = loss.entry.entry, loss.entry.later
    if later is None:
        return f"{entry_name(entry)} was removed"
    return f"{entry_name(entry)} was altered: it has another {list_text(differences(entry, later))}"


def breach_item(breach: "Breach") -> BreachItem:
    """A finding for a program."""
    loss, commit = breach.loss, breach.commit
    code, name = code_of(loss)
    lost = loss.entry
    return {
        "code": code,
        "name": name,
        "incident": loss.incident,
        "path": loss.path,
        "commit": commit.hash,
        "author": commit.author,
        "email": commit.email,
        "at": format_time(commit.at),
        "subject": commit.subject,
        "signature": breach.signature,
        "field": lost.section if lost else None,
        "entry": entry_item(lost.entry) if lost else None,
        "new": entry_item(lost.later) if lost and lost.later else None,
        "amended": breach.is_amended,
        "message": loss_message(loss),
    }


def audit_lines(audit: "Audit", branch: str, paint: Paint, *, with_amended: bool) -> Iterator[str]:
    """The findings under their commits, and what they come to."""
    shown = [each for each in audit.breaches if with_amended or not each.is_amended]
    told = None
    for breach in shown:
        if breach.commit != told:
            told = breach.commit
            state = paint(SIGNATURES.get(breach.signature, SIGNATURES["E"]), _style(breach.signature))
            yield f"{paint(_commit_words(told), Style.STRONG)}  {state}"
            yield f"  {printable_line(told.subject)}"
        code, _ = code_of(breach.loss)
        amended = " (amended)" if breach.is_amended else ""
        what = f"{printable_line(breach.loss.path)}: {loss_message(breach.loss)}{amended}"
        yield f"  {paint(code, Style.ALARM)} {what}"
    commits = count_text(audit.commits, "commit")
    corrected = len(audit.breaches) - len(shown)
    hidden = f"; {count_text(corrected, 'loss', 'losses')} with an amended entry: --all" if corrected else ""
    found = count_text(len(shown), "loss", "losses") if shown else "nothing was lost"
    yield f"{found} in {commits} of {printable_line(branch)}{hidden}"


def refusal_lines(refusals: "list[Refusal]", most: int) -> Iterator[str]:
    """What a hook says to the person whose push it refuses; `most` losses at most are named."""
    for each in refusals[:most]:
        name = printable_line(each.reference.removeprefix("refs/heads/"))
        if each.loss is None:
            yield f"{name}: the branch would be gone, and every record with it"
            continue
        by = (
            f"commit {each.commit.hash[:12]} ({printable_line(each.commit.subject)})"
            if each.commit
            else "the push"
        )
        yield f"{name}: {by}: {printable_line(each.loss.path)}: {loss_message(each.loss)}"
    if len(refusals) > most:
        yield f"and {len(refusals) - most:,} more"


def _style(signature: str) -> Style:
    if signature in {"B", "R"}:
        return Style.ALARM
    return Style.WARNING if signature in {"N", "E"} else Style.FAINT


def _commit_words(commit: "Commit") -> str:
    who = printable_line(f"{commit.author} <{commit.email}>")
    return f"{commit.hash[:12]}  {record_time(commit.at)}  {who}"
