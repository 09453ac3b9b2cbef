"""The files of a folder of records, found and read within bounds: regular files, no links, at most 1 MiB."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from incitrack.errors import Place
from incitrack.records.places import id_of_path
from incitrack.records.problem import Problem

LARGEST: Final = 1_048_576

_FLAGS: Final = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
)


def record_files(root: Path, folder: str) -> Iterator[str | Problem]:
    """The paths (relative to `root`) of the Markdown files under a folder, in order, and what refuses to be one.

    A linked folder, and anything named like a record that is none, is a problem; other files are passed over.
    """
    top = root / folder
    if top.is_symlink():
        yield linked_folder(folder)
    elif top.is_dir():
        yield from _walk(root, folder)


def _walk(root: Path, folder: str) -> Iterator[str | Problem]:
    try:
        with os.scandir(root / folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        yield cannot_be_opened(folder, error)
        return
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if entry.name.endswith(".md"):
            yield path if id_of_path(path) else _no_id(path)
        elif entry.is_symlink():
            if entry.is_dir():
                yield linked_folder(path)
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(root, path)


def read_bytes(root: Path, path: str) -> bytes | Problem:
    """The bytes of a regular file of at most 1 MiB, without following a link or waiting on a pipe.

    A file that grows meanwhile is read to the size it had, and one byte more.
    """
    name = f"{root}/{path}"
    try:
        handle = os.open(name, _FLAGS)
    except OSError as error:
        if os.path.islink(name):  # noqa: PTH114 - the race is settled by O_NOFOLLOW above
            return Problem("INC001", Place(path), "the file is a symbolic link", "put the record itself here")
        return cannot_be_opened(path, error)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            return Problem("INC001", Place(path), "this is not a regular file", "put a record here or rename it")
        if found.st_size > LARGEST:
            return _too_large(path)
        content = os.read(handle, found.st_size + 1)
        while len(content) < found.st_size and (more := os.read(handle, found.st_size + 1 - len(content))):
            content += more
    except OSError as error:
        return cannot_be_opened(path, error)
    finally:
        os.close(handle)
    return content


def decode(path: str, content: bytes) -> str | Problem:
    """The text of a file in UTF-8; a byte order mark stays its first character."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = f"the byte 0x{content[error.start]:02X} in line {line}"
        return Problem("INC001", Place(path), f"{byte} is not UTF-8", "save the file as UTF-8")


def cannot_be_opened(path: str, error: OSError) -> Problem:
    """The problem of a file or folder that the system does not let us read."""
    reason = (error.strerror or str(error)).lower()
    return Problem("INC001", Place(path), f"it cannot be opened: {reason}", "mend its permissions or remove it")


def under_another_ending(root: Path, path: str) -> Problem | None:
    """The problem of a policy that is not at `path`, but beside it as `.yml`, where it would decide nothing."""
    other = f"{path.removesuffix('.yaml')}.yml"
    if not os.path.lexists(root / other):
        return None
    return Problem(
        "INC001", Place(other), "no policy is read from a file with this ending", f"rename it to {path}"
    )


def _too_large(path: str) -> Problem:
    return Problem("INC001", Place(path), "the file is over 1 MiB", "keep attachments elsewhere and link to them")


def _no_id(path: str) -> Problem:
    hint = "name a record like INC-2026-0042.md, with four to nine digits, or move other files away"
    return Problem("INC001", Place(path), "the file's name is not an incident's ID", hint)


def linked_folder(path: str) -> Problem:
    """The problem of a folder of records that is a symbolic link."""
    return Problem("INC001", Place(path), "the folder is a symbolic link", "put the records themselves here")
