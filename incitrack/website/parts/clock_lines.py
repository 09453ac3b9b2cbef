"""The clocks of one incident on its page, and what is said of those that another place leaves out."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from incitrack.metrics.clock import ClockName, State
from incitrack.metrics.listed_clocks import ListedClock
from incitrack.model.action import ActionItem
from incitrack.website.addresses import postmortem_page
from incitrack.website.contents import Contents, ShownIncident
from incitrack.website.describe import Describer
from incitrack.website.parts.action_lines import items_of
from incitrack.website.views.clocks import ClockLine, ClockView
from incitrack.wording import count_text, duration_text, list_text


def clock_lines(shown: ShownIncident, describe: Describer) -> tuple[ClockLine, ...]:
    """The clocks of an incident, the worst first; of those between two entries not the met ones."""
    clocks = describe.contents.clocks.of(shown.record)
    if describe.contents.runs(shown):
        describe.present.was_asked = True  # clocks that will begin are not there yet
    return tuple(_line(shown, listed, view, describe) for listed, view in describe.clocks(shown, clocks))


def _line(shown: ShownIncident, listed: ListedClock, view: ClockView, describe: Describer) -> ClockLine:
    clock = listed.clock
    elapsed = timedelta(seconds=clock.elapsed_s(clock.stopped_at or describe.now))
    line = ClockLine(
        view,
        describe.moment(clock.started_at) if clock.stopped_at else describe.near(clock.started_at),
        describe.moment(clock.stopped_at) if clock.stopped_at else None,
        duration_text(max(timedelta(), elapsed)),  # what was done before its clock began took no time of it
        _href(shown, listed, describe),
    )
    return _in_days(line, listed.action, describe) if listed.action else line


def _in_days(line: ClockLine, action: ActionItem, describe: Describer) -> ClockLine:
    """The clock of an action item, told in the days that its record gives."""
    due, done = (describe.day(on) if on else None for on in (action.due, action.done_on))
    if line.stopped is None:
        return replace(line, due=due)
    late = (action.done_on - action.due).days if action.done_on and action.due else 0
    left = f"{count_text(late, 'day')} late" if late > 0 else ""
    return replace(line, clock=replace(line.clock, left=left), due=due, done=done)


def _href(shown: ShownIncident, listed: ListedClock, describe: Describer) -> str | None:
    clock = listed.clock
    if clock.name is ClockName.POSTMORTEM and shown.postmortem:
        return describe.links.to(postmortem_page(shown.postmortem.key))
    if listed.action is None:
        return None
    before = len(shown.incident.actions) if clock.origin.in_postmortem else 0
    anchors = [anchor for anchor, _ in items_of(shown)]
    return f"#{anchors[before + clock.origin.item]}"


def clock_count(shown: ShownIncident, contents: Contents) -> str:
    """`1 breached, 2 met, 5 updates in time`: how the clocks of an incident stand, the worst first."""
    clocks = contents.clocks.of(shown.record)
    updates = sum(clock.name is ClockName.UPDATE and clock.state is State.MET for clock in clocks)
    states = Counter(clock.state for clock in clocks)
    states[State.MET] -= updates
    words = _states(states)
    return ", ".join([*words, f"{count_text(updates, 'update')} in time"] if updates else words)


def further_clocks(shown: ShownIncident, contents: Contents) -> str:
    """`2 more breached and 1 at risk`: what is late or near it beside the clock that matters most; "" for none."""
    pressing = contents.pressing_clock(shown)
    running = contents.clocks.running(shown.record)
    found = [clock for clock in running if clock.tier is None and clock is not pressing]
    words = _states(Counter(clock.state for clock in found if clock.state in {State.BREACHED, State.AT_RISK}))
    return list_text([words[0].replace(" ", " more ", 1), *words[1:]]) if words else ""


def _states(states: Counter[State]) -> list[str]:
    return [f"{states[state]:,} {state.value.replace('-', ' ')}" for state in State if states[state]]
