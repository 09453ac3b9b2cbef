"""A record does not lie where its ID belongs.

The path follows from the ID, `incidents/<year>/<ID>.md`, so that a record is
found without a search and two branches that take one number collide in Git
rather than in silence. The same holds for a postmortem and its `incident`.

To mend it, move the file, or correct the ID where it was mistyped.

Wrong:

    incidents/2026/INC-2026-0043.md
    id: INC-2026-0042

Right:

    incidents/2026/INC-2026-0042.md
    id: INC-2026-0042
"""

from collections.abc import Iterator

from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault, Rule
from incitrack.model.check_levels import Level
from incitrack.records.places import id_of_path, incident_path, postmortem_path
from incitrack.records.record import IncidentRecord, PostmortemRecord


def _incident(record: IncidentRecord, _facts: Facts) -> Iterator[Fault]:
    if record.path != (path := incident_path(record.id)):
        yield _fault(record, "id", path)


def _postmortem(record: PostmortemRecord, _facts: Facts) -> Iterator[Fault]:
    if record.path != (path := postmortem_path(record.id)):
        yield _fault(record, "incident", path)


def _fault(record: IncidentRecord | PostmortemRecord, field: str, path: str) -> Fault:
    named = id_of_path(record.path)
    other = f", or write {field}: {named}" if named and named != record.id else ""
    message = f"{field} is {record.id}, but the file is {record.path}"
    return Fault(record.place(field), message, f"move the file to {path}{other}")


RULE = Rule(
    code="INC101",
    name="id-differs-from-path",
    level=Level.ERROR,
    incident=_incident,
    postmortem=_postmortem,
)
