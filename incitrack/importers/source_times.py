"""Times as people write them in the files of other tools: ISO 8601 with gaps, with a zone or without."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final

from incitrack.model.words import shown

TIME: Final = (
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:T|[ \t]+)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?"
    r"(?:[ \t]*(?:Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2}))?"
)
"""A pattern for a day and a time of it, to look for within a text."""

_PARTS: Final = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    r"(?:(?:T|[ \t]+)([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?"
    r"[ \t]*(Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?)?",
    re.IGNORECASE,
)


def parse_source_time(written: str, zone: tzinfo) -> datetime:
    """The moment, in UTC; without a zone it is `zone`'s local time, and without a time of day its midnight.

    Raises:
        ValueError: with what is wrong, in words.
    """
    found = _PARTS.fullmatch(written.strip())
    if not found:
        raise ValueError(f"{shown(written)} is not a time that can be read")
    year, month, day, hour, minute, second, fraction, offset = found.groups()
    try:
        at = datetime(
            int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0),
            int((fraction or "")[:6].ljust(6, "0")), _offset(offset, zone),
        )  # fmt: skip
        return at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"{shown(written)} is not a moment of the calendar") from None


def _offset(written: str | None, zone: tzinfo) -> tzinfo:
    if written is None:
        return zone
    if written[0] not in "+-":
        return UTC
    digits = written[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if written[0] == "-" else offset)
