"""incitrack: incident records as code.

The names below are promised to programs that read an archive; everything else may move. They are imported when
they are first used, so that the command line does not wait for them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from incitrack.errors import IncitrackError as IncitrackError
    from incitrack.errors import Place as Place
    from incitrack.model.entry import Communication as Communication
    from incitrack.model.entry import TimelineEntry as TimelineEntry
    from incitrack.model.incident import Incident as Incident
    from incitrack.model.policies import Policies as Policies
    from incitrack.model.postmortem import Postmortem as Postmortem
    from incitrack.records.archive import Archive as Archive
    from incitrack.records.archive import read_archive as read_archive

__version__ = "0.1.0"

_PROMISED: Final = {
    "Archive": "incitrack.records.archive",
    "Communication": "incitrack.model.entry",
    "Incident": "incitrack.model.incident",
    "IncitrackError": "incitrack.errors",
    "Place": "incitrack.errors",
    "Policies": "incitrack.model.policies",
    "Postmortem": "incitrack.model.postmortem",
    "TimelineEntry": "incitrack.model.entry",
    "read_archive": "incitrack.records.archive",
}

__all__ = [  # noqa: PLE0604 - spelled out by the table above
    "__version__",
    *_PROMISED,
]


def __getattr__(name: str) -> Any:
    if name in _PROMISED:
        return getattr(import_module(_PROMISED[name]), name)
    raise AttributeError(f"module 'incitrack' has no attribute {name!r}")
