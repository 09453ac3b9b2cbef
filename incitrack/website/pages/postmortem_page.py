"""The page of a postmortem: an article, with what started it, what made it possible, and what will be done."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from markupsafe import Markup

from incitrack.model.postmortem import Postmortem
from incitrack.records.record import body_of
from incitrack.website.addresses import postmortem_page as address_of
from incitrack.website.contents import Contents, ShownIncident, ShownPostmortem
from incitrack.website.describe import Describer, spoken, term
from incitrack.website.page import MadeOf, Page
from incitrack.website.parts.action_lines import action_views, orphan_views
from incitrack.website.parts.facts import custom_facts
from incitrack.website.prose import Prose
from incitrack.website.views.actions import ActionView
from incitrack.website.views.lists import IncidentLine
from incitrack.website.views.record import SectionView, SourceView
from incitrack.website.views.words import FactView

_TAKEN: Final = frozenset({"main", "actions", "factors", "trigger", "facts"})
"""The IDs that the template itself gives to its parts."""
_METHODS: Final = {"5-whys": "Five whys", "fishbone": "Fishbone", "other": "Another"}


@dataclass(frozen=True, slots=True)
class FactorView:
    """A contributing factor: its name in the taxonomy, and what it was here, as HTML."""

    name: str
    detail: Markup | None


@dataclass(frozen=True, slots=True)
class PostmortemView:
    """A postmortem whole. `incident` is None where there is no readable record of the incident."""

    title: str
    incident_id: str
    status: str
    status_text: str
    incident: IncidentLine | None
    facts: tuple[FactView, ...]
    trigger: Markup | None
    factors: tuple[FactorView, ...]
    sections: tuple[SectionView, ...]
    actions: tuple[ActionView, ...]
    source: SourceView


def postmortem_page(contents: Contents, shown: ShownPostmortem, made_of: MadeOf) -> Page:
    """The page of one postmortem."""
    name, title = f"Postmortem of {shown.key}", shown.record.postmortem.title
    incident = contents.by_id.get(shown.record.id)
    view = partial(_view, shown, incident)
    return Page(address_of(shown.key), "postmortem.html", name, view, title, of_now=False, made_of=made_of)


def _view(
    shown: ShownPostmortem, incident: ShownIncident | None, describe: Describer, prose: Prose
) -> PostmortemView:
    postmortem = shown.record.postmortem
    actions = action_views(incident, describe) if incident else orphan_views(shown, describe)
    prose.anchors |= _TAKEN | {action.anchor.lower() for action in actions}
    factors = describe.contents.policies.taxonomy.factors
    return PostmortemView(
        title=postmortem.title,
        incident_id=shown.record.id,
        status=postmortem.status.value,
        status_text=spoken(postmortem.status.value),
        incident=describe.line(incident) if incident else None,
        facts=tuple(_facts(postmortem, describe)),
        trigger=prose.html(postmortem.trigger) if postmortem.trigger else None,
        factors=tuple(
            FactorView(term(factors, each.factor), prose.html(each.detail) if each.detail else None)
            for each in postmortem.factors
        ),
        sections=prose.sections(body_of(shown.record.text, shown.record.bounds), without=frozenset()),
        actions=actions,
        source=describe.source(shown.record.path),
    )


def _facts(postmortem: Postmortem, describe: Describer) -> Iterator[FactView]:
    if postmortem.published_at:
        yield FactView("Published", moment=describe.moment(postmortem.published_at))
    for name, handles in (
        ("Authors", postmortem.authors),
        ("Facilitator", (postmortem.facilitator,)),
        ("Approved by", postmortem.approved_by),
    ):
        if people := tuple(describe.person(handle) for handle in handles if handle):
            yield FactView(name, people=people)
    if postmortem.meeting_at:
        yield FactView("Meeting", moment=describe.moment(postmortem.meeting_at))
    if postmortem.method:
        yield FactView("Method", text=_METHODS[postmortem.method.value])
    if runbook := postmortem.runbook:
        used = {True: "Used", False: "Not used", None: ""}[runbook.used]
        links = (describe.elsewhere(runbook.link, "Runbook"),) if runbook.link else ()
        yield FactView("Runbook", text=used, links=links)
    yield from custom_facts(postmortem.custom, describe)
