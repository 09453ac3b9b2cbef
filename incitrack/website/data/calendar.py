"""The calendar of a site: when what runs is due, and when each open action item is, RFC 5545."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from incitrack.metrics.listed_clocks import ListedClock, clocks_of
from incitrack.model.action import ActionItem
from incitrack.model.times import format_time
from incitrack.printable import printable_line
from incitrack.website.addresses import CALENDAR, absolute, incident_page, postmortem_page
from incitrack.website.contents import Contents, ShownIncident
from incitrack.website.page import DataFile
from incitrack.website.parts.action_lines import items_of, orphan_items
from incitrack.website.reuse.ingredients import Ingredients

if TYPE_CHECKING:
    from icalendar import Calendar, Component

_PRODUCT: Final = "-//incitrack//site//EN"
_AGAIN_AFTER: Final = timedelta(hours=1)


def calendar_file(contents: Contents, ingredients: Ingredients) -> DataFile:
    """`clocks.ics`: an event for the deadline of each running clock, and for the day of each open action item.

    An open action item without a day is a to-do.
    """
    return DataFile(CALENDAR, lambda: _calendar(contents).to_ical(), made_of=ingredients.everything)


def _calendar(contents: Contents) -> "Calendar":
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    title = printable_line(contents.policies.settings.site.title)
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)  # what most programs read
    calendar.add("refresh-interval", _AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    for component in _unlike(_components(contents)):
        calendar.add_component(component)
    return calendar


def _unlike(components: "Iterator[Component]") -> "Iterator[Component]":
    """The components, each with an identifier of its own; what shares one is numbered in its order."""
    taken: dict[str, int] = {}
    for component in components:
        name = str(component["uid"])
        again = taken[name] = taken.get(name, 0) + 1
        component["uid"] = f"{name if again == 1 else f'{name}-{again}'}@incitrack"
        yield component


def _components(contents: Contents) -> "Iterator[Component]":
    for shown in contents.incidents:
        about = shown.postmortem.record if shown.postmortem else None
        for listed in clocks_of(shown.incident, about, contents.clocks.running(shown.record)):
            yield _deadline(shown, listed, contents)
        page = incident_page(shown.key)
        for anchor, item in items_of(shown):
            if item.is_open:
                yield _action(shown.key, f"{page}#{anchor}", anchor, item, contents)
    for postmortem in contents.postmortems:
        if postmortem.record.id not in contents.by_id:
            page = postmortem_page(postmortem.key)
            for anchor, item in orphan_items(postmortem):
                if item.is_open:
                    yield _action(postmortem.key, f"{page}#{anchor}", anchor, item, contents)


def _deadline(shown: ShownIncident, listed: ListedClock, contents: Contents) -> "Component":
    from icalendar import Event

    clock, incident = listed.clock, shown.incident
    event = Event()
    words = [shown.key, clock.name, clock.tier, listed.action.id if listed.action else None]
    event.add("uid", f"{'-'.join(filter(None, words))}-{format_time(clock.started_at)}")
    event.add("dtstamp", contents.now)
    event.add("dtstart", clock.deadline_at.replace(microsecond=0))
    event.add("summary", printable_line(f"{incident.severity} {listed.name}: {shown.key} {incident.title}"))
    event.add("transp", "TRANSPARENT")
    _say(event, listed.owner, incident_page(shown.key), contents)
    return event


def _action(key: str, page: str, anchor: str, item: ActionItem, contents: Contents) -> "Component":
    from icalendar import Event, Todo

    component = Event() if item.due else Todo()
    component.add("uid", f"{key}-{anchor}")
    component.add("dtstamp", contents.now)
    if item.due:
        component.add("dtstart", item.due)
        component.add("transp", "TRANSPARENT")
    component.add("summary", printable_line(f"{key}/{item.id} {item.title}"))
    _say(component, item.owner, page, contents)
    return component


def _say(component: "Component", owner: str | None, page: str, contents: Contents) -> None:
    """Whose it is, and where it is told; a calendar takes whole addresses alone."""
    component.add("description", f"Owner: @{printable_line(owner)}" if owner else "No owner")
    if site := contents.policies.settings.site.url:
        component.add("url", absolute(site, page))
