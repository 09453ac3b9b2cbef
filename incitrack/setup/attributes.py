"""What has Git hand the records to the merge driver: lines of `.gitattributes`, or of one clone's own file."""

import os
from pathlib import Path
from typing import Final

from incitrack.errors import GitError
from incitrack.setup.add_files import add_files
from incitrack.setup.shipped import shipped_files

ATTRIBUTES: Final = ".gitattributes"
DRIVER: Final = "incitrack"
SAMPLES: Final = ("incidents/2026/INC-2026-0001.md", "postmortems/2026/INC-2026-0001.md")
"""Paths that records may have, whose attribute `merge` shows what Git would do."""


def attribute_lines() -> tuple[str, ...]:
    """The lines that hand records to the driver."""
    text = next(file.text for file in shipped_files() if file.path == ATTRIBUTES)
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def add_attributes(root: Path, info: Path) -> str:
    """Have Git in this clone hand records to the driver; what was done, in words.

    A missing `.gitattributes` is added, for the team to commit. One that is there is the team's own: then the
    lines go to `info`, the `info/attributes` of the clone.

    Raises:
        GitError: the disk refused.
    """
    if not os.path.lexists(root / ATTRIBUTES):
        add_files(root, [file for file in shipped_files() if file.path == ATTRIBUTES])
        return f"added {ATTRIBUTES}; commit it, so that every clone has it"
    lines = attribute_lines()
    _append(info, lines)
    return f"added to info/attributes, for this clone alone; for all, add to {ATTRIBUTES}: {'; '.join(lines)}"


def _append(file: Path, lines: tuple[str, ...]) -> None:
    try:
        file.parent.mkdir(exist_ok=True)
        old = file.read_bytes() if file.exists() else b""
        gap = b"" if not old or old.endswith(b"\n") else b"\n"
        with file.open("ab") as opened:
            opened.write(gap + "".join(f"{line}\n" for line in lines).encode())
    except OSError as error:
        raise GitError(f"{file} cannot be written: {error.strerror}") from None
