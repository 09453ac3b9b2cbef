"""Verifying and amending: entries that speak of what stands there already."""

from datetime import UTC, datetime, timedelta

import pytest

from incitrack.changes.amend import amend
from incitrack.changes.verify import verify
from incitrack.errors import UsageError
from tests.builders import ACKNOWLEDGED, REPORTED, incident
from tests.changes.given import AT, REPORTED_AT, after, diff

TOLD = "- `2026-11-20T15:00:30Z` **public** @sam: Soon."


def test_a_verification_is_an_entry() -> None:
    change = verify(incident(), "The probe is green for an hour.", at=AT, by="kim")
    assert diff(change) == ["+ - `2026-11-20T17:00Z` **verified** @kim: The probe is green for an hour."]
    assert change.event == "verified"


def test_a_verification_says_what_was_seen() -> None:
    with pytest.raises(UsageError, match="blank"):
        verify(incident(), "", at=AT, by="kim")


def test_a_correction_names_the_entry_which_stays() -> None:
    change = amend(incident(timeline=(REPORTED, ACKNOWLEDGED)), REPORTED_AT, "it was two regions", at=AT, by="kim")
    assert diff(change) == ["+ - `2026-11-20T17:00Z` **amended** @kim: On `2026-11-20T14:10Z`: it was two regions"]


def test_a_correction_of_several_lines_begins_below() -> None:
    change = amend(incident(), REPORTED_AT, "```\nthe log\n```", at=AT, by="kim")
    assert after(change).incident.timeline[-1].text == "On `2026-11-20T14:10Z`:\n\n```\nthe log\n```"


def test_a_time_without_seconds_names_the_entry_of_that_minute() -> None:
    record = incident(communications=(TOLD,))
    change = amend(record, datetime(2026, 11, 20, 15, 0, tzinfo=UTC), "in an hour", at=AT, by="kim")
    assert after(change).incident.timeline[-1].text == "On `2026-11-20T15:00:30Z`: in an hour"


def test_a_time_of_no_entry_is_wrong_usage_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="no entry at 2026-11-20T14:11Z") as refused:
        amend(incident(), REPORTED_AT + timedelta(minutes=1), "what", at=AT, by="kim")
    assert "2026-11-20T14:10Z" in str(refused.value.hint)
