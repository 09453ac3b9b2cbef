"""An action item."""

from dataclasses import dataclass

from incitrack.website.views.words import DayView, FactView, LinkView, PersonView


@dataclass(frozen=True, slots=True)
class ActionView:
    """An action item.

    `state` is its class: overdue, soon, undated, open, done or dropped; `when` says it in words, with the days:
    `17 days overdue`, `Due in 3 days`, `Done`. `done_on` is the day it was done, None where it was not or nobody
    knows, and `late` how late that was: `22 days late`, "" for in time. `details` are further fields in words.
    """

    anchor: str
    href: str
    id: str
    title: str
    owner: PersonView | None
    due: DayView | None
    state: str
    when: str
    done_on: DayView | None
    late: str
    status: str
    details: tuple[FactView, ...]
    incident: LinkView
