"""Promises in what was told: when the next update comes, and when a resolution is expected."""

import re
from datetime import datetime
from typing import Final

from incitrack.model.times import parse_time

_UPDATE: Final = re.compile(r"Next\s+update\s+by\s+`([^`]*)`")
_RESOLUTION: Final = re.compile(r"Resolution\s+expected\s+by\s+`([^`]*)`")
_SENTENCE: Final = re.compile(rf"\s*(?:{_UPDATE.pattern}|{_RESOLUTION.pattern})\.?")


def promised_update(text: str) -> datetime | None:
    """The moment by which a text promises the next update; of several the last, None without one."""
    return _last_time(_UPDATE, text)


def expected_resolution(text: str) -> datetime | None:
    """The moment by which a text expects the resolution; of several the last, None without one."""
    return _last_time(_RESOLUTION, text)


def without_promises(text: str) -> str:
    """The text without the sentences that promise and expect."""
    return _SENTENCE.sub("", text).strip()


def _last_time(pattern: re.Pattern[str], text: str) -> datetime | None:
    for written in reversed(pattern.findall(text)):
        try:
            return parse_time(written)
        except ValueError:
            continue
    return None
