"""The review of a month, made to be printed: how many, how fast, what came again, what is left to do."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from incitrack.metrics.months import Month
from incitrack.metrics.period_review import PeriodReview
from incitrack.metrics.periods import Period
from incitrack.metrics.recurrence import Chain
from incitrack.metrics.remedies import Sort
from incitrack.website.addresses import TRENDS
from incitrack.website.addresses import month_page as address_of
from incitrack.website.describe import Describer
from incitrack.website.page import MONTHS, Page
from incitrack.website.prose import Prose
from incitrack.website.reuse.ingredients import Ingredients, digest
from incitrack.website.trends.grounds import Grounds, counted_link
from incitrack.website.trends.month_counts import by_service, by_severity, how_many
from incitrack.website.trends.month_learning import (
    actions_of_month,
    availability_of_month,
    postmortems_of_month,
    signal_of_month,
    what_recurred,
)
from incitrack.website.trends.month_missed import missed_of_month
from incitrack.website.trends.month_reasons import reasons_of_month
from incitrack.website.trends.month_response import clocks_of_month, how_fast
from incitrack.website.trends.wording import month_name, page_fills
from incitrack.website.views.charts import ChartView, FillView
from incitrack.website.views.lists import IncidentLine
from incitrack.website.views.words import LinkView

_MOST: Final = 20


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month's review; `going_on` where the month is not over. `lead` says how many, and whether it is a signal.

    `worst` are its incidents, the worst first, at most twenty; `all` leads to all that count where there are more.
    """

    name: str
    iso: str
    going_on: bool
    lead: str
    fills: tuple[FillView, ...]
    charts: tuple[ChartView, ...]
    worst: tuple[IncidentLine, ...]
    all: LinkView | None
    trends: str
    earlier: LinkView | None
    later: LinkView | None


def month_pages(grounds: Grounds, ingredients: Ingredients) -> Iterator[Page]:
    """A page for each month from the first report's to the present one."""
    digests = _Digests(grounds, ingredients)
    for month in grounds.months:
        name = f"Review of {month_name(month)}"
        view, made_of = partial(_view, grounds, month), partial(digests.of, month)
        yield Page(address_of(str(month)), "month.html", name, view, made_of=made_of, together=MONTHS)


@dataclass
class _Digests:
    """Digests of what the months are made of."""

    grounds: Grounds
    ingredients: Ingredients
    _chains: dict[tuple[str, str, str], bytes] = field(default_factory=dict)

    def of(self, month: Month) -> bytes:
        """Its incidents, those of the month before, what came again or was down, and what all months give."""
        grounds, period = self.grounds, Period.month(month)
        chronicle, window = grounds.chronicle, period.window(grounds.policies)
        before = chronicle.reported_in(period.before.window(grounds.policies)) if period.before else []
        chains = grounds.evidence.recurrences.chains_of(chronicle.counted_in(window))
        return digest(
            grounds.frame,
            self.ingredients.figures(chronicle.reported_in(window)),
            self.ingredients.figures(before),
            self.ingredients.figures(chronicle.down_in(window)),
            b"".join(map(self._chain, chains)),
            repr(chronicle.baseline(min(grounds.contents.now, window.end)).monthly_incidents),
            repr((chronicle.actions_done_in(window), chronicle.begins_before(window.start))),
        )

    def _chain(self, chain: Chain) -> bytes:
        key = chain.service, chain.cause, chain.records[0].path
        if key not in self._chains:
            self._chains[key] = digest(*key, self.ingredients.figures(chain.records))
        return self._chains[key]


def _view(grounds: Grounds, month: Month, describe: Describer, _: Prose) -> MonthView:
    review = grounds.review(month)
    place = grounds.months.index(month)
    return MonthView(
        name=month_name(month),
        iso=str(month),
        going_on=not review.is_over,
        lead=f"{how_many(review)} {signal_of_month(review)}",
        fills=page_fills(grounds, describe),
        charts=tuple(_charts(review, grounds, describe)),
        worst=tuple(_worst(review, grounds, describe)),
        all=_all(review, describe),
        trends=describe.links.to(TRENDS),
        earlier=_link(grounds.months[place - 1], describe) if place else None,
        later=_link(grounds.months[place + 1], describe) if place + 1 < len(grounds.months) else None,
    )


def _charts(review: PeriodReview, grounds: Grounds, describe: Describer) -> Iterator[ChartView]:
    yield by_severity(review, describe)
    yield by_service(review, grounds, describe)
    yield how_fast(review, describe)
    yield clocks_of_month(review, grounds, describe)
    if missed := missed_of_month(review, grounds, describe):
        yield missed
    yield what_recurred(review, grounds, describe)
    yield actions_of_month(review)
    yield postmortems_of_month(review)
    if review.records:
        yield reasons_of_month(Sort.CAUSE, review, grounds, describe)
        yield reasons_of_month(Sort.FACTOR, review, grounds, describe)
    yield availability_of_month(review, describe)


def _worst(review: PeriodReview, grounds: Grounds, describe: Describer) -> Iterator[IncidentLine]:
    ranked = sorted(review.records, key=lambda record: grounds.contents.rank(record.incident.severity))
    for record in ranked[:_MOST]:
        yield describe.line(grounds.contents.by_path[record.path])


def _all(review: PeriodReview, describe: Describer) -> LinkView | None:
    n = len(review.records)
    if n <= _MOST:
        return None
    return LinkView(f"All {n:,}", counted_link(describe.links, month=str(review.period)))


def _link(month: Month, describe: Describer) -> LinkView:
    return LinkView(month_name(month), describe.links.to(address_of(str(month))))
