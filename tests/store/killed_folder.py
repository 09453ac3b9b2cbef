"""A repository in which somebody has work under way, a writer is killed, and what must hold after the next one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from incitrack.changes.change import Change, FileEdit
from incitrack.store.commit import commit
from incitrack.store.lock import WritersLock
from incitrack.store.repository import find_repository
from incitrack.store.settle import settle_what_was_left
from tests.git_folder import GitFolder
from tests.store.conftest import RECORD

NEW = "incidents/2027/INC-2027-0001.md"
OTHER = "incidents/2026/INC-2026-0007.md"
OTHERS_WORK = [" M notes.md", "?? untracked.md", "A  staged.md"]


class Ended(NamedTuple):
    """How a process ended: its status, negative where a signal killed it, and what it said."""

    status: int
    out: str
    err: str


class KilledFolder(GitFolder):
    """RECORD holds `before`, OTHER is for the next writer, and other files are staged, modified and untracked."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        for path in (RECORD, OTHER, "notes.md"):
            self.write(path, "before\n")
        self.commit()
        self.write("notes.md", "mine\n")
        self.write("staged.md", "mine\n")
        self.git("add", "staged.md")
        self.write("untracked.md", "mine\n")
        self.begun = self.head

    def writer(self, path: str, number: int = 0, errno: int | None = None, **environment: str) -> Ended:
        """Run `killed_writer` on a file, in a group of its own."""
        words = [str(self.root), path, str(number), *([str(errno)] if errno else [])]
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.store.killed_writer", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            cwd=Path(__file__).parents[2],
            env=os.environ | environment,
        )
        out, err = process.communicate(timeout=60)
        return Ended(process.returncode, out, err)

    def next_writer(self, patience: float = 10.0) -> tuple[str, ...]:
        """Settle what is left, and commit a change of OTHER; what was said of what was found."""
        repository = find_repository(self.root)
        with WritersLock(repository):
            said = settle_what_was_left(repository, patience=patience)
            edit = FileEdit(OTHER, self.read(OTHER), self.read(OTHER) + "next\n")
            commit(repository, Change("INC-2026-0007", "update", (edit,)), lock_patience=0.3)
        return said

    def is_whole(self, path: str) -> bool:
        """Whether the killed commit stands: then it holds its file and nothing else, and otherwise nothing is left."""
        stands = self.committed(path) == "after\n"
        assert self.files_of() == [OTHER]
        assert self.commits == (3 if stands else 2)
        if stands:
            assert self.files_of("HEAD~1") == [path]
        else:
            assert self.committed(path) == (None if path == NEW else "before\n")
        assert sorted(self.status.splitlines()) == OTHERS_WORK
        assert (self.root / path).parent.exists() == (stands or path != NEW)
        self.assert_nothing_left()
        return stands

    def assert_nothing_left(self) -> None:
        """No lock, no temporary file and no note; what Git keeps is sound."""
        assert "error" not in self.git("fsck", "--no-dangling")
        own = self.root / ".git/incitrack"
        assert {file.name for file in own.iterdir()} <= {"writers.lock", "taken-back"}
        assert [*(self.root / ".git").rglob("*.lock")] == [own / "writers.lock"]
        assert [*(self.root / ".git").rglob("tmp_obj_*")] == []

    def committed(self, path: str) -> str | None:
        """A file as the last commit has it."""
        shown = subprocess.run(
            ["git", "show", f"HEAD:{path}"], cwd=self.root, capture_output=True, text=True, check=False
        )
        return shown.stdout if shown.returncode == 0 else None

    def copied(self, to: Path) -> "KilledFolder":
        """The same once more, to be killed otherwise."""
        shutil.copytree(self.root, to)
        copy = object.__new__(KilledFolder)
        copy.root, copy.begun = to, self.begun
        return copy
