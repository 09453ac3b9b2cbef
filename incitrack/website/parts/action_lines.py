"""Action items as pages show them: whose, due when, and how late they are."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from incitrack.metrics.clock_words import due_text
from incitrack.model.action import ActionItem, ActionStatus
from incitrack.website.addresses import postmortem_page
from incitrack.website.contents import Contents, ShownIncident, ShownPostmortem
from incitrack.website.describe import Describer, spoken
from incitrack.website.views.actions import ActionView
from incitrack.website.views.words import FactView, LinkView
from incitrack.wording import count_text

SOON_DAYS: Final = 7
"""An open action item is due soon from so many days before its day."""
_PRESSING: Final = frozenset({"overdue", "soon", "undated"})


def items_of(shown: ShownIncident) -> Iterator[tuple[str, ActionItem]]:
    """(anchor, item) of an incident's action items, its own and its postmortem's; an anchor stands once."""
    about = shown.postmortem.record.postmortem.actions if shown.postmortem else ()
    return _anchored((*shown.incident.actions, *about))


def orphan_items(about: ShownPostmortem) -> Iterator[tuple[str, ActionItem]]:
    """(anchor, item) of the action items of a postmortem whose incident has no page."""
    return _anchored(about.record.postmortem.actions)


def _anchored(items: Iterable[ActionItem]) -> Iterator[tuple[str, ActionItem]]:
    taken: set[str] = set()
    for item in items:
        anchor = item.id if item.id not in taken else f"{item.id}-postmortem"
        while anchor in taken:
            anchor += "-again"
        taken.add(anchor)
        yield anchor, item


def action_views(shown: ShownIncident, describe: Describer) -> tuple[ActionView, ...]:
    """The action items of an incident: what is open first, by its day, then what is done or dropped."""
    return _sorted(_views(_page_of(shown, describe), items_of(shown), describe))


def orphan_views(about: ShownPostmortem, describe: Describer) -> tuple[ActionView, ...]:
    """The action items of a postmortem whose incident has no page, likewise."""
    page = LinkView(about.key, describe.links.to(postmortem_page(about.key)))
    return _sorted(_views(page, orphan_items(about), describe))


def pressing(contents: Contents, describe: Describer) -> tuple[ActionView, ...]:
    """Every action item that is overdue, has no due day, or is due within a week; the latest first."""
    pages = [(_page_of(shown, describe), items_of(shown)) for shown in contents.incidents]
    found = [
        view
        for page, items in pages
        for view in _views(page, (each for each in items if _presses(each[1], contents.today)), describe)
    ]
    for about in contents.postmortems:
        if about.record.id not in contents.by_id:
            found += [view for view in orphan_views(about, describe) if view.state in _PRESSING]
    return tuple(sorted(found, key=lambda view: (_day(view), view.href)))


def _presses(item: ActionItem, today: date) -> bool:
    return item.is_open and state_of(item, today) in _PRESSING


def _page_of(shown: ShownIncident, describe: Describer) -> LinkView:
    return LinkView(shown.key, describe.incident_link(shown))


def _sorted(views: Iterable[ActionView]) -> tuple[ActionView, ...]:
    return tuple(sorted(views, key=lambda view: (view.state in {"done", "dropped"}, _day(view), view.anchor)))


def _views(page: LinkView, items: Iterable[tuple[str, ActionItem]], describe: Describer) -> Iterator[ActionView]:
    for anchor, item in items:
        yield action_view(page, anchor, item, describe)


def action_view(page: LinkView, anchor: str, item: ActionItem, describe: Describer) -> ActionView:
    """One action item, which stands at an anchor of the page that is told of it."""
    today = describe.today if item.is_open else date.min
    return ActionView(
        anchor=anchor,
        href=f"{page.href}#{anchor}",
        id=item.id,
        title=item.title,
        owner=describe.person_or_nobody(item.owner),
        due=describe.day(item.due) if item.due else None,
        state=state_of(item, today),
        when=_when(item, today),
        done_on=describe.day(done) if (done := _done_on(item)) else None,
        late=_late(item),
        status=spoken(item.status.value),
        details=tuple(_details(item, describe)),
        incident=page,
    )


def state_of(item: ActionItem, today: date) -> str:
    """done, dropped, undated, overdue, soon or open, as of a day."""
    if not item.is_open:
        return item.status.value
    if item.due is None:
        return "undated"
    if item.due < today:
        return "overdue"
    return "soon" if (item.due - today).days <= SOON_DAYS else "open"


def _when(item: ActionItem, today: date) -> str:
    if item.status is ActionStatus.DROPPED:
        return "Dropped"
    if item.status is ActionStatus.DONE:
        return "Done"
    if item.due is None:
        return "No due day"
    return due_text(item.due, today)


def _done_on(item: ActionItem) -> date | None:
    return item.done_on if item.status is ActionStatus.DONE else None


def _late(item: ActionItem) -> str:
    if item.status is not ActionStatus.DONE or item.done_on is None or item.due is None:
        return ""
    days = (item.done_on - item.due).days
    return f"{count_text(days, 'day')} late" if days > 0 else ""


def _details(item: ActionItem, describe: Describer) -> Iterator[FactView]:
    if item.done_on and not _done_on(item):
        yield FactView("Done on", day=describe.day(item.done_on))
    if item.dropped_because:
        yield FactView("Dropped because", text=item.dropped_because)
    if item.expected:
        yield FactView("Expected", text=item.expected)
    for label, word in (("Kind", item.kind), ("Priority", item.priority), ("Area", item.area)):
        if word:
            yield FactView(label, text=spoken(word))
    for label, address in (("Ticket", item.link), ("Proof", item.proof)):
        if address:
            yield FactView(label, links=(describe.elsewhere(address),))


def _day(view: ActionView) -> str:
    return view.due.iso if view.due else ""
