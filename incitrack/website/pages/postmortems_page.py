"""The list of postmortems: what is being written, and what was published, year by year."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Final

from incitrack.website.addresses import POSTMORTEMS, numbered, postmortem_page
from incitrack.website.contents import Contents, ShownPostmortem
from incitrack.website.describe import Describer, spoken, term
from incitrack.website.page import Page
from incitrack.website.pages.incidents_page import pager
from incitrack.website.parts.action_lines import items_of
from incitrack.website.parts.month_lists import pages_of
from incitrack.website.prose import Prose
from incitrack.website.reuse.ingredients import Ingredients
from incitrack.website.views.lists import IncidentLine, PagerView
from incitrack.website.views.words import DayView, PersonView
from incitrack.wording import count_text

_PAGE_SIZE: Final = 200


@dataclass(frozen=True, slots=True)
class PostmortemLine:
    """A postmortem in the list; `incident` is None where there is no readable record of the incident."""

    href: str
    key: str
    title: str
    status: str
    status_text: str
    published: DayView | None
    authors: tuple[PersonView, ...]
    factors: tuple[str, ...]
    incident: IncidentLine | None
    open_actions: str


@dataclass(frozen=True, slots=True)
class YearOfPostmortems:
    """The published postmortems of the incidents of one year."""

    year: str
    lines: tuple[PostmortemLine, ...]


@dataclass(frozen=True, slots=True)
class PostmortemsView:
    """A page of the list: drafts and reviews first, then what is published by year, the latest first."""

    count: str
    unfinished: tuple[PostmortemLine, ...]
    years: tuple[YearOfPostmortems, ...]
    pager: PagerView


def postmortems_pages(contents: Contents, ingredients: Ingredients) -> Iterator[Page]:
    """The pages of all postmortems."""
    total = str(len(contents.postmortems))
    pages = pages_of(sorted(contents.postmortems, key=_is_published), _PAGE_SIZE)
    for number, shown in enumerate(pages, start=1):
        name = "Postmortems" if number == 1 else f"Postmortems, page {number} of {len(pages)}"
        view = partial(_view, shown, number, len(pages))
        made_of = partial(ingredients.postmortems, (total, name), shown)
        yield Page(numbered(POSTMORTEMS, number), "postmortems.html", name, view, of_now=False, made_of=made_of)


def _view(
    all_shown: tuple[ShownPostmortem, ...], number: int, count: int, describe: Describer, _: Prose
) -> PostmortemsView:
    published = [shown for shown in all_shown if _is_published(shown)]
    return PostmortemsView(
        count=count_text(len(describe.contents.postmortems), "postmortem"),
        unfinished=tuple(_line(shown, describe) for shown in all_shown if not _is_published(shown)),
        years=tuple(
            YearOfPostmortems(year, tuple(_line(shown, describe) for shown in group))
            for year, group in groupby(published, key=lambda shown: shown.key[4:8])
        ),
        pager=pager(describe, POSTMORTEMS, number, count),
    )


def _is_published(shown: ShownPostmortem) -> bool:
    return shown.record.postmortem.is_published


def _line(shown: ShownPostmortem, describe: Describer) -> PostmortemLine:
    postmortem = shown.record.postmortem
    incident = describe.contents.by_id.get(shown.record.id)
    left = sum(item.is_open for _, item in items_of(incident)) if incident else 0
    terms = describe.contents.policies.taxonomy.factors
    return PostmortemLine(
        href=describe.links.to(postmortem_page(shown.key)),
        key=shown.key,
        title=postmortem.title,
        status=postmortem.status.value,
        status_text=spoken(postmortem.status.value),
        published=describe.day_of(postmortem.published_at) if postmortem.published_at else None,
        authors=tuple(describe.person(handle) for handle in postmortem.authors),
        factors=tuple(dict.fromkeys(term(terms, each.factor) for each in postmortem.factors)),
        incident=describe.line(incident) if incident else None,
        open_actions=f"{count_text(left, 'action item')} open" if left else "",
    )
