"""Where a record lives: ID to path and path to ID."""

from typing import Final

from incitrack.model.words import INCIDENT_ID

INCIDENTS: Final = "incidents"
POSTMORTEMS: Final = "postmortems"
POLICIES: Final = "policies"
FIELDS: Final = f"{POLICIES}/fields.yaml"
SETTINGS: Final = "incitrack.yaml"


def incident_path(identifier: str) -> str:
    """`incidents/2026/INC-2026-0042.md`, relative to the repository's root."""
    return _path(INCIDENTS, identifier)


def postmortem_path(identifier: str) -> str:
    """`postmortems/2026/INC-2026-0042.md`, relative to the repository's root."""
    return _path(POSTMORTEMS, identifier)


def _path(folder: str, identifier: str) -> str:
    found = INCIDENT_ID.fullmatch(identifier)
    if not found:
        raise ValueError(f"not an incident's ID: {identifier!r}")
    return f"{folder}/{found[1]}/{identifier}.md"


def id_of_path(path: str) -> str | None:
    """The ID that a file's name gives; None where the name is no ID."""
    name = path.rpartition("/")[2].removesuffix(".md")
    return name if INCIDENT_ID.fullmatch(name) else None
