"""The policies, times and readings that the tests of changes start from."""

from datetime import UTC, datetime
from difflib import ndiff

from incitrack.changes.change import Change
from incitrack.model.custom_fields import FieldDeclarations
from incitrack.model.lifecycle import Lifecycle
from incitrack.model.policies import Policies
from incitrack.model.services import ServiceCatalogue
from incitrack.model.severity import SeverityPolicy
from incitrack.model.taxonomy import Taxonomy
from incitrack.records.incident_file import parse_incident
from incitrack.records.postmortem_file import parse_postmortem
from incitrack.records.record import IncidentRecord, PostmortemRecord
from incitrack.records.validation import adapter

REPORTED_AT = datetime(2026, 11, 20, 14, 10, tzinfo=UTC)
AT = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)

P1 = {
    "name": "Critical",
    "owner": "at-once",
    "roles": ["commander"],
    "aliases": ["S1"],
    "verification": "required",
}
SEVERITY = {"severities": {"P1": P1, "P2": {"name": "High"}, "P3": {"name": "Medium"}}}
SERVICES = {
    "services": {
        "checkout": {"owner": "maria", "severity": "P2", "category": "application"},
        "payments": {"team": "payments"},
        "mail": {},
    },
    "people": {"maria": {}, "jdoe": {}, "sam": {}, "kim": {}},
    "rotation": {"payments": ["jdoe", "kim"], "starts": "2026-11-16"},
}
TAXONOMY = {"causes": {"configuration": "Configuration", "change": "Change"}, "tags": {"database": "Database"}}
FIELDS = {
    "x-lost": {"type": "integer"},
    "x-markets": {"type": "list", "choices": ["pl", "de"]},
    "x-note": {"type": "text"},
    "x-contact": {"type": "person"},
}


def policies(
    *,
    severity: dict[str, object] | None = None,
    people: bool = False,
    services: dict[str, dict[str, str]] | None = None,
    requires: dict[str, list[str]] | None = None,
) -> Policies:
    """Three severities, a taxonomy and fields of one's own; services (or others) and people where `people` are asked for."""
    return Policies(
        severity=adapter(SeverityPolicy).validate_python(severity or SEVERITY),
        services=adapter(ServiceCatalogue).validate_python(
            SERVICES | {"services": services or SERVICES["services"]} if people else {}
        ),
        taxonomy=adapter(Taxonomy).validate_python(TAXONOMY),
        lifecycle=adapter(Lifecycle).validate_python({"requires": requires} if requires else {}),
        fields=adapter(FieldDeclarations).validate_python(FIELDS),
    )


def after(change: Change) -> IncidentRecord:
    """The incident's record as the change leaves it."""
    edit = next(edit for edit in change.edits if edit.path.startswith("incidents/"))
    record = parse_incident(edit.path, edit.after)
    assert isinstance(record, IncidentRecord), record
    return record


def postmortem_after(change: Change) -> PostmortemRecord:
    """The postmortem as the change leaves it."""
    edit = next(edit for edit in change.edits if edit.path.startswith("postmortems/"))
    record = parse_postmortem(edit.path, edit.after)
    assert isinstance(record, PostmortemRecord), record
    return record


def diff(change: Change) -> list[str]:
    """The lines that go (`- `) and come (`+ `), file after file."""
    return [
        line[:2] + line[2:].rstrip()
        for edit in change.edits
        for line in ndiff((edit.before or "").splitlines(), edit.after.splitlines())
        if line.startswith(("- ", "+ "))
    ]
