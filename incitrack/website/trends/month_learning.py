"""What a month has to teach: what came again, what was to be done, what was written down, how available it was."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from incitrack.metrics.baseline import Chart
from incitrack.metrics.clock import ClockName
from incitrack.metrics.period_review import PeriodReview
from incitrack.metrics.process_limits import RUN, Signal
from incitrack.metrics.recurring_groups import RecurringGroup
from incitrack.metrics.service_uptime import ServiceUptime
from incitrack.records.record import IncidentRecord
from incitrack.reports.figure_words import NOTHING, median_text, percent_text, share_text, target_text
from incitrack.reports.limit_words import COUNTS, undecided
from incitrack.reports.postmortem_words import postmortem_parts, wait_text
from incitrack.reports.recurrence_words import again_text, n_text
from incitrack.website.describe import Describer
from incitrack.website.trends.by_month import number_cell
from incitrack.website.trends.came_again import group_link, group_name
from incitrack.website.trends.grounds import Grounds, counted_link
from incitrack.website.views.charts import CellView, ChartView, ColumnView, TableView
from incitrack.wording import count_text, duration_text

_MOST: Final = 8


def what_recurred(review: PeriodReview, grounds: Grounds, describe: Describer) -> ChartView:
    """What came again, that of which the month had most first."""
    found = review.figures.recurrence
    if not found.is_known:
        unknown = f"Whether anything came again is {again_text(found)}."
        return ChartView("recurrence", "What recurred", unknown)
    if not review.recurring:
        n = f" ({n_text(found)})" if found.n else ""
        return ChartView("recurrence", "What recurred", f"Nothing came again{n}.")
    in_month = _in_month(review)
    groups = sorted(review.recurring, key=lambda group: -len(in_month[group.service, group.cause]))
    link = counted_link(describe.links, month=str(review.period), recurring=1)
    total = (CellView("All that came again"), number_cell(found.recurred, link), *(CellView() for _ in range(3)))
    rows = [_row(group, in_month[group.service, group.cause], grounds, describe) for group in groups[:_MOST]]
    return ChartView(
        "recurrence",
        "What recurred",
        f"{share_text(found.recurred, found.n)} came again, most often “{group_name(groups[0], grounds)}”.",
        table=TableView(
            "Incidents of a service and cause that had come before",
            (
                ColumnView("Service: cause"),
                *(ColumnView(name, "right") for name in ("This month", "In a row", "To resolve: first", "Later")),
            ),
            (*rows, total),
        ),
        in_sight=True,
        notes=(
            "One came again that has the service and cause of one in the 90 days before.",
            *([f"Of {n_text(found)}."] if found.judged < found.n else []),
            *([f"Shown are {_MOST} of {len(groups):,} rows."] if len(groups) > _MOST else []),
        ),
    )


def _in_month(review: PeriodReview) -> dict[tuple[str, str], list[IncidentRecord]]:
    """The month's incidents by service and cause."""
    found: dict[tuple[str, str], list[IncidentRecord]] = defaultdict(list)
    for record in review.records:
        for service in dict.fromkeys(record.incident.services):
            found[service, record.incident.cause or ""].append(record)
    return found


def _row(
    group: RecurringGroup, records: list[IncidentRecord], grounds: Grounds, describe: Describer
) -> tuple[CellView, ...]:
    """`records` are the month's; all are of the group, for a month is shorter than what parts two groups."""
    return (
        CellView(group_name(group, grounds)),
        number_cell(len(records), grounds.link_to(describe.links, records)),
        CellView(f"{len(group.incidents):,}", group_link(group, grounds, describe)),
        CellView(median_text(group.first.time_to_resolve)),
        CellView(median_text(group.later.time_to_resolve)),
    )


def actions_of_month(review: PeriodReview) -> ChartView:
    """What was promised, and what was done."""
    actions = review.figures.actions
    opened = count_text(actions.opened, "action item") if actions.opened else "No action item"
    done = count_text(review.actions_done, "action item") if review.actions_done else "None"
    sentence = f"{opened} opened for its incidents. {done} done in the month, whichever incident for."
    return ChartView("actions", "Action items", sentence, tuple(_of_them(review)))


def _of_them(review: PeriodReview) -> Iterator[str]:
    actions = review.figures.actions
    if actions.opened:
        dropped = actions.opened - actions.done - actions.open
        parts = [f"{actions.done:,} done", f"{actions.open:,} open", f"{actions.overdue:,} overdue"]
        yield f"Of those opened: {', '.join([*parts, *([f'{dropped:,} dropped'] if dropped else [])])}."
    if review.before and review.before.actions.opened:
        yield f"The month before: {share_text(review.before.actions.done, review.before.actions.opened)} done."


def postmortems_of_month(review: PeriodReview) -> ChartView:
    """Which postmortems were required and published."""
    found = review.figures.postmortems
    if not found.required and not found.published:
        return ChartView("postmortems", "Postmortems", "No postmortem was required.")
    awaited = len(review.awaited)
    parts = postmortem_parts(found, review.figures.sla[ClockName.POSTMORTEM])
    wait = wait_text(found)
    more = [f"{wait[0].upper()}{wait[1:]}."] if wait else []
    more.append(f"{awaited:,} still awaited." if awaited else "None is awaited.")
    return ChartView("postmortems", "Postmortems", f"{', '.join(parts)}.", tuple(more))


def availability_of_month(review: PeriodReview, describe: Describer) -> ChartView:
    """How available each service was that has a target, or was down."""
    uptimes = review.uptimes
    if not uptimes:
        return ChartView("availability", "Availability", "No service has a target, and none was down.")
    missed = [each for each in uptimes if each.misses]
    targets = sum(each.target is not None for each in uptimes)
    met = f"{share_text(targets - len(missed), targets)} of the targets were met."
    return ChartView(
        "availability",
        "Availability",
        met if targets else f"{count_text(len(uptimes), 'service')} had downtime; none has a target.",
        table=TableView(
            "Availability by service",
            (ColumnView("Service"), *(ColumnView(n, "right") for n in ("Available", "Target", "Down for"))),
            tuple(_uptime(each, describe) for each in sorted(uptimes, key=lambda each: (each.rate, each.service))),
        ),
        in_sight=True,
        notes=() if review.is_over else ("What is to come of the month counts as up.",),
    )


def _uptime(each: ServiceUptime, describe: Describer) -> tuple[CellView, ...]:
    service = describe.service(each.service)
    return (
        CellView(service.text, service.href or ""),
        CellView(percent_text(each.rate, 2), note="below" if each.misses else ""),
        CellView(NOTHING if each.target is None else target_text(each.target, 2)),
        CellView(duration_text(each.downtime) if each.downtime else "–"),
    )


def signal_of_month(review: PeriodReview) -> str:
    """Whether the month's number is a signal or noise; of what cannot be judged why not."""
    chart: Chart | None = review.baseline.monthly_incidents
    point = next((each for each in chart.points if each.month == review.period.first), None) if chart else None
    if chart is None or chart.is_rough:
        return f"Whether that is a signal or noise {undecided(chart)}."
    if point is None:
        return "Whether that is a signal or noise cannot be told yet: the month is not over."
    limits, n = COUNTS.within(chart.limits), count_text(len(chart.points), "month")
    match point.signal:
        case None:
            return f"That is noise: from month to month {limits} is to be expected (n = {n})."
        case Signal.OUTSIDE:
            return f"That is a signal: {limits} is to be expected (n = {n}). Ask what was different."
        case Signal.RUN:
            return f"That is a signal: one of {RUN} or more months in a row on one side of the mean (n = {n})."
