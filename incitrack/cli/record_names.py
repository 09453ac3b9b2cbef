"""Which incidents there are, by the names of their files alone: no file is opened, however many there are."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from incitrack.model.words import INCIDENT_ID

_YEAR: Final = re.compile(r"[0-9]{4}")
_NAME: Final = re.compile(rf"({INCIDENT_ID.pattern})\.md")


def years(root: Path) -> list[str]:
    """The years that have a folder of incidents, the latest first."""
    return sorted(filter(_YEAR.fullmatch, _names(root / "incidents")), reverse=True)


def ids_of(root: Path, year: str) -> list[str]:
    """The IDs of a year's incidents, the latest first."""
    found = (_NAME.fullmatch(name) for name in _names(root / "incidents" / year))
    known = [name[1] for name in found if name and name[2] == year]
    return sorted(known, key=lambda identifier: (len(identifier), identifier), reverse=True)


def newest_ids(root: Path) -> Iterator[str]:
    """The IDs of all incidents, the latest first; a year is listed when it is reached."""
    for year in years(root):
        yield from ids_of(root, year)


def _names(folder: Path) -> list[str]:
    with suppress(OSError), os.scandir(folder) as entries:
        return [entry.name for entry in entries]
    return []
