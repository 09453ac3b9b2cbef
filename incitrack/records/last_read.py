"""Single records as they were read last: the next command on one need not validate what has not changed.

One small file for each record that a command has worked on, beside the cache of the whole archive and under the
same rules.
"""

from pathlib import Path
from typing import Final

from incitrack.model.incident import Incident
from incitrack.records.cache_file import cache_folder, load, store
from incitrack.records.record import IncidentRecord

_FOLDER: Final = "last-read"


def recall(root: Path, path: str) -> IncidentRecord | None:
    """The record of an incident as it was read last, whatever its file says now; None where that is not known."""
    found = load(_file(root, path))
    match found:
        case (str() as text, tuple() as action_lines, Incident() as incident):
            return IncidentRecord(path, text, action_lines, incident)
        case _:
            return None


def remember(root: Path, record: IncidentRecord) -> None:
    """Keep a record for the next command."""
    store(_file(root, record.path), (record.text, record.action_lines, record.incident))


def _file(root: Path, path: str) -> Path:
    return cache_folder(root) / _FOLDER / path.replace("/", "-")
