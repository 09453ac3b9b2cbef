"""The words of the figures' JSON, element by element."""

from typing import TypedDict


class SummaryItem(TypedDict):
    """Of `n` durations, in whole seconds."""

    n: int
    mean_s: int | None
    median_s: int | None
    p90_s: int | None
    sum_s: int


class ComplianceItem(TypedDict):
    """How the runs of a clock ended; rate is met ÷ all three."""

    met: int
    missed: int
    breached: int
    rate: float | None


class ActionsItem(TypedDict):
    """Action items; `done_on_time` is `on_time` ÷ done, `median_age_s` that of the `open` ones."""

    opened: int
    open: int
    done: int
    overdue: int
    completion_rate: float | None
    on_time: int
    done_on_time: float | None
    median_age_s: int | None


class PostmortemsItem(TypedDict):
    """Postmortems; the median is of `n_to_publish`."""

    required: int
    published: int
    on_time: int
    n_to_publish: int
    median_days_to_publish: float | None


class RecurrenceItem(TypedDict):
    """Incidents that came again."""

    n: int
    recurred: int
    rate: float | None


class LateUpgradesItem(TypedDict):
    """Incidents whose severity was raised after the first hour."""

    n: int
    upgraded: int


class _PortionItem(TypedDict):
    count: int
    share: float
    cumulative: float
    came_back: int


class FactorItem(_PortionItem):
    """A contributing factor, in Pareto order."""

    factor: str


class CauseItem(_PortionItem):
    """A cause, in Pareto order."""

    cause: str


class GroupItem(TypedDict):
    """The figures of a group."""

    key: str
    incidents: int
    time_to_detect: SummaryItem
    time_to_acknowledge: SummaryItem
    time_to_mitigate: SummaryItem
    time_to_resolve: SummaryItem
    impact_duration: SummaryItem
    sla: dict[str, ComplianceItem]
    actions: ActionsItem
    postmortems: PostmortemsItem
    recurrence: RecurrenceItem
    late_upgrades: LateUpgradesItem
    factors: list[FactorItem]
    causes: list[CauseItem]


class AvailabilityItem(TypedDict):
    """A service in a month with downtime; `target` is from 0 to 1 as `rate`."""

    service: str
    month: str
    downtime_s: int
    length_s: int
    rate: float
    target: float | None


class PointItem(TypedDict):
    """A month of a chart; `reason` of a signal is outside or run."""

    month: str
    value: int
    n: int
    signal: bool
    reason: str | None


class ChartItem(TypedDict):
    """An XmR chart."""

    mean: float
    lower: float
    upper: float
    points: list[PointItem]


class BaselineItem(TypedDict):
    """The charts; None with fewer than two months."""

    monthly_incidents: ChartItem | None
    time_to_resolve: ChartItem | None


class TeamItem(TypedDict):
    """A team's incidents beside what it looks after."""

    team: str
    services: int
    critical_services: int
    incidents: int
    incidents_per_service: float | None
    tiers: dict[str, int]


class OwnerItem(TypedDict):
    """The action items of an owner."""

    owner: str
    actions: ActionsItem


class SpeedItem(TypedDict):
    """How fast incidents were found and resolved."""

    time_to_detect: SummaryItem
    time_to_resolve: SummaryItem


class RecurringItem(TypedDict):
    """Incidents of a service and cause that followed one another within 90 days."""

    service: str
    cause: str
    n: int
    incidents: list[str]
    first_at: str
    last_at: str
    first: SpeedItem
    later: SpeedItem
