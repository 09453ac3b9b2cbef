"""The policies as they were read last: a command that writes need not validate what has not changed.

Two small files beside the cache of the whole archive and under the same rules.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from incitrack.records.cache import cache_folder, load, store
from incitrack.records.folder import read_bytes
from incitrack.records.places import POLICIES, SETTINGS

if TYPE_CHECKING:
    from incitrack.model.policies import Policies

_POLICIES: Final = "last-policies"
_WRITER: Final = "last-writer"
_SERVICES: Final = f"{POLICIES}/services.yaml"


def policies_of(root: Path) -> "Policies":
    """The policies in force, without their places; what is absent or unreadable has its default."""
    from incitrack.model.policies import Policies

    written = _written(root)
    match load(cache_folder(root) / _POLICIES):
        case (known, Policies() as policies) if known == written:
            return policies
    from incitrack.records.policy_files import read_policies

    found = read_policies(root).policies
    if not found.unreadable:
        store(cache_folder(root) / _POLICIES, (written, found))
    return found


def handle_of(root: Path, email: str) -> str | None:
    """The person of `policies/services.yaml` with that e-mail address; None where nobody has it.

    Of who wrote last nothing but the bytes of that file is looked at, since every entry has a writer.
    """
    content = read_bytes(root, _SERVICES)
    if not isinstance(content, bytes):
        return None
    match load(cache_folder(root) / _WRITER):
        case (known, address, str() | None as handle) if (known, address) == (content, email):
            return handle
    handle = policies_of(root).services.handle_of(email)
    store(cache_folder(root) / _WRITER, (content, email, handle))
    return handle


def _written(root: Path) -> dict[str, bytes]:
    """The bytes of everything that may be a policy, by path."""
    names: list[str] = []
    with suppress(OSError), os.scandir(root / POLICIES) as entries:
        names = [f"{POLICIES}/{entry.name}" for entry in entries if entry.name.endswith(".yaml")]
    contents = {path: read_bytes(root, path) for path in (*names, SETTINGS)}
    return {path: content for path, content in contents.items() if isinstance(content, bytes)}
