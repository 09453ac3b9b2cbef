"""An action item."""

from dataclasses import dataclass

from incitrack.website.views.words import DayView, FactView, LinkView, PersonView


@dataclass(frozen=True, slots=True)
class ActionView:
    """An action item.

    `state` is its class: overdue, soon, open, done or dropped; `when` says it in words, with the days:
    `17 days overdue`, `due in 3 days`, `done`. `details` are further fields in words.
    """

    anchor: str
    href: str
    id: str
    title: str
    owner: PersonView | None
    due: DayView | None
    state: str
    when: str
    status: str
    details: tuple[FactView, ...]
    incident: LinkView
