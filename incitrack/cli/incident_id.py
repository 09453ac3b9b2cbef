"""Which incident is meant: by its ID, by a shortened one, or by none, which is the one open incident."""

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from incitrack.cli.record_names import ids_of, years
from incitrack.cli.session import Session
from incitrack.errors import UsageError
from incitrack.model.words import INCIDENT_ID, shown

if TYPE_CHECKING:
    from incitrack.records.record import IncidentRecord

_SHORT: Final = re.compile(r"(?:[0-9]{4}-)?[0-9]+")
_ALMOST: Final = re.compile(r"#[0-9]+|INC-?[0-9]\S*\s*", re.IGNORECASE)
"""What nobody means as the text of an entry: one word that begins as an ID does."""

_LISTED: Final = 4


def is_id(word: str) -> bool:
    """Whether a word has the form of an ID, full or shortened: `INC-2026-0042`, `2026-42`, `42`."""
    return bool(INCIDENT_ID.fullmatch(word) or _SHORT.fullmatch(word))


def is_full_id(word: str) -> bool:
    """Whether a word is an ID in full, INC-2026-0042."""
    return bool(INCIDENT_ID.fullmatch(word))


def id_and_words(typed: Sequence[str], *names: str, optional: int = 0) -> tuple[str | None, list[str]]:
    """Split what was typed into the ID, None where it was left out, and the words after it.

    `names` are what the words are called in messages; the last `optional` of them may be missing, and are ""
    then. A first word that has the form of an ID is the ID.

    Raises:
        UsageError: too few or too many words, or a blank one where the ID stands.
    """
    words = list(typed)
    identifier = None
    if words and (is_id(words[0]) or len(words) > len(names)):
        identifier = words.pop(0)
        _refuse_what_is_no_id(identifier)
    elif words and (not words[0].strip() or _ALMOST.fullmatch(words[0])):
        _refuse_what_is_no_id(words[0])
    if len(words) > len(names):
        raise UsageError(
            f"there is a word too many: “{words[len(names)]}”", hint="put a text of several words in quotes"
        )
    missing = names[len(words) : len(names) - optional]
    if missing:
        what = f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing"
        raise UsageError(what, hint=f"see {click.get_current_context().command_path} --help")
    return identifier, [*words, *[""] * (len(names) - len(words))]


def find_id(session: Session, typed: str | None) -> str:
    """The full ID of the incident that is meant.

    A shortened one is looked for by the names of files alone. Where it was left out, it is the one open incident,
    and of several the one that the person names on a terminal.

    Raises:
        UsageError: there is no such incident, or more than one that it could be.
    """
    if typed is None:
        return _the_open_one(session)
    _refuse_what_is_no_id(typed)
    if INCIDENT_ID.fullmatch(typed):
        found = [typed] if os.path.lexists(_path(session.root, typed)) else []
    else:
        found = _numbered(session.root, typed)
    if not found:
        session.refuse_where_no_records_are()
        _refuse_what_lies_elsewhere(session, typed)
        raise UsageError(f"there is no incident {typed}", hint="incitrack list shows what there is")
    if len(found) > 1:
        raise UsageError(f"{typed} may be {' or '.join(found)}", hint="write the year too, such as 2026-42")
    return found[0]


def short_id(root: Path, identifier: str) -> str:
    """The shortest form by which `find_id` finds this incident alone.

    That is `42`, `2026-42` where another year has a 42, and the whole ID where its own has another one, as 00042.
    """
    _, year, number = identifier.split("-")
    shorter = (str(int(number)), f"{year}-{int(number)}")
    return next((each for each in shorter if {*_numbered(root, each)} <= {identifier}), identifier)


def on_a_terminal() -> bool:
    """Whether there is a person to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _refuse_what_is_no_id(typed: str) -> None:
    if not typed.strip():
        raise UsageError("the ID is blank", hint="leave it out, or write it like INC-2026-0042 or 42")
    if not is_id(typed):
        raise UsageError(
            f"{shown(typed)} is not an incident's ID", hint="write it like INC-2026-0042, 2026-42 or 42"
        )


def _numbered(root: Path, typed: str) -> list[str]:
    year = typed.rpartition("-")[0]
    listed = (identifier for each in ([year] if year else years(root)) for identifier in ids_of(root, each))
    return [identifier for identifier in listed if _means(typed, identifier)]


def _means(typed: str, identifier: str) -> bool:
    """Whether an ID, full or shortened, is one of that incident."""
    if INCIDENT_ID.fullmatch(typed):
        return typed == identifier
    (year, _, number), (_, its_year, its_number) = typed.rpartition("-"), identifier.split("-")
    return year in {"", its_year} and number.lstrip("0") == its_number.lstrip("0")


def _refuse_what_lies_elsewhere(session: Session, typed: str) -> None:
    """Say where a record lies that `incitrack list` shows, and that its own path does not lead to."""
    from incitrack.errors import Place
    from incitrack.records.places import incident_path

    archive = session.archive
    named = [(record.id, record.path) for record in archive.incidents]
    named += [(each.id, each.path) for each in archive.unreadable if each.kind == "incident" and each.id]
    for identifier, path in named:
        belongs = incident_path(identifier)
        if path != belongs and _means(typed, identifier):
            raise UsageError(
                f"{identifier} does not lie where its ID belongs (INC101)",
                place=Place(path),
                hint=f"move it to {belongs} with git mv, or correct its id",
            )


def _path(root: Path, identifier: str) -> Path:
    return root / "incidents" / identifier.split("-")[1] / f"{identifier}.md"


def _the_open_one(session: Session) -> str:
    from incitrack.cli.open_incidents import open_incidents

    records = open_incidents(session.root)
    if len(records) == 1:
        return records[0].id
    if not records:
        session.refuse_where_no_records_are()
        raise UsageError("no incident is open, so an ID is needed", hint="incitrack list shows what there is")
    if on_a_terminal():
        return _chosen(session, records)
    more = f" and {len(records) - _LISTED} more" if len(records) > _LISTED else ""
    raise UsageError(
        f"{len(records)} incidents are open, so an ID is needed",
        hint="; ".join(_line(record, 60) for record in records[:_LISTED]) + more,
    )


def _chosen(session: Session, records: Sequence["IncidentRecord"]) -> str:
    """The open incident that a person names by its ID; a bare number is one too, never a place in the list."""
    listed = {record.id for record in records}

    def named(typed: str) -> str:
        try:
            identifier = find_id(session, typed)
        except UsageError as error:
            raise click.UsageError(f"{error.message}; {error.hint}") from None
        if identifier not in listed:
            raise click.UsageError(
                f"{identifier} is not open; name one of the list, or give the ID with the command"
            )
        return identifier

    for record in records:
        click.echo(_line(record, 100), err=True)
    return str(click.prompt("Which incident (its ID)", value_proc=named, err=True))


def _line(record: "IncidentRecord", length: int) -> str:
    from incitrack.printable import printable_line

    title = printable_line(record.incident.title)
    return f"{record.id} {title[:length]}{'…' if len(title) > length else ''}"
