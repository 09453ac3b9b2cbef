"""The list of postmortems: what is being written, and what was published, year by year."""

from dataclasses import dataclass
from itertools import groupby

from incitrack.model.taxonomy import label
from incitrack.website.action_lines import items_of
from incitrack.website.addresses import POSTMORTEMS, postmortem_page
from incitrack.website.contents import Contents, ShownPostmortem
from incitrack.website.describe import Describer, spoken
from incitrack.website.page import Page
from incitrack.website.prose import Prose
from incitrack.website.views.lists import IncidentLine
from incitrack.website.views.words import DayView, PersonView
from incitrack.wording import count_text


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
    """The list: drafts and reviews first, then what is published by year, the latest first."""

    count: str
    unfinished: tuple[PostmortemLine, ...]
    years: tuple[YearOfPostmortems, ...]


def postmortems_page(contents: Contents) -> Page:
    """The page of all postmortems."""

    def view(describe: Describer, _: Prose) -> PostmortemsView:
        published = [s for s in contents.postmortems if _is_published(s)]
        return PostmortemsView(
            count=count_text(len(contents.postmortems), "postmortem"),
            unfinished=tuple(_line(shown, describe) for shown in contents.postmortems if not _is_published(shown)),
            years=tuple(
                YearOfPostmortems(year, tuple(_line(shown, describe) for shown in group))
                for year, group in groupby(published, key=lambda shown: shown.key[4:8])
            ),
        )

    return Page(POSTMORTEMS, "postmortems.html", "Postmortems", view)


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
        factors=tuple(dict.fromkeys(label(terms, each.factor) for each in postmortem.factors)),
        incident=describe.line(incident) if incident else None,
        open_actions=f"{count_text(left, 'action item')} open" if left else "",
    )
