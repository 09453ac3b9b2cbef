"""Action items as pages show them: whose, due when, and how late they are."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from incitrack.model.action import ActionItem, ActionStatus
from incitrack.rendering.wording import count_text
from incitrack.website.contents import Contents, ShownIncident
from incitrack.website.describe import Describer, spoken
from incitrack.website.views import ActionView, FactView, LinkView

SOON_DAYS: Final = 7
"""An open action item is due soon from so many days before its day."""


def items_of(shown: ShownIncident) -> Iterator[tuple[str, ActionItem]]:
    """(anchor, item) of an incident's action items, its own and its postmortem's; an anchor stands once."""
    taken: set[str] = set()
    about = shown.postmortem.record.postmortem.actions if shown.postmortem else ()
    for item in (*shown.incident.actions, *about):
        anchor = item.id if item.id not in taken else f"{item.id}-postmortem"
        while anchor in taken:
            anchor += "-again"
        taken.add(anchor)
        yield anchor, item


def action_views(shown: ShownIncident, describe: Describer) -> tuple[ActionView, ...]:
    """The action items of an incident: what is open first, by its day, then what is done or dropped."""
    views = [action_view(shown, anchor, item, describe) for anchor, item in items_of(shown)]
    return tuple(sorted(views, key=lambda view: (view.state in {"done", "dropped"}, _day(view), view.anchor)))


def pressing(contents: Contents, describe: Describer) -> tuple[ActionView, ...]:
    """Every action item that is overdue, has no day or owner, or is due within a week; the latest first."""
    views = [
        action_view(shown, anchor, item, describe)
        for shown in contents.incidents
        for anchor, item in items_of(shown)
        if item.is_open and state_of(item, contents.today) in {"overdue", "soon", "undated"}
    ]
    return tuple(sorted(views, key=lambda view: (_day(view), view.href)))


def action_view(shown: ShownIncident, anchor: str, item: ActionItem, describe: Describer) -> ActionView:
    """One action item."""
    today = describe.contents.today
    return ActionView(
        anchor=anchor,
        href=describe.incident_link(shown, anchor),
        id=item.id,
        title=item.title,
        owner=describe.person_or_nobody(item.owner),
        due=describe.day(item.due) if item.due else None,
        state=state_of(item, today),
        when=_when(item, today),
        status=spoken(item.status.value),
        details=tuple(_details(item, describe)),
        incident=LinkView(shown.key, describe.incident_link(shown)),
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
        late = (item.done_on - item.due).days if item.done_on and item.due else 0
        return f"Done, {count_text(late, 'day')} late" if late > 0 else "Done"
    if item.due is None:
        return "No due day"
    days = (item.due - today).days
    if days < 0:
        return f"{count_text(-days, 'day')} overdue"
    return "Due today" if days == 0 else "Due tomorrow" if days == 1 else f"Due in {days:,} days"


def _details(item: ActionItem, describe: Describer) -> Iterator[FactView]:
    if item.done_on:
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
