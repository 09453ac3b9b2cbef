"""The archive as everyone may see it: without the records that no built site shows."""

from dataclasses import replace

from incitrack.model.incident import Visibility
from incitrack.records.archive import Archive


def unrestricted(archive: Archive) -> Archive:
    """The archive without its restricted incidents and their postmortems; what cannot be read stays named."""
    hidden = {r.id for r in archive.incidents if r.incident.visibility is Visibility.RESTRICTED}
    return replace(
        archive,
        incidents=tuple(record for record in archive.incidents if record.id not in hidden),
        postmortems=tuple(record for record in archive.postmortems if record.id not in hidden),
    )
