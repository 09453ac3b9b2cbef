"""A repository with the merge driver, two branches of one record, and what Git makes of them."""

import subprocess
import sys
from pathlib import Path

from incitrack.store.merge_driver_config import install_driver
from incitrack.store.repository import find_repository
from tests.git_folder import GitFolder

RECORD = "incidents/2026/INC-2026-0042.md"
POSTMORTEM = "postmortems/2026/INC-2026-0042.md"


class Branches(GitFolder):
    """`main` holds a base; `ours` and `theirs` are commits on top of it, main being at ours."""

    def __init__(self, root: Path, base: str | bytes | None, *, path: str = RECORD) -> None:
        super().__init__(root)
        self.path = path
        install_driver(find_repository(self.root))
        self.write(".gitattributes", "incidents/**/*.md merge=incitrack\npostmortems/**/*.md merge=incitrack\n")
        self._put(base)
        self.commit("base")

    def side(self, branch: str, *texts: str | bytes) -> None:
        """A branch from main with a commit for each text of the record."""
        self.git("checkout", "--quiet", "-b", branch, "main")
        for number, text in enumerate(texts):
            self._put(text)
            self.commit(f"{branch} {number}")
        self.git("checkout", "--quiet", "main")

    def tried(self, *arguments: str) -> int:
        """The exit status of a Git command that may fail."""
        done = subprocess.run(["git", *arguments], cwd=self.root, capture_output=True, check=False, text=True)
        sys.stderr.write(done.stdout + done.stderr)
        return done.returncode

    @property
    def merged(self) -> str:
        """The record as it lies in the work tree."""
        return self.read(self.path)

    @property
    def unmerged(self) -> list[str]:
        """The paths that Git holds for unmerged."""
        return sorted({line.split("\t")[1] for line in self.git("ls-files", "--unmerged").splitlines()})

    def _put(self, text: str | bytes | None) -> None:
        if text is not None:
            file = self.root / self.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode() if isinstance(text, str) else text)
