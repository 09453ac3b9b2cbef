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


def test_an_entry_that_is_not_there_is_refused_with_what_is_and_with_the_way_to_tell_of_one_that_was() -> None:
    record = incident(incident_text(timeline=[REPORTED]))
    with pytest.raises(UsageError, match="has no entry at 2026-11-20T14:31Z") as refused:
        amend(record, datetime(2026, 11, 20, 14, 31, tzinfo=UTC), "x", at=NOON, by="maria")
    assert refused.value.hint == "there are entries at 2026-11-20T14:10Z; of one that was removed --removed tells"


def test_of_an_entry_that_was_removed_an_amendment_tells_by_the_time_that_it_had() -> None:
    record = incident(incident_text(timeline=[REPORTED]))
    gone = datetime(2026, 11, 20, 14, 31, 5, tzinfo=UTC)
    change = amend(record, gone, "A name was taken out.", at=NOON, by="maria", removed=True)
    assert "**amended** @maria: On `2026-11-20T14:31:05Z`: A name was taken out." in change.edits[0].after
