"""The incidents that are open, found without reading those that plainly say that they are not.

Whoever leaves the ID out is in the middle of an outage, and an archive of ten thousand records has few open ones.
"""

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from incitrack.cli.record_names import newest_ids
from incitrack.errors import UnreadableError, UsageError

if TYPE_CHECKING:
    from incitrack.records.record import IncidentRecord

_HEAD: Final = 4096
_IS_OVER: Final = re.compile(rb"^status: (?:resolved|closed)\r?$", re.MULTILINE)
_ANY_MARK: Final = re.compile(rb"\n---")


def open_incidents(root: Path) -> list["IncidentRecord"]:
    """The readable records of open incidents, the latest ID first.

    Only a line `status: resolved` or `status: closed` of the front matter itself is taken at its word; every other
    record is read.
    """
    from incitrack.records.one_record import read_incident

    found: list[IncidentRecord] = []
    for identifier in newest_ids(root):
        if not _is_plainly_over(root / "incidents" / identifier.split("-")[1] / f"{identifier}.md"):
            with suppress(UnreadableError, UsageError):  # broken, or gone since it was listed
                record = read_incident(root, identifier)
                found += [record] if record.incident.is_open else []
    return found


def _is_plainly_over(path: Path) -> bool:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        head = os.read(descriptor, _HEAD)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    end = _ANY_MARK.search(head)
    return bool(_IS_OVER.search(head, 0, end.start() + 1 if end else len(head)))
