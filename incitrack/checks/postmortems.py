"""How a rule about postmortems looks at them: beside their incident, and at none of history."""

from collections.abc import Callable, Iterable, Iterator

from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault, Rule
from incitrack.model.check_levels import Level
from incitrack.records.record import IncidentRecord, PostmortemRecord

Look = Callable[[PostmortemRecord, IncidentRecord | None, Facts], Iterable[Fault]]


def postmortem_rule(code: str, name: str, level: Level, look: Look) -> Rule:
    """A rule that is asked of each postmortem, with its incident; None where there is no such incident.

    What is older than the policy's `since` is not judged, nor what belongs to an incident that cannot be read.
    """

    def postmortem(record: PostmortemRecord, facts: Facts) -> Iterator[Fault]:
        incident = facts.archive.incident(record.id)
        if incident is None and facts.archive.exists(record.id):
            return
        if incident is None or not facts.is_history(incident.incident):
            yield from look(record, incident, facts)

    return Rule(code=code, name=name, level=level, needs=("severity",), postmortem=postmortem)
