"""Incidents looked up one by one, where a command asks for two or three of many thousand."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from incitrack.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from incitrack.records.record import IncidentRecord


class OneByOne:
    """The incidents of the repository at `root`, each read when it is asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def exists(self, identifier: str) -> bool:
        """Whether there is a record of that full ID, readable or not."""
        from incitrack.records.places import incident_path

        return os.path.lexists(self.root / incident_path(identifier))

    def incident(self, identifier: str) -> "IncidentRecord | None":
        """The readable record of that full ID."""
        from incitrack.records.one_record import read_incident

        try:
            return read_incident(self.root, identifier)
        except (UsageError, UnreadableError):
            return None
