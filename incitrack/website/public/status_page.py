"""What customers read: what is wrong now, by service, then the past, month by month."""

from collections.abc import Iterator
from datetime import UTC
from functools import partial
from itertools import groupby
from typing import Final

from incitrack.website.addresses import FEED, STATUS, numbered
from incitrack.website.describe import Describer
from incitrack.website.page import Page
from incitrack.website.pages.incidents_page import pager
from incitrack.website.prose import Prose
from incitrack.website.public.contents import PublicContents
from incitrack.website.public.describe import PublicDescriber, anchor
from incitrack.website.public.incident import PublicIncident
from incitrack.website.public.phrases import headline, position, quiet, services_of, state
from incitrack.website.public.views import AffectedService, PublicMonth, PublicStatusView
from incitrack.wording import month_text

PAGE_SIZE: Final = 120


def status_pages(contents: PublicContents) -> Iterator[Page]:
    """The page of what is open and of the latest months, and those of what was before."""
    parts = parts_of(contents)
    for number in range(1, len(parts) + 1):
        name = "Status" if number == 1 else f"Status, page {number} of {len(parts)}"
        view = partial(_view, contents, parts, number)
        yield Page(numbered(STATUS, number), "status.html", name, view)


def parts_of(contents: PublicContents) -> list[tuple[PublicIncident, ...]]:
    """What is over, in pages; one empty page where nothing is."""
    starts = range(0, max(1, len(contents.past)), PAGE_SIZE)
    return [contents.past[start : start + PAGE_SIZE] for start in starts]


def _view(
    contents: PublicContents,
    parts: list[tuple[PublicIncident, ...]],
    number: int,
    describe: Describer,
    prose: Prose,
) -> PublicStatusView:
    public = PublicDescriber(contents, describe, prose)
    is_first = number == 1
    names, count = quiet(contents)
    last = next((each for each in contents.past if each.counts), None)
    chain = pager(describe, STATUS, number, len(parts))
    return PublicStatusView(
        is_first=is_first,
        is_calm=not contents.open,
        headline=headline(contents) if is_first else position(number, len(parts)),
        affected=tuple(_affected(contents, public)) if is_first else (),
        quiet=names if is_first else "",
        quiet_count=count if is_first else "",
        open=tuple(public.card(each) for each in contents.open) if is_first else (),
        planned=tuple(public.card(each) for each in contents.planned) if is_first else (),
        last=public.line(last) if is_first and last and not contents.open else None,
        months=tuple(_months(parts[number - 1], public)),
        pager=chain,
        feed=describe.links.to(FEED),
        status=describe.links.to(STATUS),
    )


def _affected(contents: PublicContents, public: PublicDescriber) -> Iterator[AffectedService]:
    describe = public.describe
    for name in services_of(contents.open):
        worst = next(each for each in contents.open if name in each.services)
        yield AffectedService(
            name,
            public.css(worst),
            describe.severity(worst.severity) if worst.is_felt else None,
            state(worst),
            describe.moment(worst.stands_since),
            f"#{anchor(worst)}",
        )


def _months(incidents: tuple[PublicIncident, ...], public: PublicDescriber) -> Iterator[PublicMonth]:
    for month, group in groupby(
        incidents, key=lambda each: each.reported_at.astimezone(UTC).date().replace(day=1)
    ):
        iso = month.isoformat()[:7]
        yield PublicMonth(f"m-{iso}", iso, month_text(month), tuple(public.line(each) for each in group))
