"""How a rule about action items looks at them: in incidents and in postmortems alike."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault, PolicyName, Rule
from incitrack.model.action import ActionItem
from incitrack.model.check_levels import Level
from incitrack.records.record import IncidentRecord, PostmortemRecord

Holder = IncidentRecord | PostmortemRecord
Look = Callable[[Holder, Sequence[ActionItem], Facts], Iterable[Fault]]


def action_rule(code: str, name: str, level: Level, look: Look, *, needs_calendar: bool = False) -> Rule:
    """A rule that is asked of each file that holds action items."""

    def incident(record: IncidentRecord, facts: Facts) -> Iterator[Fault]:
        if record.incident.actions:
            yield from look(record, record.incident.actions, facts)

    def postmortem(record: PostmortemRecord, facts: Facts) -> Iterator[Fault]:
        yield from look(record, record.postmortem.actions, facts)

    needs: tuple[PolicyName, ...] = ("severity",) if needs_calendar else ()
    return Rule(code=code, name=name, level=level, needs=needs, incident=incident, postmortem=postmortem)
