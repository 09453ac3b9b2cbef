"""Mitigating: an entry while it is open, and no other status."""

from datetime import UTC, datetime, timedelta

import pytest

from incitrack.changes.mitigate import mitigate
from incitrack.errors import RefusedError
from tests.builders import REPORTED, RESOLVED, incident
from tests.changes.given import AT, REPORTED_AT, diff, policies

DONE = incident(status="resolved", owner="maria", timeline=(REPORTED, RESOLVED))


def test_only_the_entry_is_added() -> None:
    change = mitigate(incident(), at=AT, by="jdoe", text="Restarted the workers.", policies=policies())
    assert diff(change) == ["+ - `2026-11-20T17:00Z` **mitigated** @jdoe: Restarted the workers."]
    assert change.subject == "INC-2026-0042: mitigated"


def test_what_is_resolved_cannot_be_mitigated_any_more() -> None:
    with pytest.raises(RefusedError, match="was resolved by then") as refused:
        mitigate(DONE, at=AT, by="jdoe", policies=policies())
    assert refused.value.hint == "allowed now: incitrack close, incitrack reopen"


def test_a_late_note_goes_before_the_resolution() -> None:
    change = mitigate(DONE, at=datetime(2026, 11, 20, 15, 20, tzinfo=UTC), by="jdoe", policies=policies())
    assert diff(change) == ["+ - `2026-11-20T15:20Z` **mitigated** @jdoe"]


def test_before_users_were_affected_nothing_is_mitigated() -> None:
    with pytest.raises(RefusedError, match="it started at 2026-11-20T18:00Z"):
        mitigate(incident(started_at="2026-11-20T18:00Z"), at=AT, by="jdoe", policies=policies())


def test_before_the_report_nothing_is_mitigated() -> None:
    with pytest.raises(RefusedError, match="was reported at"):
        mitigate(incident(), at=REPORTED_AT - timedelta(hours=1), by="jdoe", policies=policies())
