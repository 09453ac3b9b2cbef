"""The archive as everyone may see it: without what is restricted, and without what may be."""

import re
from dataclasses import replace
from typing import Final

from incitrack.model.incident import Visibility
from incitrack.records.archive import Archive
from incitrack.records.record import Unreadable

_SAYS_RESTRICTED: Final = re.compile(r"""visibility\W{0,20}restricted|:[ \t"']*restricted\b""", re.IGNORECASE)
_VISIBILITY: Final = re.compile(r"""visibility["']?\s*:\s*["']?(\w*)""", re.IGNORECASE)
_OPEN: Final = frozenset({Visibility.PUBLIC.value, Visibility.INTERNAL.value})


def unrestricted(archive: Archive) -> Archive:
    """The archive without its hidden incidents and their postmortems; what cannot be read stays named."""
    hidden = hidden_ids(archive)
    return replace(
        archive,
        incidents=tuple(record for record in archive.incidents if record.id not in hidden),
        postmortems=tuple(record for record in archive.postmortems if record.id not in hidden),
    )


def hidden_ids(archive: Archive) -> frozenset[str]:
    """The IDs of which nothing may be shown: of restricted incidents, and of unreadable ones that may be."""
    restricted = {r.id for r in archive.incidents if r.incident.visibility is Visibility.RESTRICTED}
    doubtful = {u.id for u in archive.unreadable if u.id and u.kind == "incident" and may_be_restricted(u)}
    return frozenset(restricted | doubtful)


def may_be_restricted(unreadable: Unreadable) -> bool:
    """Whether a file that cannot be read seems to be of a restricted incident, or nobody can tell.

    A visibility that is no known word was meant to hide something, or it would not stand there.
    """
    if unreadable.kind == "policy":
        return False
    if unreadable.text is None:
        return unreadable.kind == "incident"
    said = (found.casefold() for found in _VISIBILITY.findall(unreadable.text))
    return _SAYS_RESTRICTED.search(unreadable.text) is not None or any(word not in _OPEN for word in said)
