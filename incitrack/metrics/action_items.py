"""The action items of incidents: how many, how many done, in time, overdue, and how long they have waited."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from incitrack.metrics.groups import NONE
from incitrack.metrics.summary import summary
from incitrack.model.action import ActionItem, ActionStatus
from incitrack.model.local_day import local_day
from incitrack.model.policies import Policies
from incitrack.records.archive import Archive
from incitrack.records.newest_first import report_time
from incitrack.records.record import IncidentRecord


class OwnedAction(NamedTuple):
    """An action item, and when the incident that it is for was reported."""

    item: ActionItem
    reported_at: datetime


class ActionFigures(NamedTuple):
    """`opened` counts all, dropped ones too; `on_time` what was done by its due day; rates are None for nothing.

    `median_age_s` is the median age of the `open` ones, those still to be done: from the report of their incident
    until now.
    """

    opened: int
    open: int
    done: int
    overdue: int
    on_time: int
    median_age_s: int | None

    @property
    def completion_rate(self) -> float | None:
        """Done ÷ opened, 0 to 1."""
        return self.done / self.opened if self.opened else None

    @property
    def done_on_time(self) -> float | None:
        """Done on time ÷ done, 0 to 1."""
        return self.on_time / self.done if self.done else None


def actions_of(record: IncidentRecord, archive: Archive) -> Sequence[OwnedAction]:
    """The action items of an incident, of its record and of its postmortem."""
    items = record.incident.actions
    if found := archive.postmortem_for(record):
        items += found.postmortem.actions
    if not items:
        return ()
    reported_at = report_time(record.incident)
    return [OwnedAction(item, reported_at) for item in items]


def action_figures(actions: Iterable[OwnedAction], now: datetime, policies: Policies) -> ActionFigures:
    """The figures of action items; one is overdue after its due day in the calendar's time zone."""
    actions = list(actions)
    today = local_day(now, policies)
    done = [action.item for action in actions if action.item.status is ActionStatus.DONE]
    ages = [now - action.reported_at for action in actions if action.item.is_open]
    return ActionFigures(
        opened=len(actions),
        open=len(ages),
        done=len(done),
        overdue=sum(action.item.days_overdue(today) > 0 for action in actions),
        on_time=sum(item.done_on <= item.due for item in done if item.done_on and item.due),
        median_age_s=summary(age for age in ages if age >= timedelta()).median_s,
    )


def by_owner(actions: Iterable[OwnedAction]) -> dict[str, list[OwnedAction]]:
    """Action items by owner, sorted; those of nobody under `none`."""
    found: dict[str, list[OwnedAction]] = defaultdict(list)
    for action in actions:
        found[action.item.owner or NONE].append(action)
    return dict(sorted(found.items()))
