"""The folder that a site is written to: which one is refused, whose site it holds, which files a build wrote."""

import os
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from incitrack.errors import RefusedError, UsageError
from incitrack.records.git_folder import git_folder, shared_folder
from incitrack.records.places import INCIDENTS, POLICIES, POSTMORTEMS
from incitrack.website.addresses import BOARD, STATUS
from incitrack.website.audience import Audience
from incitrack.website.look.templates import FOLDER
from incitrack.website.reuse.stamps_of_site import Folders, site_stamp
from incitrack.website.writing.mount_points import is_mount_point

_NONE: Final[Folders] = {}
MANIFEST: Final = "incitrack-manifest.txt"
"""The names of the builder's own files, one a line, in the folder itself."""


def check_folder(out: Path, root: Path, audience: Audience, known: Folders = _NONE) -> None:
    """Refuse a folder that a site for this audience may not replace.

    `known` are the folders in it as the last build left them: of one that is the same still, nobody asks more.

    Raises:
        UsageError: it is a file.
        RefusedError: it is a symbolic link or a mount point; it is, holds or lies in the records, the policies,
            the templates or the Git folder; or it holds a file that no build wrote, or the public site where this
            is the team's.
    """
    if out.is_symlink():
        raise RefusedError(f"{out} is a symbolic link", hint="name the folder itself")
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file", hint="name a folder for the site")
    if out.is_dir() and is_mount_point(out):
        hint = f"name a folder in it: --out {shlex.quote(str(out / 'site'))}"
        raise RefusedError(f"{out} is a mount point, and nothing can be put in its place", hint=hint)
    for kept in _kept(root):
        if _overlap(_real(out), _real(kept)):
            hint = "choose a folder apart from the records, the policies and .git, such as site"
            raise RefusedError(f"{out} and {kept} overlap", hint=hint)
    check_own(out, out, audience, known)


def check_own(folder: Path, shown: Path, audience: Audience, known: Folders = _NONE) -> None:
    """Refuse where `folder` holds a file that is not in its manifest, naming the first as one of `shown`.

    Refuse as well to put the team's site in the place of the public one: it would lie where everyone looks.

    Raises:
        RefusedError: there is one.
    """
    own = _manifest(folder)
    if foreign := next(iter(sorted(name for name in _files(folder, known) if name not in own)), None):
        raise RefusedError(
            f"{shown / foreign} was not written by a build",
            hint="move it away, or build into another folder; nothing was changed",
        )
    if audience is Audience.INTERNAL and STATUS in own and BOARD not in own:
        raise RefusedError(
            f"{shown} holds the public site, and this would put the team's own in its place, where everyone looks",
            hint="build into another folder with --out, or remove this one first; nothing was changed",
        )


def write_manifest(folder: Path, files: Iterable[str]) -> None:
    """Write down which files a build has put into `folder`."""
    (folder / MANIFEST).write_text("".join(f"{name}\n" for name in sorted(files)), encoding="utf-8")


def _manifest(folder: Path) -> set[str]:
    try:
        return {MANIFEST, *(folder / MANIFEST).read_text(encoding="utf-8").splitlines()}
    except (OSError, UnicodeDecodeError):
        return set()


def _files(folder: Path, known: Folders) -> Iterator[str]:
    """Everything under a folder that is no folder, links to folders too, but for what lies in a known folder."""
    folders = [*dict.fromkeys(["", *known])] if folder.is_dir() else []
    while folders:
        prefix = folders.pop()
        stamp = site_stamp(f"{folder}/{prefix}")
        if stamp is None or stamp == known.get(prefix):
            continue
        with os.scandir(f"{folder}/{prefix}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if f"{prefix}{entry.name}/" not in known:
                        folders.append(f"{prefix}{entry.name}/")
                else:
                    yield prefix + entry.name


def _kept(root: Path) -> Iterator[Path]:
    yield from (root / name for name in (INCIDENTS, POSTMORTEMS, POLICIES, FOLDER, ".git"))
    if git := git_folder(root):
        yield from (git, shared_folder(git))


def _real(path: Path) -> Path:
    return path.resolve()


def _overlap(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)
