"""What a repository lacks to be one of records, and what of it the team has to add by hand."""

import os
import re
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from incitrack.errors import GitError
from incitrack.setup.shipped import ShippedFile

_LINE_FILES: Final = frozenset({".gitattributes", ".gitignore"})
"""Files of single lines, which a repository often has already: what is missing there is said, line by line."""

WORKFLOWS: Final = {
    ".github/workflows/check.yml": "check",
    ".github/workflows/site.yml": "build",
    ".github/workflows/watch.yml": "list",
}
"""The shipped workflows, and the command of incitrack that each is there for."""


class Advice(NamedTuple):
    """Lines that an existing file lacks; `init` changes no file that is there."""

    path: str
    lines: tuple[str, ...]


class Missing(NamedTuple):
    """The files to add, the paths of those that are there already, and lines that some of these lack.

    `taken` are workflows of the team's that have the name of a shipped one, while none does what that would.
    """

    files: tuple[ShippedFile, ...]
    present: tuple[str, ...]
    advice: tuple[Advice, ...]
    taken: tuple[str, ...]


def what_is_missing(root: Path, shipped: tuple[ShippedFile, ...]) -> Missing:
    """Compare a repository with what `init` ships; nothing is written.

    A folder for records that has anything in it needs no `.gitkeep`.

    Raises:
        GitError: a folder is a symbolic link, or a file stands where a folder belongs.
    """
    for file in shipped:
        _refuse_obstacles(root, file.path)
    absent = tuple(file for file in shipped if not _is_there(root, file.path))
    present = tuple(file for file in shipped if _is_there(root, file.path))
    advice = (_advice(root, file) for file in present if file.path in _LINE_FILES)
    return Missing(
        absent,
        tuple(file.path for file in present),
        tuple(each for each in advice if each.lines),
        tuple(file.path for file in present if _is_taken(root, file.path)),
    )


def _is_there(root: Path, path: str) -> bool:
    place = root / path
    if place.name == ".gitkeep":
        return place.parent.is_dir() and any(place.parent.iterdir())
    return os.path.lexists(place)


def _is_taken(root: Path, path: str) -> bool:
    """Whether a workflow is another one than the shipped of its name, and no workflow runs the command of that."""
    command = WORKFLOWS.get(path)
    folder = (root / path).parent
    return command is not None and not any(
        re.search(rf"\bincitrack\b[^\n]*\b{command}\b", _text(file)) for file in sorted(folder.glob("*.y*ml"))
    )


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _refuse_obstacles(root: Path, path: str) -> None:
    for folder in reversed(PurePosixPath(path).parents[:-1]):
        place = root / folder
        if place.is_symlink():
            raise GitError(
                f"{folder} is a symbolic link, and init writes through none; nothing was written",
                hint="put a folder in its place, and run it again",
            )
        if place.exists() and not place.is_dir():
            raise GitError(
                f"{folder} is a file where a folder belongs; nothing was written",
                hint="move it away, and run it again",
            )


def _advice(root: Path, file: ShippedFile) -> Advice:
    try:
        has = (root / file.path).read_text(encoding="utf-8", errors="replace") if _readable(root, file) else ""
    except OSError as error:
        raise GitError(f"{file.path} cannot be read: {error.strerror}; nothing was written") from error
    known = {_meaning(line) for line in has.splitlines()}
    wanted = (line for line in file.text.splitlines() if line and not line.startswith("#"))
    return Advice(file.path, tuple(line for line in wanted if _meaning(line) not in known))


def _readable(root: Path, file: ShippedFile) -> bool:
    return (root / file.path).is_file()


def _meaning(line: str) -> str:
    """The line as Git takes it, as far as ours can be written otherwise: `/site/` and `site` ignore the folder."""
    words = line.split()
    return words[0].strip("/") if len(words) == 1 else " ".join(words)
