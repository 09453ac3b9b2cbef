"""The moments of an incident in a row, from the start to the close, and what is still to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from incitrack.model.impact import impact_periods
from incitrack.model.incident import Incident
from incitrack.model.status import Status
from incitrack.model.turns import turns
from incitrack.website.contents import ShownIncident
from incitrack.website.describe import Describer, spoken
from incitrack.website.views.record import PeriodView
from incitrack.website.views.words import DayView, MomentView
from incitrack.wording import duration_text, elapsed_text


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """A moment of an incident's life; `at` is None where it has not come yet.

    `day` is None where it is the day of the milestone before; `note` is the time since the report, signed.
    """

    label: str
    at: MomentView | None
    day: DayView | None
    note: str


def milestones(shown: ShownIncident, describe: Describer) -> tuple[MilestoneView, ...]:
    """What has happened, in the order of time, and what an incident still needs."""
    views: list[MilestoneView] = []
    day: DayView | None = None
    for label, at in _moments(shown.incident):
        if at is None:
            views.append(MilestoneView(label, None, None, "not yet"))
            continue
        before, day = day, describe.day_of(at)
        views.append(
            MilestoneView(label, describe.moment(at), None if day == before else day, elapsed_text(at, shown.at))
        )
    return tuple(views)


def _moments(incident: Incident) -> Iterator[tuple[str, datetime | None]]:
    known = [
        ("Started", incident.started_at),
        ("Detected", incident.detected_at),
        ("Reported", incident.reported_at),
        ("Acknowledged", incident.acknowledged_at),
        *((spoken(turn.kind.value), turn.at) for turn in turns(incident)),
        ("Closed", incident.closed_at),
    ]
    reached = [(label, at) for label, at in known if at is not None]
    yield from sorted(reached, key=lambda pair: pair[1])
    labels = {label for label, _ in reached}
    if incident.status is Status.REPORTED and "Acknowledged" not in labels:
        yield "Acknowledged", None
    if incident.is_open:
        yield "Resolved", None
    elif incident.status is Status.RESOLVED:
        yield "Closed", None


def periods(incident: Incident, describe: Describer) -> tuple[PeriodView, ...]:
    """The periods in which users were affected."""
    return tuple(
        PeriodView(
            describe.moment(period.started_at),
            describe.moment(period.ended_at) if period.ended_at else None,
            duration_text((period.ended_at or max(describe.now, period.started_at)) - period.started_at),
        )
        for period in impact_periods(incident)
    )
