"""Which incidents of a source are in the archive already, by what their records refer to."""

from incitrack.records.archive import Archive
from incitrack.records.front_matter import find_front_matter
from incitrack.records.record import Unreadable
from incitrack.records.yaml_reader import read_yaml


def names_in_archive(archive: Archive, system: str) -> frozenset[str]:
    """The names under `references: {<system>: …}` of all records, readable or not."""
    readable = {record.incident.references.get(system) for record in archive.incidents}
    broken = {_reference(each, system) for each in archive.unreadable if each.kind == "incident"}
    return frozenset(name for name in readable | broken if name is not None)


def _reference(broken: Unreadable, system: str) -> str | None:
    bounds = find_front_matter(broken.text) if broken.text is not None else None
    if broken.text is None or bounds is None:
        return None
    values = read_yaml(broken.text[bounds.start : bounds.end]).value
    references = values.get("references") if isinstance(values, dict) else None
    name = references.get(system) if isinstance(references, dict) else None
    return str(name) if isinstance(name, str) else None
