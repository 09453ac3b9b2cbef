"""A postmortem lacks a section.

`postmortem.depth` of the severity says which are wanted: `full`, Summary,
Impact, Root cause, Contributing factors and Response review; `short`, Summary,
Root cause and Contributing factors; `note`, Summary. Each is a heading of the
second level, spelled so. It is a warning until the postmortem is published.
What stands under a heading is not judged. The policy that was in force when the
incident was resolved is asked.

To mend it, add the heading that is named, and what belongs under it.

Wrong (with `depth: note`):

    ### Summary

Right:

    ## Summary
"""

from collections.abc import Iterator

from incitrack.checks.facts import Facts
from incitrack.checks.postmortems import postmortem_rule
from incitrack.checks.rule import Fault
from incitrack.model.check_levels import Level
from incitrack.model.severity import Depth
from incitrack.records.record import IncidentRecord, PostmortemRecord


def _look(record: PostmortemRecord, incident: IncidentRecord | None, facts: Facts) -> Iterator[Fault]:
    depth = _depth(incident, facts) if incident else None
    if depth is None:
        return
    titles = [section.title for section in record.body.sections]
    level = Level.ERROR if record.postmortem.is_published else Level.WARNING
    for wanted in depth.sections:
        if wanted not in titles:
            spelled = next((title for title in titles if title.casefold() == wanted.casefold()), None)
            hint = (
                f"spell ## {spelled} so: ## {wanted}" if spelled else f"add ## {wanted} and what belongs under it"
            )
            yield Fault(record.place("status"), f"the section ## {wanted} is missing (depth {depth})", hint, level)


def _depth(record: IncidentRecord, facts: Facts) -> Depth | None:
    """What the severity asks for; None for an unknown severity."""
    incident = record.incident
    then = facts.clocks.in_force.at(incident.resolved_at or facts.now).severity(incident.severity)
    severity = then or facts.policies.severity_of(incident.severity)
    return severity.postmortem.depth if severity else None


RULE = postmortem_rule("INC403", "section-missing", Level.ERROR, _look)
