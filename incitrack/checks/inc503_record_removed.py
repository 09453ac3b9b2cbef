"""An incident or a postmortem that was there before the change is gone.

Asked with `--base` alone; the finding stands on the path that the base has. A
record that is moved to the path of its own ID is not gone. No rule of retention
is part of the format: a team that removes records by a rule of its own sees
each of them here once, in the pull request that does so, and none whose
`legal_hold` is true may be among them.

To mend it, put the file back. What was no incident is dismissed (`incitrack
dismiss`), and what was another's is a duplicate (`incitrack duplicate`); both
leave the metrics and keep their number.

Wrong:

    git rm incidents/2026/INC-2026-0042.md

Right:

    incitrack dismiss 42 --as false-positive "The probe was misconfigured."
"""

from collections.abc import Iterator

from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault, Rule
from incitrack.errors import Place
from incitrack.model.check_levels import Level
from incitrack.records.places import INCIDENTS
from incitrack.records.record import IncidentRecord


def _check(facts: Facts) -> Iterator[Fault]:
    for gone in facts.comparison.removed if facts.comparison else ():
        held = isinstance(gone, IncidentRecord) and gone.incident.legal_hold
        is_incident = gone.path.startswith(f"{INCIDENTS}/")
        what = gone.id if is_incident else f"the postmortem of {gone.id}"
        message = f"{what} is gone{', and it is under legal hold' if held else ''}"
        instead = "dismiss what was no incident: incitrack dismiss" if is_incident else "its text may be edited"
        yield Fault(Place(gone.path), message, f"put the file back; {instead}")


RULE = Rule(code="INC503", name="record-removed", level=Level.ERROR, archive=_check)
