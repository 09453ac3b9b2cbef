"""An amendment names one entry, or none."""

from datetime import UTC, datetime

import pytest

from incitrack.changes.amend import amend
from incitrack.errors import UsageError
from tests.builders import REPORTED, incident, incident_text

NOON = datetime(2026, 11, 20, 15, tzinfo=UTC)


def test_a_minute_with_several_entries_names_none_of_them() -> None:
    entries = [f"- `2026-11-20T14:31:{second}Z` **update** @maria: Seen." for second in ("05", "40")]
    record = incident(incident_text(timeline=[REPORTED, *entries]))
    with pytest.raises(UsageError, match="2 entries within the minute"):
        amend(record, datetime(2026, 11, 20, 14, 31, tzinfo=UTC), "x", at=NOON, by="maria")
