"""Severity: the field and its entry in one change."""

from datetime import UTC, datetime

import pytest

from incitrack.changes.change_severity import change_severity
from incitrack.errors import RefusedError, UnreadableError, UsageError
from incitrack.model.policies import Policies
from tests.builders import ACKNOWLEDGED, REPORTED, RESOLVED, incident, postmortem
from tests.changes.given import AT, P1, SEVERITY, after, diff, policies

ANY = policies()
CLOSED = "- `2026-11-20T16:50Z` **closed** @maria"


def test_the_field_and_the_entry_change_together() -> None:
    change = change_severity(incident(), "P3", "nobody is kept from paying.", at=AT, by="maria", policies=ANY)
    assert diff(change) == [
        "- severity: P2",
        "+ severity: P3",
        "+ - `2026-11-20T17:00Z` **severity** @maria: P2 -> P3, nobody is kept from paying.",
    ]
    assert change.event == "severity"


@pytest.mark.parametrize("typed", ["S1", "s1", "p1"])
def test_an_alias_is_accepted_and_never_written(typed: str) -> None:
    change = change_severity(incident(owner="maria"), typed, "payments fail", at=AT, by="maria", policies=ANY)
    assert after(change).incident.severity == "P1"
    assert after(change).incident.timeline[-1].text == "P2 -> P1, payments fail"


def test_raised_to_one_that_wants_an_owner_at_once_it_makes_the_writer_the_owner() -> None:
    change = change_severity(incident(), "P1", "payments fail", at=AT, by="jdoe", policies=ANY)
    assert after(change).incident.owner == "jdoe"
    assert "@jdoe is now the owner" in change.notes
    kept = change_severity(incident(owner="maria"), "P1", "payments fail", at=AT, by="jdoe", policies=ANY)
    assert after(kept).incident.owner == "maria"


@pytest.mark.parametrize(
    ("typed", "message"), [("P9", "not a severity"), ("P2", "is P2 already"), ("high", "not a sev")]
)
def test_an_unknown_severity_or_the_present_one_is_wrong_usage(typed: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        change_severity(incident(), typed, "why", at=AT, by="maria", policies=ANY)


def test_a_reason_is_wanted() -> None:
    with pytest.raises(UsageError, match="reason is blank"):
        change_severity(incident(), "P3", " ", at=AT, by="maria", policies=ANY)


def test_without_a_severity_policy_nothing_can_be_said() -> None:
    with pytest.raises(UnreadableError) as refused:
        change_severity(incident(), "P3", "why", at=AT, by="maria", policies=Policies())
    assert "incitrack init" in str(refused.value.hint)


def test_a_change_before_the_last_one_is_refused() -> None:
    later = "- `2026-11-20T16:00Z` **severity** @maria: P3 -> P2, worse than we thought"
    record = incident(timeline=(REPORTED, later))
    with pytest.raises(RefusedError, match="later severity entry, at 2026-11-20T16:00Z"):
        change_severity(
            record, "P1", "why", at=datetime(2026, 11, 20, 15, 0, tzinfo=UTC), by="maria", policies=ANY
        )


STRICT = policies(
    severity=SEVERITY
    | {"severities": {"P1": P1 | {"close": {"after": "1d", "requires": ["postmortem"]}}, "P2": {"name": "High"}}}
)
UNVERIFIED = "nobody has verified the fix: incitrack verify INC-2026-0042 TEXT"
UNPUBLISHED = (
    "P1 is closed after its postmortem, and there is none: write it under postmortems/, as INC-2026-0042.md, and "
    "publish it"
)
TOO_SOON = "P1 is not closed sooner than 1d after it is resolved: close it from 2026-11-21T16:40Z on"


@pytest.mark.parametrize(
    ("status", "timeline", "noted"),
    [
        ("acknowledged", (REPORTED, ACKNOWLEDGED), ()),
        ("resolved", (REPORTED, RESOLVED), (UNVERIFIED, TOO_SOON, UNPUBLISHED)),
        ("closed", (REPORTED, RESOLVED, CLOSED), (UNVERIFIED, TOO_SOON, UNPUBLISHED)),
    ],
)
def test_what_the_new_severity_asks_for_before_a_closing_is_said_of_what_is_over(
    status: str, timeline: tuple[str, ...], noted: tuple[str, ...]
) -> None:
    record = incident(status=status, owner="maria", roles="{commander: kim}", timeline=timeline)
    day = datetime(2026, 11, 21, 16, 40, tzinfo=UTC)
    change = change_severity(record, "P1", "it was worse", at=AT, by="maria", policies=STRICT, not_before=day)
    assert change.notes == noted


def test_nothing_is_asked_for_that_is_there() -> None:
    verified = "- `2026-11-20T16:45Z` **verified** @kim"
    record = incident(
        status="resolved", owner="maria", roles="{commander: kim}", timeline=(REPORTED, RESOLVED, verified)
    )
    published = postmortem(
        status="published", published_at="2026-11-20T16:50Z", authors="[maria]", trigger="A mail."
    )
    change = change_severity(
        record, "P1", "it was worse", at=AT, by="maria", policies=STRICT, postmortem=published
    )
    assert change.notes == ()
