"""What an import writes: a record for each incident that is not in the archive yet, and the services they name."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from incitrack.changes.change import Change, FileEdit
from incitrack.importers.catalogue import CATALOGUE, new_catalogue, with_services
from incitrack.importers.earlier_imports import names_in_archive
from incitrack.importers.foreign_incident import ForeignIncident
from incitrack.importers.record_text import Decisions, record_text
from incitrack.importers.service_keys import display_names, service_keys
from incitrack.importers.severity_words import SeverityWords
from incitrack.importers.source_folder import LeftOut
from incitrack.model.local_day import local_day
from incitrack.model.words import INCIDENT_ID, incident_id, shown
from incitrack.records.archive import Archive
from incitrack.records.folder import LARGEST
from incitrack.records.places import incident_path


class Choices(NamedTuple):
    """What the person who imports decides: the tool, severities, the services of what names none, the owner."""

    system: str
    severities: SeverityWords
    services: tuple[str, ...]
    owner: str


class Came(NamedTuple):
    """An incident that comes in: its name at the source, its ID, its severity here, and what is to be said."""

    name: str
    identifier: str
    severity: str
    has_service: bool
    remarks: tuple[str, ...]


class ImportPlan(NamedTuple):
    """All that an import would do; nothing is written yet.

    `known` counts the incidents that an earlier import brought. `services` are the keys that the catalogue gets,
    or, where `services_by_hand`, should get and cannot be given without disturbing the file. `since` is the day
    from which on a policy that spares this history would hold; None where it spares it already.
    """

    edits: tuple[FileEdit, ...]
    came: tuple[Came, ...]
    left_out: tuple[LeftOut, ...]
    known: int
    services: tuple[str, ...]
    services_by_hand: bool
    since: date | None

    def change(self, source: str) -> Change:
        """All of it as one change, named after its first incident; there has to be one."""
        more = f"with {len(self.came) - 1} more " if len(self.came) > 1 else ""
        return Change(self.came[0].identifier, "imported", self.edits, f"{more}from {source}")


def plan_import(
    found: Iterable[ForeignIncident | LeftOut], archive: Archive, choices: Choices, next_id: Callable[[int], str]
) -> ImportPlan:
    """Plan the import of what a source holds; `next_id` gives the first free ID of a year.

    IDs follow the order of the reports. An incident that the archive refers to already is passed over.
    """
    everything = list(found)
    left_out = [each for each in everything if isinstance(each, LeftOut)]
    incidents = [each for each in everything if isinstance(each, ForeignIncident)]
    here = names_in_archive(archive, choices.system)
    new = sorted(
        (each for each in incidents if each.name not in here), key=lambda each: (each.reported_at, each.name)
    )
    named = [name for incident in new for name in incident.services]
    keys = service_keys(named, archive.policies.services)
    records: list[tuple[FileEdit, Came]] = []
    ids = _Ids(next_id)
    for incident in new:
        record = _record(incident, ids.next(incident.reported_at.year), keys, choices)
        if isinstance(record, LeftOut):
            left_out.append(record)
        else:
            ids.take(record[1].identifier)
            records.append(record)
    needed = choices.services if any(not incident.services for incident in new) else ()
    catalogue, added, by_hand = _catalogue(archive, dict.fromkeys(needed) | display_names(named, keys))
    return ImportPlan(
        edits=(*(edit for edit, _ in records), *catalogue),
        came=tuple(came for _, came in records),
        left_out=tuple(left_out),
        known=len(incidents) - len(new),
        services=added,
        services_by_hand=by_hand,
        since=_since(archive, new),
    )


def _record(
    incident: ForeignIncident, identifier: str, keys: Mapping[str, str], choices: Choices
) -> tuple[FileEdit, Came] | LeftOut:
    severity = choices.severities.key_for(incident.severity)
    services = tuple(dict.fromkeys(keys[name] for name in incident.services)) or choices.services
    decided = Decisions(identifier, severity, services, choices.owner, choices.system)
    text = record_text(incident, decided)
    if len(text.encode()) > LARGEST:
        return LeftOut(incident.name, "its record would be over 1 MiB")
    remarks = (*incident.remarks, *_of_severity(incident, choices.severities))
    came = Came(incident.name, identifier, severity, bool(services), remarks)
    return FileEdit(incident_path(identifier), None, text), came


class _Ids:
    """One free ID after the other, year by year."""

    def __init__(self, next_id: Callable[[int], str]) -> None:
        self._first = next_id
        self._last: dict[int, int] = {}

    def next(self, year: int) -> str:
        """The next free ID of the year; it stays free until it is taken."""
        if year not in self._last:
            first = INCIDENT_ID.fullmatch(self._first(year))
            assert first is not None, "a free ID is an ID"  # noqa: S101
            self._last[year] = int(first[2]) - 1
        return incident_id(year, self._last[year] + 1)

    def take(self, identifier: str) -> None:
        """Use the ID that `next` gave."""
        self._last[int(identifier[4:8])] += 1


def _of_severity(incident: ForeignIncident, severities: SeverityWords) -> tuple[str, ...]:
    word = incident.severity
    if word is None or severities.knows(word):
        return ()
    return (f"its severity {shown(word)} has no meaning here, {severities.default} was taken; --map sets it",)


def _catalogue(
    archive: Archive, wanted: dict[str, str | None]
) -> tuple[tuple[FileEdit, ...], tuple[str, ...], bool]:
    """The edit of the catalogue, the keys that it adds, and whether these have to be added by hand."""
    catalogue = archive.policies.services
    if catalogue.services is None:  # with a list, only its keys are services: nothing in use may be missing
        used = (service for record in archive.incidents for service in record.incident.services)
        wanted = dict.fromkeys(used) | wanted if wanted else {}
    missing = {key: name for key, name in wanted.items() if key not in (catalogue.services or {})}
    if not missing:
        return (), (), False
    file = archive.policy_file(CATALOGUE)
    if file is None:
        is_there = "services" in archive.policies.unreadable
        edits = () if is_there else (FileEdit(CATALOGUE, None, new_catalogue(missing)),)
        return edits, tuple(sorted(missing)), is_there
    text = with_services(file.text, missing)
    edits = () if text is None else (FileEdit(CATALOGUE, file.text, text),)
    return edits, tuple(sorted(missing)), text is None


def _since(archive: Archive, new: list[ForeignIncident]) -> date | None:
    """The day after the last report that comes in."""
    if not new:
        return None
    day = max(local_day(incident.reported_at, archive.policies) for incident in new) + timedelta(days=1)
    severity = archive.policies.severity
    return None if severity and severity.since and severity.since >= day else day
