"""How the rules about clocks look at an incident, and what they say: what is due, by when, and whose it is."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Final, NamedTuple

from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault, Rule
from incitrack.errors import Place
from incitrack.metrics.clock import Clock, ClockName, State
from incitrack.metrics.listed_clocks import action_of
from incitrack.model.action import ActionItem
from incitrack.model.check_levels import Level
from incitrack.model.incident import Incident
from incitrack.model.times import record_time
from incitrack.records.record import IncidentRecord, PostmortemRecord
from incitrack.wording import duration_text

_Look = Callable[[IncidentRecord, Facts], Iterator[Fault]]


class _Words(NamedTuple):
    """What a clock demands (`it was to be …`), how a late end reads, and how one stops the clock."""

    demand: str
    late_end: str
    hint: str


_WORDS: Final = {
    ClockName.ACKNOWLEDGE: _Words("be acknowledged", "acknowledged", "incitrack ack {id}"),
    ClockName.RESOLVE: _Words("be resolved", "resolved", "incitrack resolve {id} TEXT, once it is fixed"),
    ClockName.UPDATE: _Words("have an update", "updated", "incitrack log {id} TEXT: what is known, what is tried"),
    ClockName.COMMUNICATE: _Words(
        "be made known outside", "made known outside", "incitrack tell {id} TEXT --to public"
    ),
    ClockName.PROMISE: _Words(
        "have the update that was promised", "updated", "incitrack tell {id} TEXT --next 30m"
    ),
    ClockName.POSTMORTEM: _Words("have its postmortem published", "written up", "finish it, and publish it"),
    ClockName.ACTION: _Words("be done", "done", "incitrack action done {id}/{action}, or move it with a reason"),
}


def breach_rule(code: str, name: str, clock: ClockName) -> Rule:
    """An error for each run of a clock that is past its deadline and has not stopped.

    One that was so before the change already holds nobody up who logs to the incident.
    """

    def look(record: IncidentRecord, facts: Facts) -> Iterator[Fault]:
        for each in facts.clocks.of(record):
            if each.name is clock and each.state is State.BREACHED and each.tier is None:
                yield _fault(each, record, facts)._replace(is_old=_was_breached(each, record, facts))

    return _rule(code, name, Level.ERROR, look)


def state_rule(code: str, name: str, level: Level, state: State) -> Rule:
    """A finding for each run of any clock that is in a state."""

    def look(record: IncidentRecord, facts: Facts) -> Iterator[Fault]:
        for each in facts.clocks.of(record):
            if each.state is state and each.tier is None:
                yield _fault(each, record, facts)

    return _rule(code, name, level, look)


def _rule(code: str, name: str, level: Level, look: _Look) -> Rule:
    return Rule(code=code, name=name, level=level, needs=("severity",), incident=look)


def _was_breached(clock: Clock, record: IncidentRecord, facts: Facts) -> bool:
    """Whether the same clock, by its start, was breached before the change, judged at the same moment."""
    if facts.comparison is None or facts.before is None or "severity" in facts.before.unreadable:
        return False
    before = facts.comparison.record_before(record)
    return before is not None and any(
        each.name is clock.name
        and each.started_at == clock.started_at
        and each.state is State.BREACHED
        and each.tier is None
        for each in facts.before.clocks.of(before)
    )


def _fault(clock: Clock, record: IncidentRecord, facts: Facts) -> Fault:
    action, holder = _action(clock, record, facts)
    words = _WORDS[clock.name]
    said = f"{action.id if action else _severity(clock, record.incident)} {_stands(clock, words, facts)}"
    place = _place(clock, record, holder)
    if clock.state is State.MISSED:
        return Fault(place, said, "nothing to do: it counts in the figures")
    hint = words.hint.format(id=record.id, action=action.id if action else "")
    return Fault(place, f"{said}{_whose(record.incident, action)}", hint)


def _severity(clock: Clock, incident: Incident) -> str:
    """The severity whose target it is, which a clock that was breached keeps when the incident has another."""
    former = clock.severity is not None and clock.severity != incident.severity
    return f"{clock.severity}, as it was then," if former else incident.severity


def _stands(clock: Clock, words: _Words, facts: Facts) -> str:
    by = record_time(clock.deadline_at)
    if clock.state is State.MISSED:
        late = duration_text(timedelta(seconds=-clock.remaining_s(facts.now)))
        if clock.name is ClockName.PROMISE:  # what ended it may have been the resolution, and nobody was told
            return f"was left without the update promised by {by} for {late}"
        return f"was {words.late_end} {late} late, due by {by}"
    distance = duration_text(abs(facts.now - clock.deadline_at))
    if clock.state is State.BREACHED:
        return f"was to {words.demand} by {by}, {distance} ago"
    return f"is to {words.demand} by {by}, in {distance}"


def _whose(incident: Incident, action: ActionItem | None) -> str:
    owner = action.owner if action else incident.owner
    return f"; it is @{owner}'s" if owner else "; it is nobody's yet"


def _action(
    clock: Clock, record: IncidentRecord, facts: Facts
) -> tuple[ActionItem | None, IncidentRecord | PostmortemRecord]:
    """The action item that a clock is about, and the record that it stands in."""
    postmortem = facts.archive.postmortem_for(record) if clock.origin.in_postmortem else None
    return action_of(clock, record.incident, postmortem), postmortem or record


def _place(clock: Clock, record: IncidentRecord, holder: IncidentRecord | PostmortemRecord) -> Place:
    match clock.origin.section:
        case "timeline":
            return record.entry_place(clock.origin.item)
        case "communications":
            return record.communication_place(clock.origin.item)
        case "actions":
            return holder.place("actions", clock.origin.item, "due")
