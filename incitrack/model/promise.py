"""Promises in what was told: when the next update comes, and when a resolution is expected."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Final, NamedTuple

from incitrack.model.times import parse_time

_UPDATE: Final = "next update"
_RESOLUTION: Final = "resolution expected"
_PROMISE: Final = re.compile(r"\b(Next\s+update|Resolution\s+expected)\s+by\s+`([^`]*)`", re.IGNORECASE)
_LOOSE: Final = re.compile(r"\bNext\s+update\s+by\s++(?!`)", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"\b(?:Next\s+update|Resolution\s+expected)\s+by\s+`[^`]*`\.?")
"""As a sentence of its own, which begins with a capital letter; within another it cannot be taken out."""


class MalformedPromise(NamedTuple):
    """A promise or an estimate by what is no time: at which offset of the text that stands, and why it is none."""

    offset: int
    message: str
    hint: str


def malformed_promises(text: str) -> Iterator[MalformedPromise]:
    """The promises and estimates of a text that name no moment, and so would silently be none."""
    for found in _PROMISE.finditer(text):
        try:
            parse_time(found[2])
        except ValueError as error:
            words = _words(found).capitalize()
            why, _, hint = str(error).partition("; ")
            message = f"“{words} by” is followed by no time: {why}"
            yield MalformedPromise(found.start(2), message, f"{hint}, between backticks")


def sounds_like_a_promise(text: str) -> bool:
    """Whether a text says “Next update by” without backticks, which people hear and no clock does."""
    return _LOOSE.search(text) is not None


def promised_updates(text: str) -> tuple[datetime, ...]:
    """The moments by which a text promises the next update, in its order."""
    return _times(_UPDATE, text)


def promised_update(text: str) -> datetime | None:
    """The moment by which a text promises the next update; of several the last, None without one."""
    return next(reversed(promised_updates(text)), None)


def standing_promise(told: Sequence[str]) -> datetime | None:
    """The promise of the last text that was told; whatever is told later keeps, and so ends, an earlier one."""
    return promised_update(told[-1]) if told else None


def is_overdue(promised_at: datetime, now: datetime) -> bool:
    """Whether the time of a promise that still stands has come."""
    return promised_at <= now


def expected_resolution(text: str) -> datetime | None:
    """The moment by which a text expects the resolution; of several the last, None without one."""
    return next(reversed(_times(_RESOLUTION, text)), None)


def without_promises(text: str) -> str:
    """The text without the sentences that promise and expect, and without the white space before each."""
    kept, end = [], 0
    for found in _SENTENCE.finditer(text):
        kept.append(text[end : found.start()].rstrip())
        end = found.end()
    return "".join([*kept, text[end:]]).strip()


def _times(words: str, text: str) -> tuple[datetime, ...]:
    times: list[datetime] = []
    for found in _PROMISE.finditer(text):
        if _words(found) == words:
            with suppress(ValueError):
                times.append(parse_time(found[2]))
    return tuple(times)


def _words(found: re.Match[str]) -> str:
    return " ".join(found[1].lower().split())
