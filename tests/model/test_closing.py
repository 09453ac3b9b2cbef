"""What has to be there before an incident is closed."""

from datetime import UTC, datetime, timedelta

import pytest

from incitrack.model.action import ActionItem
from incitrack.model.closing import is_verified, resolution, unmet_conditions
from incitrack.model.duration import Span, Unit
from incitrack.model.entry import Communication, Kind, TimelineEntry
from incitrack.model.incident import Incident
from incitrack.model.postmortem import Postmortem, PostmortemStatus
from incitrack.model.severity import Close, CloseCondition
from incitrack.model.status import Status

START = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
ALL = Close(after=Span(1, Unit.DAY), requires=tuple(CloseCondition))


def at(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def an_incident(*kinds: Kind, told: tuple[int, ...] = (), actions: tuple[ActionItem, ...] = ()) -> Incident:
    """Kinds of entries, one a minute from minute 1 on, and what was told at which minutes."""
    return Incident(
        id="INC-2026-0042",
        title="Checkout is down",
        severity="P1",
        status=Status.RESOLVED,
        services=("checkout",),
        timeline=tuple(TimelineEntry(at(minute), kind) for minute, kind in enumerate(kinds, 1)),
        communications=tuple(Communication(at(minute), "public") for minute in told),
        actions=actions,
    )


def a_postmortem(status: PostmortemStatus, *actions: ActionItem) -> Postmortem:
    return Postmortem(incident="INC-2026-0042", title="Checkout", status=status, actions=actions)


def conditions(
    incident: Incident, postmortem: Postmortem | None, close: Close, closed: int, not_before: int
) -> list[str]:
    unmet = unmet_conditions(incident, postmortem, close, closed_at=at(closed), not_before=at(not_before))
    assert all(each.message and each.hint for each in unmet)
    return [each.condition for each in unmet]


@pytest.mark.parametrize(
    ("kinds", "minute"),
    [
        ((Kind.REPORTED,), None),
        ((Kind.REPORTED, Kind.RESOLVED), 2),
        ((Kind.REPORTED, Kind.RESOLVED, Kind.CLOSED), 2),
        ((Kind.REPORTED, Kind.RESOLVED, Kind.REOPENED), None),
        ((Kind.REPORTED, Kind.RESOLVED, Kind.REOPENED, Kind.RESOLVED), 4),
        ((Kind.REPORTED, Kind.CLOSED), None),
    ],
)
def test_the_resolution_is_the_last_one_that_held(kinds: tuple[Kind, ...], minute: int | None) -> None:
    assert resolution(an_incident(*kinds)) == (at(minute) if minute else None)


def test_what_was_verified_before_it_came_back_is_not_verified() -> None:
    assert is_verified(an_incident(Kind.REPORTED, Kind.VERIFIED, Kind.RESOLVED))
    assert not is_verified(an_incident(Kind.REPORTED, Kind.RESOLVED))
    assert not is_verified(an_incident(Kind.REPORTED, Kind.RESOLVED, Kind.VERIFIED, Kind.REOPENED, Kind.RESOLVED))


def test_nothing_is_asked_by_default() -> None:
    assert not unmet_conditions(an_incident(Kind.REPORTED), None, Close(), closed_at=at(1), not_before=None)


def test_everything_that_is_missing_is_named_at_once() -> None:
    incident = an_incident(Kind.REPORTED, Kind.RESOLVED, actions=(ActionItem(id="A1", title="Alert at 80%"),))
    assert conditions(incident, None, ALL, closed=3, not_before=10) == [
        "after", "all-clear", "postmortem", "owned-actions",
    ]  # fmt: skip


def test_nothing_is_missing_when_all_is_there() -> None:
    owned = ActionItem(id="A1", title="Alert at 80%", owner="jdoe", due=START.date())
    incident = an_incident(Kind.REPORTED, Kind.RESOLVED, told=(2,), actions=(owned,))
    published = a_postmortem(PostmortemStatus.PUBLISHED, owned)
    assert conditions(incident, published, ALL, closed=10, not_before=10) == []


def test_what_was_told_before_the_resolution_is_no_all_clear() -> None:
    incident = an_incident(Kind.REPORTED, Kind.RESOLVED, told=(1,))
    close = Close(requires=(CloseCondition.ALL_CLEAR,))
    assert conditions(incident, None, close, closed=3, not_before=0) == ["all-clear"]


def test_a_draft_is_no_postmortem_yet_and_its_actions_count() -> None:
    incident = an_incident(Kind.REPORTED, Kind.RESOLVED, told=(3,))
    draft = a_postmortem(PostmortemStatus.DRAFT, ActionItem(id="A1", title="Alert", owner="jdoe"))
    assert conditions(incident, draft, ALL, closed=10, not_before=10) == ["postmortem", "owned-actions"]


def test_a_draft_is_to_be_published_and_what_is_not_there_to_be_written() -> None:
    incident = an_incident(Kind.REPORTED, Kind.RESOLVED)
    close = Close(requires=(CloseCondition.POSTMORTEM,))
    draft = a_postmortem(PostmortemStatus.DRAFT)
    (late,) = unmet_conditions(incident, draft, close, closed_at=at(10), not_before=None)
    assert (late.message, late.hint) == (
        "P1 is closed after its postmortem, and it is not published",
        "publish it",
    )
    (absent,) = unmet_conditions(incident, None, close, closed_at=at(10), not_before=None)
    assert absent.message.endswith("there is none")
    assert absent.hint == "write it under postmortems/, as INC-2026-0042.md, and publish it"


def test_of_action_items_nothing_is_asked_unless_the_severity_does() -> None:
    incident = an_incident(Kind.REPORTED, Kind.RESOLVED, told=(3,), actions=(ActionItem(id="A1", title="Alert"),))
    close = Close(requires=(CloseCondition.ALL_CLEAR,))
    assert conditions(incident, None, close, closed=10, not_before=0) == []


def test_before_a_resolution_nobody_can_give_the_all_clear() -> None:
    close = Close(requires=(CloseCondition.ALL_CLEAR,))
    assert conditions(an_incident(Kind.REPORTED, told=(2,)), None, close, closed=10, not_before=0) == ["all-clear"]


def test_time_since_a_resolution_needs_one() -> None:
    close = Close(after=Span(1, Unit.DAY))
    assert conditions(an_incident(Kind.REPORTED), None, close, closed=10, not_before=0) == ["after"]
