"""What a Git folder says of itself in plain files: the address of `origin` and the branch; no Git needed."""

import re
from pathlib import Path
from typing import Final

_SECTION: Final = re.compile(r'\s*\[\s*remote\s+"origin"\s*\]', re.IGNORECASE)
_URL: Final = re.compile(r"\s*url\s*=\s*\"?([^\s\"#;]+)", re.IGNORECASE)
_BRANCH: Final = re.compile(r"ref: refs/(?:heads|remotes/origin)/([\w./-]+)\s*")
_LARGEST: Final = 1_000_000


def git_folder(root: Path) -> Path | None:
    """The Git folder of the work tree at `root`, also where it is a linked work tree; None where there is none."""
    git = root / ".git"
    if git.is_dir():
        return git
    pointer = _read(git)
    if not pointer.startswith("gitdir:"):
        return None
    target = root / pointer.removeprefix("gitdir:").strip()
    return target if target.is_dir() else None


def looks_bare(folder: Path) -> bool:
    """Whether a folder is itself what Git keeps a repository in, as a bare one is."""
    return (folder / "HEAD").is_file() and (folder / "objects").is_dir() and (folder / "refs").is_dir()


def origin_address(git: Path) -> str | None:
    """The address of the remote `origin`, as the repository's configuration has it."""
    inside = False
    for line in _read(shared_folder(git) / "config").splitlines():
        if line.lstrip().startswith("["):
            inside = _SECTION.match(line) is not None
        elif inside and (found := _URL.match(line)):
            return found[1]
    return None


def main_branch(git: Path) -> str:
    """The branch that `origin` calls its own, else the one checked out, else `HEAD`."""
    for file in (shared_folder(git) / "refs/remotes/origin/HEAD", git / "HEAD"):
        if found := _BRANCH.fullmatch(_read(file)):
            return found[1]
    return "HEAD"


def shared_folder(git: Path) -> Path:
    """Where the work trees of one repository keep what they share."""
    common = _read(git / "commondir").strip()
    return git / common if common else git


def _read(file: Path) -> str:
    try:
        with file.open(encoding="utf-8", errors="replace") as opened:
            return opened.read(_LARGEST)
    except OSError:
        return ""
