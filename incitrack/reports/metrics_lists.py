"""The lists among the figures: factors, causes, what recurs, the baseline, availability and teams."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from incitrack.metrics.availability import ServiceMonth
from incitrack.metrics.baseline import Chart
from incitrack.metrics.figures import Figures, GroupFigures
from incitrack.metrics.pareto import Portion
from incitrack.metrics.process_limits import Signal
from incitrack.metrics.recurring_groups import RecurringGroup
from incitrack.metrics.summary import Summary
from incitrack.metrics.team_load import TeamLoad
from incitrack.reports.figure_words import NOTHING, percent_text, seconds_text
from incitrack.reports.limit_words import COUNTS, TIMES, Reading, on_signals
from incitrack.reports.metrics_sections import Row, Section
from incitrack.reports.style import Style


def list_sections(figures: Figures, group: GroupFigures) -> Iterator[Section]:
    """The sections, in the order in which somebody would ask for them; some may be empty."""
    yield _portions("CAUSE", group.causes)
    yield _portions("FACTOR", group.factors)
    yield Section(
        ("RECURRING", "TIMES", "DETECT: FIRST → LATER", "RESOLVE: FIRST → LATER"),
        tuple(map(_recurring, figures.recurring)),
    )
    yield _chart("Incidents a month", figures.baseline.monthly_incidents, COUNTS)
    yield _chart("Mean time to resolve by month", figures.baseline.time_to_resolve, TIMES)
    worst_first = sorted(figures.availability, key=lambda found: found.rate)
    yield Section(("AVAILABILITY", "MONTH", "UP", "TARGET", "DOWN FOR"), tuple(map(_available, worst_first)))
    yield Section(
        ("TEAM", "SERVICES", "CRITICAL", "INCIDENTS", "FOR EACH SERVICE"), tuple(map(_team, figures.teams))
    )


def _portions(heading: str, portions: Sequence[Portion]) -> Section:
    rows = [
        Row(
            (
                each.key,
                f"{each.count:,}",
                percent_text(each.share),
                percent_text(each.cumulative),
                _came_back(each),
            )
        )
        for each in portions
    ]
    return Section((heading, "TIMES", "SHARE", "WITH THOSE ABOVE", "BACK AFTER A REMEDY"), tuple(rows))


def _came_back(portion: Portion) -> str:
    return f"{portion.came_back:,}" if portion.came_back else NOTHING


def _recurring(group: RecurringGroup) -> Row:
    first, later = group.first, group.later
    return Row(
        (
            f"{group.service}: {group.cause}",
            f"{len(group.incidents):,}",
            _faster(first.time_to_detect, later.time_to_detect),
            _faster(first.time_to_resolve, later.time_to_resolve),
        ),
        at=0,
    )


def _faster(first: Summary, later: Summary) -> str:
    return f"{seconds_text(first.median_s)} → {seconds_text(later.median_s)}"


def _chart(what: str, chart: Chart | None, reading: Reading) -> Section:
    """What stands out of a chart, the latest first; the rest is said to be noise."""
    headings = ("MONTH", what.upper(), "OF", "WHY IT STANDS OUT")
    if chart is None:
        return Section(headings, ())
    says = f"{what}: {reading.text(chart.limits.mean)} on average of {len(chart.points)} months."
    if chart.is_rough:
        return Section(headings, (), (f"{says} {on_signals(chart)}",))
    loud = [
        Row((str(point.month), reading.text(point.value), f"{point.n:,}", _reason(point.signal)), Style.WARNING)
        for point in reversed(chart.points)
        if point.signal is not None
    ]
    rest = "All else is noise" if loud else "Nothing stands out"
    return Section(headings, tuple(loud), (f"{says} {rest}: {reading.within(chart.limits)} is to be expected.",))


def _reason(signal: Signal) -> str:
    match signal:
        case Signal.OUTSIDE:
            return "outside of the limits"
        case Signal.RUN:
            return "eight or more in a row on one side"
        case _:
            assert_never(signal)


def _available(found: ServiceMonth) -> Row:
    missed = found.misses
    return Row(
        (
            found.service,
            str(found.month),
            percent_text(found.rate, 3),
            NOTHING if found.target is None else f"{found.target * 100:g} %",
            seconds_text(found.downtime.total_seconds()),
        ),
        Style.ALARM if missed else Style.PLAIN,
        at=2,
    )


def _team(team: TeamLoad) -> Row:
    each = NOTHING if team.incidents_per_service is None else f"{team.incidents_per_service:,.3g}"
    return Row((team.team, f"{team.services:,}", f"{team.critical_services:,}", f"{team.incidents:,}", each))
