"""Promises in what was told: when the next update comes, and when a resolution is expected."""

import re
from contextlib import suppress
from datetime import datetime
from typing import Final

from incitrack.model.times import parse_time

_UPDATE: Final = re.compile(r"Next\s+update\s+by\s+`([^`]*)`")
_RESOLUTION: Final = re.compile(r"Resolution\s+expected\s+by\s+`([^`]*)`")
_SENTENCE: Final = re.compile(rf"(?:{_UPDATE.pattern}|{_RESOLUTION.pattern})\.?")


def promised_updates(text: str) -> tuple[datetime, ...]:
    """The moments by which a text promises the next update, in its order."""
    return _times(_UPDATE, text)


def promised_update(text: str) -> datetime | None:
    """The moment by which a text promises the next update; of several the last, None without one."""
    return next(reversed(promised_updates(text)), None)


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


def _times(pattern: re.Pattern[str], text: str) -> tuple[datetime, ...]:
    found: list[datetime] = []
    for written in pattern.findall(text):
        with suppress(ValueError):
            found.append(parse_time(written))
    return tuple(found)
