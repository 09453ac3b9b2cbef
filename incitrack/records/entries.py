"""The grammar of an entry: `` - `TIME` **KIND** @HANDLE: TEXT `` to words and back."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Final, NamedTuple, TypeVar

from incitrack.model.entry import PUBLIC, STAKEHOLDERS, TIER_PREFIX, Communication, Kind, TimelineEntry
from incitrack.model.times import parse_time, record_time
from incitrack.model.words import HANDLE, INCIDENT_ID, SEVERITY_KEY, SLUG, shown


class Malformed(NamedTuple):
    """Why an item is no entry, and what to write instead."""

    message: str
    hint: str


_FORM: Final = "write - `2026-11-20T14:10Z` **update** @handle: what was seen or done"
_HEAD: Final = re.compile(r"`([^`]*)` \*\*([^*]*)\*\*(?: @([^\s:]*)(?: via ([^:]*))?)?(.*)")
_COLON: Final = re.compile(r":(?:\s|$)")
_KINDS: Final = {kind.value: kind for kind in Kind}

_ROLES: Final = "(?:commander|technical_lead|communications_lead|scribe)"
_BEGINS: Final = {
    Kind.SEVERITY: (rf"{SEVERITY_KEY.pattern} -> {SEVERITY_KEY.pattern}(?![A-Za-z0-9_-])", "P2 -> P1"),
    Kind.OWNER: (
        rf"(?:@{HANDLE.pattern}|none) -> @{HANDLE.pattern}(?![a-z0-9_-])",
        "@maria -> @jdoe, or none -> @jdoe",
    ),
    Kind.ROLE: (
        rf"{_ROLES} (?:@{HANDLE.pattern}|none) -> @{HANDLE.pattern}(?![a-z0-9_-])",
        "commander @maria -> @jdoe",
    ),
    Kind.DUPLICATE: (rf"{INCIDENT_ID.pattern}(?![0-9A-Za-z_-])", "the other record's ID, INC-2026-0042"),
    Kind.HYPOTHESIS: (
        r"H[1-9][0-9]* (?:open|confirmed|rejected):",
        "H1 open:, H1 confirmed: or H1 rejected:",
    ),
    Kind.ATTEMPT: (r"(?:worked|no effect|worse):", "worked:, no effect: or worse:"),
}
"""How the text of an entry of a kind begins, as a pattern, and in a person's words."""


@cache
def _begins(kind: Kind) -> re.Pattern[str] | None:
    """Compiled when an entry of the kind is met, which most records have none of."""
    return re.compile(_BEGINS[kind][0]) if kind in _BEGINS else None


def read_timeline_entry(text: str) -> TimelineEntry | Malformed:
    """The entry that an item's text (marker and indentation taken away) says, or why it is none."""
    parts = _split(text, _kind)
    if isinstance(parts, Malformed):
        return parts
    at, kind, by, via, said = parts
    if via is not None:
        return Malformed("a timeline entry names no channel", "write it under ## Communications, or leave out via")
    if kind is Kind.UPDATE and not said.strip():
        return Malformed("an update needs text", "write what was seen or done after a colon")
    begins = _begins(kind)
    if begins and not begins.match(said):
        hint = f"begin it with {_BEGINS[kind][1]}"
        return Malformed(f"the text after **{kind}** begins otherwise than it must", hint)
    return TimelineEntry(at, kind, by, said)


def read_communication(text: str) -> Communication | Malformed:
    """The communication that an item's text says, or why it is none."""
    parts = _split(text, _audience)
    if isinstance(parts, Malformed):
        return parts
    at, audience, by, via, said = parts
    channels = tuple(channel.strip() for channel in via.split(",")) if via is not None else ()
    for channel in channels:
        if not SLUG.fullmatch(channel):
            return Malformed(f"{shown(channel)} is not a channel", "write slugs after via: via status-page, email")
    return Communication(at, audience, by, channels, said)


def _kind(word: str) -> Kind | Malformed:
    if found := _KINDS.get(word):
        return found
    from difflib import get_close_matches

    near = get_close_matches(word, list(Kind), n=1)
    hint = f"did you mean {near[0]}?" if near else "write one of " + ", ".join(Kind)
    return Malformed(f"{shown(word)} is not a kind of entry", hint)


def _audience(word: str) -> str | Malformed:
    if word in {PUBLIC, STAKEHOLDERS} or (
        word.startswith(TIER_PREFIX) and SLUG.fullmatch(word[len(TIER_PREFIX) :])
    ):
        return word
    return Malformed(f"{shown(word)} is not an audience", "write public, stakeholders or tier-<name>")


W = TypeVar("W")


def _split(
    text: str, read_word: Callable[[str], W | Malformed]
) -> tuple[datetime, W, str | None, str | None, str] | Malformed:
    """Time, kind or audience, handle, what follows `via`, and the text."""
    first, _, more = text.partition("\n")
    head = _HEAD.fullmatch(first.rstrip(" \t"))
    if not head:
        return Malformed("this list item is not an entry", _FORM)
    time, name, by, via, rest = head.groups()
    try:
        at = parse_time(time)
    except ValueError as error:
        message, _, hint = str(error).partition("; ")
        return Malformed(message, hint)
    word = read_word(name)
    if isinstance(word, Malformed):
        return word
    if by is not None and not HANDLE.fullmatch(by):
        return Malformed(f"{shown('@' + by)} is not a handle", "write @ and lower-case letters, digits, . _ -")
    if rest.strip() and not _COLON.match(rest):
        return Malformed("the text of the entry follows without “: ”", "put a colon and a space before the text")
    said = rest[2:].strip(" \t")  # behind the colon and whatever white space follows it
    return at, word, by, via, f"{said}\n{more}".strip("\n") if more else said


def write_timeline_entry(entry: TimelineEntry) -> str:
    """The text of an entry as it stands in a file, without marker and indentation."""
    return _written(entry.at, entry.kind, f" @{entry.by}" if entry.by else "", entry.text)


def write_communication(told: Communication) -> str:
    """The text of a communication as it stands in a file, without marker and indentation."""
    by = f" @{told.by}" if told.by else ""
    return _written(
        told.at, told.audience, by + (f" via {', '.join(told.channels)}" if told.channels else ""), told.text
    )


def _written(at: datetime, word: str, by: str, text: str) -> str:
    colon = f": {text}" if text and not text.startswith("\n") else f":{text}" if text else ""
    return f"`{record_time(at)}` **{word}**{by}{colon}"
