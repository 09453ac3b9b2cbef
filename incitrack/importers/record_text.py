"""From an incident of another tool to the text of a record, held to the reader."""

from typing import NamedTuple

from incitrack.importers.foreign_incident import ForeignIncident
from incitrack.importers.outline import fenced, under_a_section
from incitrack.model.entry import Kind, TimelineEntry
from incitrack.model.incident import Disposition
from incitrack.model.status import Status
from incitrack.model.times import record_time
from incitrack.records.edits_blocks import field_lines
from incitrack.records.edits_entry_text import begun, entry_text, item_lines
from incitrack.records.edits_scalars import Plain, Value
from incitrack.records.entries import write_timeline_entry
from incitrack.records.incident_file import parse_incident
from incitrack.records.places import incident_path
from incitrack.records.record import IncidentRecord


class Decisions(NamedTuple):
    """What a record needs and its source does not say: ID, our severity, keys of services, owner, the tool."""

    identifier: str
    severity: str
    services: tuple[str, ...]
    owner: str
    system: str


def record_text(incident: ForeignIncident, decided: Decisions) -> str:
    """The text of the record. Without services it cannot be read until somebody names one.

    Nothing in the source's text is taken for a section, an entry or the end of one: where its Markdown would be,
    it stands as code.
    """
    entries = _entries(incident)
    summary = under_a_section(incident.text)
    text = _written(incident, decided, entries, summary)
    if not _says(text, incident, decided, entries, summary):
        summary = fenced(incident.text)
        text = _written(incident, decided, entries, summary)
        if not _says(text, incident, decided, entries, summary):
            raise AssertionError(f"the record of {incident.name} is not read back as it was written")
    return text


def _entries(incident: ForeignIncident) -> list[TimelineEntry]:
    """The report first whatever the times say, then the rest in the order of time; check names what cannot be."""
    said = ((update.at, entry_text(update.text)) for update in incident.updates)
    later = [TimelineEntry(at, Kind.UPDATE, None, text) for at, text in said if text]
    if incident.ending:
        later.append(TimelineEntry(incident.ending.at, Kind.RESOLVED, None, incident.ending.text))
    return [TimelineEntry(incident.reported_at, Kind.REPORTED), *sorted(later, key=lambda entry: entry.at)]


def _written(incident: ForeignIncident, decided: Decisions, entries: list[TimelineEntry], summary: str) -> str:
    lines = [
        "---",
        *(line for key, value in _fields(incident, decided) for line in field_lines(key, value)),
        "---",
        "",
    ]
    if summary:
        lines += ["## Summary", "", *summary.split("\n"), ""]
    lines += ["## Timeline", ""]
    for entry in entries:
        lines += item_lines(write_timeline_entry(entry._replace(text=begun(entry.text))))
    return "\n".join(lines) + "\n"


def _fields(incident: ForeignIncident, decided: Decisions) -> list[tuple[str, Value]]:
    fields: list[tuple[str, Value]] = [
        ("id", decided.identifier),
        ("title", incident.title),
        ("severity", decided.severity),
        ("status", Status.RESOLVED if incident.ending else Status.REPORTED),
        ("services", list(decided.services)),
        ("owner", decided.owner),
        ("started_at", Plain(record_time(incident.reported_at))),
    ]
    if incident.planned:
        fields.append(("disposition", Disposition.PLANNED))
    return [*fields, ("references", {decided.system: incident.name})]


def _says(
    text: str, incident: ForeignIncident, decided: Decisions, entries: list[TimelineEntry], summary: str
) -> bool:
    """Whether the reader finds in it what was meant; a record without a service is read as if it had one."""
    if not decided.services:
        text = _written(incident, decided._replace(services=("any",)), entries, summary)
    record = parse_incident(incident_path(decided.identifier), text)
    if not isinstance(record, IncidentRecord):
        return False
    titles = [section.title for section in record.body.sections]
    return (
        list(record.incident.timeline) == entries
        and record.incident.title == incident.title
        and record.incident.references == {decided.system: incident.name}
        and titles == (["Summary", "Timeline"] if summary else ["Timeline"])
        and not record.body.preamble
    )
