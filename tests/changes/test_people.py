"""Assigning, giving a role and handing off: the field and the entry that says who had it before."""

from datetime import UTC, datetime

import pytest

from incitrack.changes.assign import assign
from incitrack.changes.give_role import give_role
from incitrack.changes.hand_off import hand_off
from incitrack.errors import RefusedError, UsageError
from tests.builders import REPORTED, incident
from tests.changes.given import AT, after, diff, policies

ANY = policies()
LISTED = policies(people=True)
EARLIER = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


def test_the_first_owner_comes_after_nobody() -> None:
    change = assign(incident(), "jdoe", at=AT, by="maria", policies=ANY)
    assert diff(change) == ["+ owner: jdoe", "+ - `2026-11-20T17:00Z` **owner** @maria: none -> @jdoe"]
    assert change.event == "owner"


def test_the_next_owner_comes_after_the_last_with_the_reason() -> None:
    change = assign(incident(owner="maria"), "@jdoe", at=AT, by="maria", policies=ANY, reason="end of shift")
    assert after(change).incident.timeline[-1].text == "@maria -> @jdoe, end of shift"


@pytest.mark.parametrize("typed", ["Maria", "ma ria", "", "@", "maria@example.org", "mаria"])
def test_what_is_no_handle_is_wrong_usage(typed: str) -> None:
    with pytest.raises(UsageError, match="not a person's handle"):
        assign(incident(), typed, at=AT, by="maria", policies=ANY)


def test_a_person_whom_nobody_knows_is_wrong_usage_with_the_nearest() -> None:
    with pytest.raises(UsageError) as refused:
        assign(incident(), "jdo", at=AT, by="maria", policies=LISTED)
    assert refused.value.hint == "did you mean jdoe?"


def test_the_present_owner_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="already"):
        assign(incident(owner="maria"), "maria", at=AT, by="maria", policies=ANY)


def test_an_owner_before_the_last_change_of_owner_is_refused() -> None:
    later = "- `2026-11-20T16:00Z` **owner** @maria: @maria -> @kim"
    with pytest.raises(RefusedError, match="later owner entry"):
        assign(incident(owner="kim", timeline=(REPORTED, later)), "jdoe", at=EARLIER, by="maria", policies=ANY)


def test_a_role_is_given_with_its_map_and_entry() -> None:
    change = give_role(incident(owner="maria"), "commander", "jdoe", at=AT, by="maria", policies=ANY)
    assert diff(change) == [
        "+ roles:",
        "+   commander: jdoe",
        "+ - `2026-11-20T17:00Z` **role** @maria: commander none -> @jdoe",
    ]


def test_a_role_passes_on() -> None:
    record = incident(roles="{commander: maria, scribe: kim}")
    change = give_role(record, "commander", "jdoe", at=AT, by="maria", policies=LISTED, reason="shift")
    assert after(change).incident.timeline[-1].text == "commander @maria -> @jdoe, shift"
    assert after(change).incident.roles.held() == {"commander": "jdoe", "scribe": "kim"}


def test_a_role_may_be_typed_with_a_hyphen() -> None:
    change = give_role(incident(), "communications-lead", "sam", at=AT, by="maria", policies=ANY)
    assert after(change).incident.roles.communications_lead == "sam"


@pytest.mark.parametrize(
    ("role", "who", "message"),
    [("comander", "jdoe", "not a role"), ("scribe", "nobody", "not a person"), ("commander", "maria", "already")],
)
def test_an_unknown_role_or_person_or_the_present_one_is_wrong_usage(role: str, who: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        give_role(incident(roles="{commander: maria}"), role, who, at=AT, by="maria", policies=LISTED)


def test_only_a_later_entry_of_the_same_role_overtakes() -> None:
    later = "- `2026-11-20T16:00Z` **role** @maria: scribe none -> @kim"
    record = incident(roles="{scribe: kim}", timeline=(REPORTED, later))
    assert give_role(record, "commander", "jdoe", at=EARLIER, by="maria", policies=ANY).edits
    with pytest.raises(RefusedError, match="later role entry"):
        give_role(record, "scribe", "jdoe", at=EARLIER, by="maria", policies=ANY)


def test_a_handoff_makes_the_other_the_owner() -> None:
    change = hand_off(incident(owner="maria"), "jdoe", "Pool raised by hand.", at=AT, by="maria", policies=LISTED)
    assert diff(change) == [
        "- owner: maria",
        "+ owner: jdoe",
        "+ - `2026-11-20T17:00Z` **handoff** @maria: Pool raised by hand.",
        "+ - `2026-11-20T17:00Z` **owner** @maria: @maria -> @jdoe",
    ]
    assert change.event == "handoff"


def test_a_handoff_to_the_owner_is_the_progress_alone() -> None:
    change = hand_off(incident(owner="jdoe"), "jdoe", "Yours again.", at=AT, by="maria", policies=ANY)
    assert [entry.kind for entry in after(change).incident.timeline] == ["reported", "handoff"]


def test_a_handoff_says_something_to_somebody() -> None:
    with pytest.raises(UsageError, match="blank"):
        hand_off(incident(), "jdoe", "", at=AT, by="maria", policies=ANY)
    with pytest.raises(UsageError, match="not a person"):
        hand_off(incident(), "nobody", "All of it.", at=AT, by="maria", policies=LISTED)
