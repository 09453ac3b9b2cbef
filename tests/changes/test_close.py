"""Closing: refused until what the severity and the lifecycle policy ask for is there, all of it named at once."""

from datetime import timedelta

import pytest

from incitrack.changes.transition import transition
from incitrack.errors import RefusedError, UsageError
from incitrack.model.entry import Kind
from incitrack.model.status import Status
from tests.builders import REPORTED, RESOLVED, incident, incident_text, postmortem
from tests.changes.given import AT, P1, after, diff, policies

RESOLVED_P2 = incident_text(
    status="resolved", owner="maria", started_at="2026-11-20T14:05Z", timeline=(REPORTED, RESOLVED)
)
RESOLVED_P1 = RESOLVED_P2.replace("severity: P2", "severity: P1")
VERIFIED = "- `2026-11-20T16:50Z` **verified** @kim: The probe is green."
ALL_CLEAR = "- `2026-11-20T16:45Z` **public** @sam: Checkout works again."
STRICT = policies(
    severity={
        "severities": {
            "P1": P1 | {"close": {"after": "1d", "requires": ["all-clear", "postmortem", "owned-actions"]}},
        }
    }
)


def test_the_cause_that_is_given_is_written() -> None:
    change = transition(incident(RESOLVED_P2), Kind.CLOSED, at=AT, by="maria", policies=policies(), cause="change")
    assert diff(change) == [
        "- status: resolved",
        "+ status: closed",
        "+ cause: change",
        "+ - `2026-11-20T17:00Z` **closed** @maria",
    ]


def test_without_a_cause_it_is_refused_with_the_way_to_give_one() -> None:
    with pytest.raises(RefusedError, match="cannot be closed yet: no cause") as refused:
        transition(incident(RESOLVED_P2), Kind.CLOSED, at=AT, by="maria", policies=policies())
    assert "incitrack close INC-2026-0042 --cause CAUSE" in str(refused.value.hint)
    assert "allowed now: incitrack reopen" in str(refused.value.hint)


def test_a_cause_that_the_taxonomy_lacks_is_wrong_usage_with_the_nearest() -> None:
    with pytest.raises(UsageError) as refused:
        transition(
            incident(RESOLVED_P2), Kind.CLOSED, at=AT, by="maria", policies=policies(), cause="configuratoin"
        )
    assert refused.value.hint == "did you mean configuration?"


def test_without_a_verification_that_the_severity_wants_it_is_refused() -> None:
    with pytest.raises(RefusedError, match="nobody has verified the fix") as refused:
        transition(incident(RESOLVED_P1), Kind.CLOSED, at=AT, by="maria", policies=policies(), cause="change")
    assert "incitrack verify INC-2026-0042" in str(refused.value.hint)


def test_with_a_verification_it_is_closed() -> None:
    text = RESOLVED_P1 + VERIFIED + "\n"
    change = transition(incident(text), Kind.CLOSED, at=AT, by="maria", policies=policies(), cause="change")
    assert after(change).incident.status is Status.CLOSED


def test_everything_that_is_missing_is_said_in_one_refusal_of_three_lines() -> None:
    record = incident(RESOLVED_P1)
    with pytest.raises(RefusedError) as refused:
        transition(record, Kind.CLOSED, at=AT, by="maria", policies=STRICT, not_before=AT + timedelta(hours=20))
    message, hint = refused.value.message, str(refused.value.hint)
    for missing in ("no cause", "verified", "sooner than 1d", "all-clear", "postmortem"):
        assert missing in message
    assert "\n" not in message
    assert hint.count("\n") == 1


def test_when_all_of_it_is_there_it_is_closed() -> None:
    action = "\n  - {id: A1, title: Alert at 80%, owner: jdoe, due: 2026-12-01}"
    published = postmortem(
        status="published", published_at="2026-11-24T09:00Z", authors="[maria]", trigger="A mail.", actions=action
    )
    text = f"{RESOLVED_P1}{VERIFIED}\n\n## Communications\n\n{ALL_CLEAR}\n"
    change = transition(
        incident(text), Kind.CLOSED, at=AT, by="maria", policies=STRICT, cause="change", not_before=AT,
        postmortem=published,
    )  # fmt: skip
    assert after(change).incident.status is Status.CLOSED
    assert [edit.path for edit in change.edits] == ["incidents/2026/INC-2026-0042.md"]


def test_fields_and_sections_that_the_team_asks_for_are_missing_too() -> None:
    asked = policies(requires={"closed": ["cause", "x-lost", "## Impact"]})
    with pytest.raises(RefusedError, match="no x-lost; no ## Impact") as refused:
        transition(incident(RESOLVED_P2), Kind.CLOSED, at=AT, by="maria", policies=asked, cause="change")
    assert "incitrack set INC-2026-0042 x-lost VALUE" in str(refused.value.hint)


def test_what_was_reported_before_the_policy_is_not_held_to_it() -> None:
    old = policies(
        severity={"since": "2027-01-01", "severities": {"P1": P1 | {"close": {"requires": ["postmortem"]}}}}
    )
    change = transition(incident(RESOLVED_P1), Kind.CLOSED, at=AT, by="maria", policies=old, cause="change")
    assert after(change).incident.status is Status.CLOSED


def test_closing_what_was_never_resolved_fills_in_owner_and_start() -> None:
    change = transition(incident(cause="change"), Kind.CLOSED, at=AT, by="kim", policies=policies())
    closed = after(change).incident
    assert (closed.owner, closed.started_at) == ("kim", closed.reported_at)
