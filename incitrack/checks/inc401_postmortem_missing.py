"""A postmortem is required, and there is none.

`postmortem.when` of the severity says when: `always`, `breached` (that clock
was or is late) or `recurs` (it is at least the N-th of its kind within that
time); the finding names the reason. It is a warning from the resolution on, and
an error once `postmortem.due` is past. While the incident is open again nothing
is asked, and nothing ever of incidents that are not actionable or older than
the policy's `since`.

To mend it, write the postmortem, while people still remember.

Wrong (with `when: [always]`):

    incidents/2026/INC-2026-0042.md, resolved, alone

Right:

    incidents/2026/INC-2026-0042.md
    postmortems/2026/INC-2026-0042.md
"""

from collections.abc import Iterator

from incitrack.checks.facts import Facts
from incitrack.checks.required import due_text, level_of
from incitrack.checks.rule import Fault, Rule
from incitrack.model.check_levels import Level
from incitrack.model.severity import PostmortemCondition
from incitrack.records.places import postmortem_path
from incitrack.records.record import IncidentRecord


def _check(record: IncidentRecord, facts: Facts) -> Iterator[Fault]:
    required = facts.clocks.required_postmortem(record)
    if required is None or facts.archive.postmortem_of(record.id) or record.id in facts.unreadable_postmortems:
        return
    message = f"a postmortem is required ({_reason(required.condition)}){due_text(required, facts)}; there is none"
    hint = f"write {postmortem_path(record.id)}"
    yield Fault(record.entry_place(required.resolved.entry), message, hint, level_of(required, facts))


def _reason(condition: PostmortemCondition) -> str:
    if condition.breached is not None:
        return f"{condition.key}: {condition.breached}"
    if condition.recurs is not None:
        return f"{condition.key}: {condition.recurs} within {condition.within}"
    return condition.key


RULE = Rule(code="INC401", name="postmortem-missing", level=Level.WARNING, needs=("severity",), incident=_check)
