"""Whether things get better, in a line for the overview: the verdict on the months, and where to read more."""

from collections import Counter
from dataclasses import dataclass

from incitrack.metrics.baseline import Chart, counts_chart
from incitrack.metrics.months import Month, last_complete_month, month_of, start_of_month
from incitrack.website.addresses import TRENDS, month_page
from incitrack.website.contents import Contents
from incitrack.website.describe import Describer
from incitrack.website.trends.grounds import CENTURY
from incitrack.website.trends.signals import COUNTS, verdict_on
from incitrack.website.trends.wording import month_name
from incitrack.website.views.words import LinkView


@dataclass(frozen=True, slots=True)
class CourseView:
    """The line: `verdict` on the monthly numbers as the trends give it, "" for none yet; `review` None for none.

    `review` is that of the last complete month.
    """

    verdict: str
    trends: str
    review: LinkView | None


def course_of(describe: Describer) -> CourseView:
    """The line, drawn from the months of the reports alone: figures are dear, and an overview is always made."""
    contents = describe.contents
    last = last_complete_month(describe.now, contents.policies)
    chart = counts_chart(_counts(contents), last)
    review = None
    if last and _has_review(contents):
        review = LinkView(f"Review of {month_name(last)}", describe.links.to(month_page(str(last))))
    return CourseView(_verdict(chart) if chart else "", describe.links.to(TRENDS), review)


def _verdict(chart: Chart) -> str:
    found = verdict_on(chart, COUNTS)
    return f"{found.text}{',' if chart.is_rough else ''} {found.numbers}"


def _counts(contents: Contents) -> Counter[Month]:
    """How many incidents that count each month has; where a month begins is looked up once, as that is dear."""
    counts: Counter[Month] = Counter()
    month, start = None, contents.now
    for shown in contents.incidents:  # the latest first
        if month is None or shown.at < start:
            month = month_of(shown.at, contents.policies)
            start = start_of_month(month, contents.policies)
        if shown.incident.is_actionable:
            counts[month] += 1
    return counts


def _has_review(contents: Contents) -> bool:
    """Whether the last complete month has a page: something was reported in it or before, and not by a slip."""
    later, this = contents.now, month_of(contents.now, contents.policies)
    for shown in contents.incidents:
        if shown.at > contents.now:
            continue
        if later - shown.at > CENTURY:
            return False
        if month_of(shown.at, contents.policies) < this:
            return True
        later = shown.at
    return False
