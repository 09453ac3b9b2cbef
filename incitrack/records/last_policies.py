"""The policies as they were read last: a command that writes need not validate what has not changed.

Two small files beside the cache of the whole archive and under the same rules.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from incitrack.records.cache_file import cache_folder, load, store
from incitrack.records.folder import read_bytes, under_another_ending
from incitrack.records.places import POLICIES, SETTINGS
from incitrack.records.problem import Problem

if TYPE_CHECKING:
    from incitrack.model.policies import Policies
    from incitrack.records.policy_files import PolicyReading

_POLICIES: Final = "last-policies"
_WRITER: Final = "last-writer"
_MISNAMED_SETTINGS: Final = f"{SETTINGS.removesuffix('.yaml')}.yml"
_SERVICES: Final = f"{POLICIES}/services.yaml"

Written = dict[str, bytes | Problem]
"""What every file that may be a policy holds, by path, or why it cannot be had."""


class _Last(NamedTuple):
    """What was written, the policies that it gave, all of it being readable, and which of the files said so."""

    written: Written
    policies: "Policies"
    files: tuple[str, ...]


def policies_of(root: Path) -> "Policies":
    """The policies in force, without their places; what is absent or unreadable has its default."""
    written = _written(root)
    known = _last(root, written)
    return known.policies if known else _read(root, written).policies


def policy_reading_of(root: Path) -> "PolicyReading":
    """The same with the files that say so, as `read_policies` gives them."""
    written = _written(root)
    known = _last(root, written)
    if known is None:
        return _read(root, written)
    from incitrack.records.policy_files import PolicyFile, PolicyReading

    texts = ((path, known.written[path]) for path in known.files)
    files = tuple(PolicyFile(path, text.decode()) for path, text in texts if isinstance(text, bytes))
    return PolicyReading(known.policies, files, ())


def _last(root: Path, written: Written | None) -> _Last | None:
    match load(cache_folder(root) / _POLICIES):
        case _Last() as known if known.written == written:
            return known
        case _:
            return None


def _read(root: Path, written: Written | None) -> "PolicyReading":
    from incitrack.records.policy_files import read_policies, read_policies_by

    if written is None:
        return read_policies(root)
    found = read_policies_by(written.get)
    if not found.unreadable:
        files = tuple(file.path for file in found.files)
        store(cache_folder(root) / _POLICIES, _Last(written, found.policies, files))
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


def _written(root: Path) -> Written | None:
    """None where nobody may look what there is."""
    try:
        with os.scandir(root / POLICIES) as entries:
            names = [f"{POLICIES}/{entry.name}" for entry in entries]
    except (FileNotFoundError, NotADirectoryError):
        names = []
    except OSError:
        return None
    names += [name for name in (SETTINGS, _MISNAMED_SETTINGS) if os.path.lexists(root / name)]
    written: Written = {name: read_bytes(root, name) for name in names if name.endswith(".yaml")}
    for name in (name.removesuffix(".yml") for name in names if name.endswith(".yml")):
        path = f"{name}.yaml"
        if path not in written and (problem := under_another_ending(root, path)):
            written[path] = problem
    return written
