"""Whether what a failed commit said is a hook's, to be shown in full, or Git's own, of which a line is enough."""

import os
from pathlib import Path
from typing import Final

from incitrack.store.git import Answer
from incitrack.store.repository import Repository

_GITS_OWN: Final = ("fatal: ", "error: ", "warning: ", "hint:")
_DIED: Final = 128


def hook_spoke(repository: Repository, answer: Answer) -> bool:
    """Whether a hook may have spoken: there is one, and Git did not end by itself with its own words alone."""
    lines = [line for line in answer.said.splitlines() if line.strip()]
    if answer.status == _DIED and all(line.startswith(_GITS_OWN) for line in lines):
        return False
    return _has_hooks(repository)


def _has_hooks(repository: Repository) -> bool:
    git = repository.git
    written = git.run("rev-parse", "--git-path", "hooks").out
    folder = repository.root / Path(os.fsdecode(written.removesuffix(b"\n")))
    files = list(folder.iterdir()) if folder.is_dir() else []
    if any(file.suffix != ".sample" and os.access(file, os.X_OK) for file in files):
        return True
    return git.run("config", "--get-regexp", r"^hook\.").status == 0
