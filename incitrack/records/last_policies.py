"""The policies as they were read last: a command that writes need not validate what has not changed.

One small file beside the cache of the whole archive and under the same rules.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from incitrack.model.policies import Policies
from incitrack.records.cache import cache_folder, load, store
from incitrack.records.folder import read_bytes
from incitrack.records.places import POLICIES, SETTINGS

_FILE: Final = "last-policies"


def policies_of(root: Path) -> Policies:
    """The policies in force, without their places; what is absent or unreadable has its default."""
    written = _written(root)
    match load(cache_folder(root) / _FILE):
        case (known, Policies() as policies) if known == written:
            return policies
    from incitrack.records.policy_files import read_policies

    found = read_policies(root).policies
    if not found.unreadable:
        store(cache_folder(root) / _FILE, (written, found))
    return found


def _written(root: Path) -> dict[str, bytes]:
    """The bytes of everything that may be a policy, by path."""
    names: list[str] = []
    with suppress(OSError), os.scandir(root / POLICIES) as entries:
        names = [f"{POLICIES}/{entry.name}" for entry in entries if entry.name.endswith(".yaml")]
    contents = {path: read_bytes(root, path) for path in (*names, SETTINGS)}
    return {path: content for path, content in contents.items() if isinstance(content, bytes)}
