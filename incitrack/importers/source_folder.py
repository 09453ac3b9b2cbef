"""The files of another tool's folder, found and read within the bounds of our own records."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from incitrack.errors import UsageError
from incitrack.records.folder import decode, read_bytes
from incitrack.records.problem import Problem


class SourceFile(NamedTuple):
    """A file's name (its path within the folder, with `/`) and its text, LF between lines, no byte order mark."""

    name: str
    text: str


class LeftOut(NamedTuple):
    """What does not come in, and why."""

    name: str
    reason: str


def source_files(folder: Path, suffix: str) -> Iterator[SourceFile | LeftOut]:
    """Every file under `folder` whose name ends in `suffix`, by path, read; what cannot be is left out.

    No link is followed, hidden files are passed over, and files of another kind are left out.

    Raises:
        UsageError: there is no such folder.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder} is not a folder", hint="name the folder that holds the files")
    for name in _names(folder, ""):
        if isinstance(name, LeftOut):
            yield name
        elif name.endswith(suffix):
            yield _read(folder, name)
        else:
            yield LeftOut(name, f"its name does not end in {suffix}")


def _names(folder: Path, prefix: str) -> Iterator[str | LeftOut]:
    try:
        with os.scandir(folder / prefix) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        yield LeftOut(prefix or ".", f"the folder cannot be opened: {(error.strerror or str(error)).lower()}")
        return
    for entry in entries:
        name = prefix + entry.name
        if entry.name.startswith("."):
            continue
        if not _is_unicode(entry.name):
            yield LeftOut(name.encode(errors="backslashreplace").decode(), "its name is not UTF-8")
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _names(folder, name + "/")
        else:
            yield LeftOut(name, "it is a symbolic link") if entry.is_symlink() else name


def _is_unicode(name: str) -> bool:
    """Whether a record could refer to a file of this name; bytes that are not UTF-8 come as half surrogates."""
    return not any("\ud800" <= character <= "\udfff" for character in name)


def _read(folder: Path, name: str) -> SourceFile | LeftOut:
    content = read_bytes(folder, name)
    text = decode(name, content) if isinstance(content, bytes) else content
    if isinstance(text, Problem):
        return LeftOut(name, text.message)
    return SourceFile(name, text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
