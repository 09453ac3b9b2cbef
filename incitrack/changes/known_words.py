"""What a person typed, held to the grammar and to the words that the policies know."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from incitrack.errors import Place, UnreadableError, UsageError
from incitrack.model.promise import malformed_promises
from incitrack.model.words import HANDLE, SLUG, shown
from incitrack.records.edits_entry_text import entry_text
from incitrack.records.places import POLICIES
from incitrack.records.validation import nearest

if TYPE_CHECKING:  # who only appends needs no policy, and these take a tenth of its time to import
    from incitrack.model.policies import Policies
    from incitrack.model.severity import SeverityPolicy

_SHOWN: Final = 8


def handle(typed: str) -> str:
    """A handle, with or without its `@`.

    Raises:
        UsageError: it is none.
    """
    word = typed.removeprefix("@")
    if not HANDLE.fullmatch(word):
        raise UsageError(
            f"{shown(typed)} is not a person's handle",
            hint="write lower-case letters, digits, dots, hyphens or underscores, at most 60",
        )
    return word


def person(typed: str, policies: "Policies") -> str:
    """The handle of somebody among the people of `policies/services.yaml`; of anybody where it lists none.

    Raises:
        UsageError: no handle, or nobody's.
    """
    word = handle(typed)
    if not is_known(word, policies):
        raise unknown(word, policies.services.people or (), "a person of policies/services.yaml")
    return word


def is_known(by: str, policies: "Policies") -> bool:
    """Whether a handle is among the people, where there is such a list."""
    return policies.services.knows(by)


def severity_policy(policies: "Policies") -> "SeverityPolicy":
    """The severity policy.

    Raises:
        UnreadableError: there is none, or it cannot be read.
    """
    if policies.severity is None:
        there = "severity" in policies.unreadable
        raise UnreadableError(
            "the severity policy cannot be read" if there else "there is no severity policy",
            place=Place(f"{POLICIES}/severity.yaml"),
            hint="incitrack check says why" if there else "incitrack init writes one",
        )
    return policies.severity


def severity(typed: str, policies: "Policies") -> str:
    """The key of a severity, given as key or alias.

    Raises:
        UnreadableError: there is no severity policy.
        UsageError: it knows no such severity.
    """
    policy = severity_policy(policies)
    key = policy.key_for(typed)
    if key is None:
        raise unknown(typed, policy.severities, "a severity of policies/severity.yaml")
    return key


def service(typed: str, policies: "Policies") -> str:
    """The key of a service; any slug where no services are listed.

    Raises:
        UsageError: no slug, or an unknown service.
    """
    return term(typed, policies.services.services, "a service of policies/services.yaml")


def term(typed: str, known: Collection[str] | None, what: str) -> str:
    """A slug that is among the known words; any slug where `known` is None.

    Raises:
        UsageError: no slug, or an unknown one.
    """
    if known is not None and typed not in known:
        raise unknown(typed, known, what)
    if not SLUG.fullmatch(typed):
        raise UsageError(
            f"{shown(typed)} is not a slug",
            hint="write lower-case letters, digits and hyphens, at most 60 characters",
        )
    return typed


def said(text: str, what: str) -> str:
    """Text that is not blank, as an entry keeps it.

    Raises:
        UsageError: it is blank, or cannot be written to a file.
    """
    kept = entry_text(text)
    if not kept:
        raise UsageError(f"{what} is blank", hint="say it in a few words")
    return kept


def promising(text: str) -> str:
    """The text of an entry, in which a promise of a next update and an estimate each name a moment.

    Raises:
        UsageError: one of them names none.
    """
    for _, message, hint in malformed_promises(text):
        raise UsageError(message, hint=f"{hint}; or leave it out and say tell --next 30m, --expected 4h")
    return text


def unknown(typed: str, known: Collection[str], what: str) -> UsageError:
    """The refusal of a word that is not among the known ones, with the nearest of them, else the first few."""
    near = nearest(typed, list(known))
    if near:
        return UsageError(f"{shown(typed)} is not {what}", hint=f"did you mean {near}?")
    listed = ", ".join(list(known)[:_SHOWN]) + (", …" if len(known) > _SHOWN else "")
    return UsageError(
        f"{shown(typed)} is not {what}", hint=f"write one of {listed}" if listed else "it lists none"
    )
