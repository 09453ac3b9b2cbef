"""A postmortem is published with an action item that is nobody's, or has no day.

Publishing is the promise that these things will be done; without a person and a
day nobody has made it. INC210 and INC211 ask for both from the first draft on;
this is said again here since it is the last moment at which everyone looks.

To mend it, add `owner` and `due`; or take the item out until somebody has it.

Wrong:

    status: published
    actions:
      - id: A1
        title: Alert at 80% pool saturation
        owner: jdoe

Right:

    status: published
    actions:
      - id: A1
        title: Alert at 80% pool saturation
        owner: jdoe
        due: 2026-12-01
"""

from collections.abc import Iterator

from incitrack.checks.facts import Facts
from incitrack.checks.postmortems import postmortem_rule
from incitrack.checks.rule import Fault
from incitrack.model.check_levels import Level
from incitrack.records.record import IncidentRecord, PostmortemRecord


def _look(record: PostmortemRecord, _incident: IncidentRecord | None, _facts: Facts) -> Iterator[Fault]:
    if not record.postmortem.is_published:
        return
    for index, action in enumerate(record.postmortem.actions):
        missing = [name for name in ("owner", "due") if getattr(action, name) is None]
        if missing:
            message = f"this postmortem is published, and {action.id} has no {' and no '.join(missing)}"
            hint = " and ".join(f"add {name}:" for name in missing)
            yield Fault(record.place("actions", index), message, hint)


RULE = postmortem_rule("INC408", "published-unowned", Level.ERROR, _look)
