"""The trends: whether things get better, chart by chart."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from incitrack.metrics.remedies import Sort
from incitrack.website.addresses import TRENDS, month_page
from incitrack.website.describe import Describer
from incitrack.website.page import FIGURES, MadeOf, Page
from incitrack.website.prose import Prose
from incitrack.website.trends.action_items import action_items
from incitrack.website.trends.by_month import incidents_by_month
from incitrack.website.trends.came_again import recurrence, what_comes_back
from incitrack.website.trends.clocks_kept import clocks_kept
from incitrack.website.trends.comparing import span_before, span_now
from incitrack.website.trends.grounds import Grounds
from incitrack.website.trends.hours import reported_when
from incitrack.website.trends.ranked_services import ranked_services
from incitrack.website.trends.reasons import reasons
from incitrack.website.trends.response_times import MEASURES, response_time
from incitrack.website.trends.signals import COUNTS, TIMES, signals_chart
from incitrack.website.trends.wording import month_name, page_fills
from incitrack.website.views.charts import ChartView, FillView
from incitrack.website.views.words import DayView, LinkView
from incitrack.wording import MONTHS, count_text


@dataclass(frozen=True, slots=True)
class YearOfMonths:
    """A year and its months, each leading to its review and saying how many incidents it had."""

    name: str
    months: tuple[tuple[LinkView, str], ...]


@dataclass(frozen=True, slots=True)
class TrendsView:
    """The charts, in the order in which they are asked for; `years` has the latest year and month first.

    `since` is the day of the first report, None where there is none. `latest` leads to the review of the last
    complete month, else of the one that goes on. `compared` names the spans of the verdicts, `the last half year
    beside the half year before`, "" where the history is too short.
    """

    count: str
    since: DayView | None
    compared: str
    fills: tuple[FillView, ...]
    charts: tuple[ChartView, ...]
    years: tuple[YearOfMonths, ...]
    latest: LinkView | None


def trends_page(grounds: Grounds, made_of: MadeOf) -> Page:
    """The page of all charts; `made_of` is a digest of all incidents."""
    return Page(TRENDS, "trends.html", "Trends", partial(_view, grounds), made_of=made_of, together=FIGURES)


def _view(grounds: Grounds, describe: Describer, _: Prose) -> TrendsView:
    first = grounds.beginning
    return TrendsView(
        count=count_text(len(grounds.counted), "incident"),
        since=describe.day(grounds.contents.day(first)) if first else None,
        compared=f"{span_now(halves)} beside {span_before(halves)}" if (halves := grounds.halves) else "",
        fills=page_fills(grounds, describe),
        charts=tuple(_charts(grounds, describe)),
        years=tuple(_years(grounds, describe)),
        latest=_latest(grounds, describe),
    )


def _charts(grounds: Grounds, describe: Describer) -> Iterator[ChartView]:
    yield incidents_by_month(grounds, describe)
    for measure in MEASURES:
        yield response_time(measure, grounds, describe)
    yield clocks_kept(grounds, describe)
    yield ranked_services(grounds, describe)
    yield reasons(Sort.CAUSE, grounds, describe)
    yield reasons(Sort.FACTOR, grounds, describe)
    yield recurrence(grounds, describe)
    yield what_comes_back(grounds, describe)
    yield action_items(grounds, describe)
    yield signals_chart(COUNTS, grounds.baseline.monthly_incidents, grounds, describe)
    yield signals_chart(TIMES, grounds.baseline.time_to_resolve, grounds, describe)
    yield reported_when(grounds, describe)


def _years(grounds: Grounds, describe: Describer) -> Iterator[YearOfMonths]:
    years: dict[int, list[tuple[LinkView, str]]] = {}
    for month in reversed(grounds.months):
        link = LinkView(MONTHS[month.number - 1][:3], describe.links.to(month_page(str(month))))
        years.setdefault(month.year, []).append((link, f"{len(grounds.of(month)):,}"))
    for year, found in years.items():
        yield YearOfMonths(str(year), tuple(found))


def _latest(grounds: Grounds, describe: Describer) -> LinkView | None:
    if not grounds.months:
        return None
    month = grounds.months[-2:][0]
    return LinkView(month_name(month), describe.links.to(month_page(str(month))))
