"""The JSON shape of the figures."""

from fractions import Fraction
from typing import TypedDict

from incitrack.metrics.action_items import ActionFigures
from incitrack.metrics.baseline import Chart
from incitrack.metrics.figures import Figures, GroupFigures
from incitrack.metrics.recurring_groups import RecurringGroup, Speed
from incitrack.metrics.summary import Summary
from incitrack.model.times import format_time
from incitrack.reports.metrics_items import (
    ActionsItem,
    AvailabilityItem,
    BaselineItem,
    ChartItem,
    GroupItem,
    OwnerItem,
    RecurringItem,
    SpeedItem,
    SummaryItem,
    TeamItem,
)


class MetricsItem(TypedDict):
    """What `metrics --json` prints. Seconds are whole, rates and shares go from 0 to 1; the unknown is None."""

    now: str
    by: str | None
    groups: list[GroupItem]
    availability: list[AvailabilityItem]
    baseline: BaselineItem
    teams: list[TeamItem]
    owners: list[OwnerItem]
    recurring: list[RecurringItem]


def metrics_item(figures: Figures) -> MetricsItem:
    """All figures."""
    return {
        "now": format_time(figures.now),
        "by": None if figures.by is None else str(figures.by),
        "groups": [group_item(group) for group in figures.groups],
        "availability": [
            {
                "service": found.service,
                "month": str(found.month),
                "downtime_s": round(found.downtime.total_seconds()),
                "length_s": round(found.length.total_seconds()),
                "rate": _exact(found.rate),
                "target": found.target,
            }
            for found in figures.availability
        ],
        "baseline": {
            "monthly_incidents": _chart(figures.baseline.monthly_incidents),
            "time_to_resolve": _chart(figures.baseline.time_to_resolve),
        },
        "teams": [
            {
                "team": team.team,
                "services": team.services,
                "critical_services": team.critical_services,
                "incidents": team.incidents,
                "incidents_per_service": _rate(team.incidents_per_service),
                "tiers": team.tiers,
            }
            for team in figures.teams
        ],
        "owners": [{"owner": owner, "actions": _actions(owned)} for owner, owned in figures.owners.items()],
        "recurring": [_recurring(group) for group in figures.recurring],
    }


def group_item(group: GroupFigures) -> GroupItem:
    """The figures of a group."""
    times = {name: _summary(found) for name, found in group.times.items()}
    return {
        "key": group.key,
        "incidents": group.incidents,
        "time_to_detect": times["time_to_detect"],
        "time_to_acknowledge": times["time_to_acknowledge"],
        "time_to_mitigate": times["time_to_mitigate"],
        "time_to_resolve": times["time_to_resolve"],
        "impact_duration": times["impact_duration"],
        "sla": {
            str(name): {
                "met": found.met,
                "missed": found.missed,
                "breached": found.breached,
                "rate": _rate(found.rate),
            }
            for name, found in group.sla.items()
        },
        "actions": _actions(group.actions),
        "postmortems": {
            "required": group.postmortems.required,
            "published": group.postmortems.published,
            "on_time": group.postmortems.on_time,
            "n_to_publish": group.postmortems.n_to_publish,
            "median_days_to_publish": group.postmortems.median_days_to_publish,
        },
        "recurrence": {
            "n": group.recurrence.n,
            "recurred": group.recurrence.recurred,
            "rate": _rate(group.recurrence.rate),
        },
        "late_upgrades": {"n": group.late_upgrades.n, "upgraded": group.late_upgrades.upgraded},
        "factors": [
            {
                "factor": each.key,
                "count": each.count,
                "share": _exact(each.share),
                "cumulative": _exact(each.cumulative),
                "came_back": each.came_back,
            }
            for each in group.factors
        ],
        "causes": [
            {
                "cause": each.key,
                "count": each.count,
                "share": _exact(each.share),
                "cumulative": _exact(each.cumulative),
                "came_back": each.came_back,
            }
            for each in group.causes
        ],
    }


def _summary(found: Summary) -> SummaryItem:
    return {
        "n": found.n,
        "mean_s": found.mean_s,
        "median_s": found.median_s,
        "p90_s": found.p90_s,
        "sum_s": found.sum_s,
    }


def _actions(found: ActionFigures) -> ActionsItem:
    return {
        "opened": found.opened,
        "open": found.open,
        "done": found.done,
        "overdue": found.overdue,
        "completion_rate": _rate(found.completion_rate),
        "on_time": found.on_time,
        "done_on_time": _rate(found.done_on_time),
        "median_age_s": found.median_age_s,
    }


def _chart(chart: Chart | None) -> ChartItem | None:
    if chart is None:
        return None
    return {
        "mean": _exact(chart.limits.mean),
        "lower": _exact(chart.limits.lower),
        "upper": _exact(chart.limits.upper),
        "points": [
            {
                "month": str(point.month),
                "value": point.value,
                "n": point.n,
                "signal": point.signal is not None,
                "reason": None if point.signal is None else str(point.signal),
            }
            for point in chart.points
        ],
    }


def _recurring(group: RecurringGroup) -> RecurringItem:
    return {
        "service": group.service,
        "cause": group.cause,
        "n": len(group.incidents),
        "incidents": list(group.incidents),
        "first_at": format_time(group.first_at),
        "last_at": format_time(group.last_at),
        "first": _speed(group.first),
        "later": _speed(group.later),
    }


def _speed(speed: Speed) -> SpeedItem:
    return {
        "time_to_detect": _summary(speed.time_to_detect),
        "time_to_resolve": _summary(speed.time_to_resolve),
    }


def _rate(rate: float | Fraction | None) -> float | None:
    return None if rate is None else _exact(rate)


def _exact(value: float | Fraction) -> float:
    """Without the last digits of binary arithmetic, which mean nothing."""
    return round(float(value), 9)
