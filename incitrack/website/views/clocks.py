"""A clock: in a word beside an incident, and in full on its page."""

from dataclasses import dataclass

from incitrack.website.views.words import DayView, LinkView, MomentView, PersonView


@dataclass(frozen=True, slots=True)
class ClockView:
    """A clock as of the moment of the build.

    `name` reads `Resolve`, `Action A1`, `Resolve (enterprise)`. `state` is its class, breached, at-risk, running,
    missed or met, and `state_text` the word; `left` reads `20 min left`, `3 h late`, or `5 min early` for a clock
    that has stopped, and `2 days overdue` for that of an action item, which has days and no times (`in_days`).
    `at_risk_at` is for programs: from when on a running clock is at risk, "" for a stopped one.
    """

    name: str
    state: str
    state_text: str
    left: str
    deadline: MomentView
    at_risk_at: str
    in_days: bool


@dataclass(frozen=True, slots=True)
class ClockLine:
    """A clock in full; `stopped` is None while it runs, `href` leads to what it is about, None for the incident.

    `elapsed` is how long it has run. `due` and `done` are for that of an action item, which has days and no times:
    the day it is due, and the day it was done; None of any other, and `done` of one that is not done.
    """

    clock: ClockView
    started: MomentView
    stopped: MomentView | None
    elapsed: str
    href: str | None
    due: DayView | None = None
    done: DayView | None = None


@dataclass(frozen=True, slots=True)
class LateClockView:
    """A clock that is late though its incident is resolved: whose it is, None for nobody; of which incident."""

    clock: ClockView
    title: str
    owner: PersonView | None
    incident: LinkView
