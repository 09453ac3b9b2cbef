"""Transitions: one entry, the status that follows from it, and no step that the lifecycle does not have."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.changes.transition import transition
from incitrack.changes.verbs import allowed_verbs
from incitrack.errors import RefusedError, UsageError
from incitrack.model.entry import Kind
from incitrack.model.status import AFTER_TRANSITION, Status, is_allowed
from tests.builders import ACKNOWLEDGED, REPORTED, RESOLVED, incident, incident_text
from tests.changes.given import AT, REPORTED_AT, after, diff, policies

ANY = policies()
OPEN = incident_text(status="acknowledged", owner="maria", timeline=(REPORTED, ACKNOWLEDGED))
DONE = incident_text(
    status="resolved", owner="maria", started_at="2026-11-20T14:05Z", timeline=(REPORTED, ACKNOWLEDGED, RESOLVED)
)


def test_the_entry_and_the_status_are_all_that_changes() -> None:
    change = transition(incident(OPEN), Kind.IN_PROGRESS, at=AT, by="maria", text="On it.", policies=ANY)
    assert diff(change) == [
        "- status: acknowledged",
        "+ status: in-progress",
        "+ - `2026-11-20T17:00Z` **in-progress** @maria: On it.",
    ]
    assert (change.subject, change.event, change.notes) == ("INC-2026-0042: in-progress", "in-progress", ())


def test_who_acknowledges_becomes_the_owner_without_an_entry() -> None:
    change = transition(incident(), Kind.ACKNOWLEDGED, at=AT, by="jdoe", policies=ANY)
    assert diff(change)[:3] == ["- status: reported", "+ status: acknowledged", "+ owner: jdoe"]
    assert [entry.kind for entry in after(change).incident.timeline] == ["reported", "acknowledged"]
    assert change.notes == ("@jdoe is now the owner",)


def test_an_owner_stays() -> None:
    change = transition(incident(owner="maria"), Kind.ACKNOWLEDGED, at=AT, by="jdoe", policies=ANY)
    assert after(change).incident.owner == "maria"


def test_an_owner_filled_in_agrees_with_the_last_entry_about_owners() -> None:
    gone = "- `2026-11-20T14:12Z` **owner** @maria: none -> @maria"
    change = transition(incident(timeline=(REPORTED, gone)), Kind.ACKNOWLEDGED, at=AT, by="jdoe", policies=ANY)
    assert after(change).incident.timeline[-1].text == "none -> @jdoe"


def test_an_owner_whom_nobody_knows_is_filled_in_and_said() -> None:
    change = transition(incident(), Kind.ACKNOWLEDGED, at=AT, by="night-shift", policies=policies(people=True))
    assert after(change).incident.owner == "night-shift"
    assert "not among the people" in change.notes[1]


def test_the_report_stands_in_for_a_start_that_nobody_gave() -> None:
    change = transition(incident(OPEN), Kind.RESOLVED, at=AT, by="maria", policies=ANY)
    assert "+ started_at: 2026-11-20T14:10Z" in diff(change)


def test_a_start_that_is_given_is_written() -> None:
    start = REPORTED_AT - timedelta(minutes=5)
    change = transition(incident(OPEN), Kind.RESOLVED, at=AT, by="maria", policies=ANY, started_at=start)
    assert after(change).incident.started_at == start


def test_a_start_that_is_there_stays() -> None:
    text = OPEN.replace("owner: maria", "owner: maria\nstarted_at: 2026-11-20T14:00Z  # as the probe says")
    change = transition(incident(text), Kind.RESOLVED, at=AT, by="maria", policies=ANY)
    assert not [line for line in diff(change) if "started_at" in line]


def test_a_start_behind_the_end_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="after the incident was resolved"):
        transition(
            incident(OPEN), Kind.RESOLVED, at=AT, by="maria", policies=ANY, started_at=AT + timedelta(hours=1)
        )


def test_a_start_in_the_record_behind_the_end_is_refused() -> None:
    text = OPEN.replace("owner: maria", "owner: maria\nstarted_at: 2026-11-21T14:00Z")
    with pytest.raises(RefusedError, match="it started at 2026-11-21T14:00Z"):
        transition(incident(text), Kind.RESOLVED, at=AT, by="maria", policies=ANY)


@pytest.mark.parametrize(
    ("text", "kind", "message", "hint"),
    [
        (
            OPEN,
            Kind.ACKNOWLEDGED,
            "already acknowledged",
            "incitrack start, incitrack mitigate, incitrack resolve",
        ),
        (DONE, Kind.IN_PROGRESS, "is resolved; in-progress cannot follow", "incitrack close, incitrack reopen"),
        (OPEN, Kind.REOPENED, "only what is resolved or closed is reopened", "incitrack start"),
    ],
)
def test_what_cannot_follow_is_refused_with_what_can(text: str, kind: Kind, message: str, hint: str) -> None:
    with pytest.raises(RefusedError, match=message) as refused:
        transition(incident(text), kind, at=AT, by="maria", policies=ANY)
    assert refused.value.exit_status == 4
    assert "allowed now: " in str(refused.value.hint)
    assert hint in str(refused.value.hint)


def test_reopening_puts_it_back_to_in_progress() -> None:
    change = transition(incident(DONE), Kind.REOPENED, at=AT, by="maria", text="It is back.", policies=ANY)
    assert after(change).incident.status is Status.IN_PROGRESS


def test_a_late_acknowledgement_goes_to_its_place_and_leaves_the_status() -> None:
    text = incident_text(status="resolved", started_at="2026-11-20T14:05Z", timeline=(REPORTED, RESOLVED))
    late = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
    change = transition(incident(text), Kind.ACKNOWLEDGED, at=late, by="jdoe", policies=ANY)
    assert [entry.kind for entry in after(change).incident.timeline] == ["reported", "acknowledged", "resolved"]
    assert after(change).incident.status is Status.RESOLVED
    assert diff(change) == ["+ owner: jdoe", "+ - `2026-11-20T14:30Z` **acknowledged** @jdoe"]


REOPENED = "- `2026-11-20T16:50Z` **reopened** @maria"
CLOSED = "- `2026-11-20T16:55Z` **closed** @maria"


@pytest.mark.parametrize(
    ("timeline", "kind", "at", "message", "hint"),
    [
        (
            (REPORTED, ACKNOWLEDGED),
            Kind.RESOLVED,
            "14:12",
            "cannot be resolved at 2026-11-20T14:12Z, before it was acknowledged, at 2026-11-20T14:14Z",
            "give --at a time from 2026-11-20T14:14Z on\nallowed now: incitrack start, .*",
        ),
        (
            (REPORTED, ACKNOWLEDGED, RESOLVED),
            Kind.CLOSED,
            "16:00",
            "cannot be closed at 2026-11-20T16:00Z, before it was resolved, at 2026-11-20T16:40Z",
            "give --at a time from 2026-11-20T16:40Z on\nallowed now: incitrack reopen",
        ),
        (
            (REPORTED, RESOLVED),
            Kind.REOPENED,
            "16:00",
            "was reported at 2026-11-20T16:00Z; only what is resolved or closed is reopened",
            "give --at a time from 2026-11-20T16:40Z on\nallowed now: incitrack close",
        ),
        (
            (REPORTED, RESOLVED, REOPENED, CLOSED),
            Kind.REOPENED,
            "16:45",
            "cannot be reopened at 2026-11-20T16:45Z, before it was reopened, at 2026-11-20T16:50Z",
            "give --at a time from 2026-11-20T16:55Z on",
        ),
        (
            (REPORTED, ACKNOWLEDGED, RESOLVED),
            Kind.ACKNOWLEDGED,
            "14:12",
            "cannot be acknowledged at 2026-11-20T14:12Z, before it was acknowledged, at 2026-11-20T14:14Z",
            "allowed now: incitrack close, incitrack reopen",
        ),
    ],
)
def test_a_late_transition_that_breaks_what_follows_is_refused_for_its_time(
    timeline: tuple[str, ...], kind: Kind, at: str, message: str, hint: str
) -> None:
    late = datetime.fromisoformat(f"2026-11-20T{at}Z")
    with pytest.raises(RefusedError, match=message) as refused:
        transition(incident(timeline=timeline), kind, at=late, by="maria", policies=ANY)
    assert re.fullmatch(hint, str(refused.value.hint))


def test_nothing_stands_before_the_report() -> None:
    with pytest.raises(RefusedError, match="was reported at 2026-11-20T14:10Z"):
        transition(incident(), Kind.ACKNOWLEDGED, at=REPORTED_AT - timedelta(minutes=1), by="maria", policies=ANY)


def test_roles_that_the_severity_wants_are_named() -> None:
    change = transition(incident(severity="P1", owner="maria"), Kind.ACKNOWLEDGED, at=AT, by="maria", policies=ANY)
    assert change.notes == ("P1 wants a commander: incitrack role INC-2026-0042 commander HANDLE",)


def test_what_the_lifecycle_policy_asks_of_a_resolved_record_is_named_and_does_not_stop_it() -> None:
    asked = policies(requires={"resolved": ["started_at", "category", "## Summary"]})
    change = transition(incident(OPEN), Kind.RESOLVED, at=AT, by="maria", policies=asked)
    assert after(change).incident.status is Status.RESOLVED
    assert "needs category: incitrack set INC-2026-0042 category VALUE" in change.notes[0]
    assert "needs ## Summary" in change.notes[1]


def test_a_writer_without_a_handle_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="not a person's handle"):
        transition(incident(), Kind.ACKNOWLEDGED, at=AT, by="Maria López", policies=ANY)


@given(kinds=st.lists(st.sampled_from([kind for kind in Kind if kind.is_transition]), max_size=8))
def test_the_record_follows_the_lifecycle_through_any_archive_of_transitions(kinds: list[Kind]) -> None:
    record = incident(owner="maria", cause="change")
    for step, kind in enumerate(kinds):
        at = REPORTED_AT + timedelta(minutes=step)
        status = record.incident.status
        if not is_allowed(status, kind):
            with pytest.raises(RefusedError):
                transition(record, kind, at=at, by="maria", policies=ANY)
            continue
        change = transition(record, kind, at=at, by="maria", policies=ANY)
        record = after(change)
        assert record.incident.status is AFTER_TRANSITION[kind]
        assert record.incident.timeline[-1][:3] == (at, kind, "maria")
        assert len([line for line in diff(change) if line.startswith("- ")]) <= 1


@pytest.mark.parametrize("status", list(Status))
def test_the_verbs_that_are_allowed_are_those_that_are_not_refused(status: Status) -> None:
    kinds = [kind for kind in Kind if kind.is_transition and is_allowed(status, kind)]
    assert len(allowed_verbs(status)) == len(kinds) + (1 if status.is_open else 0)
