"""A bare repository and clones of it, for tests of what goes over a remote."""

import subprocess
from pathlib import Path

from tests.builders import incident_text
from tests.cli.records_repository import RecordsRepository
from tests.git_folder import GitFolder

ATTRIBUTES = "incidents/**/*.md merge=incitrack\npostmortems/**/*.md merge=incitrack\n"


class Bare(GitFolder):
    """A bare repository that others push to."""

    def __init__(self, root: Path) -> None:
        super().__init__(root, init=False)
        root.mkdir(parents=True)
        self.git("init", "--quiet", "--bare", "--initial-branch=main")

    def file(self, path: str, branch: str = "main") -> str:
        """The text of a file on a branch."""
        return self.git("cat-file", "blob", f"{branch}:{path}")

    def log(self, branch: str = "main") -> list[str]:
        """The subjects of the commits, the newest first."""
        return self.git("log", "--format=%s", branch).splitlines()


class Clone(RecordsRepository):
    """A clone, with the program at hand."""

    def __init__(self, remote: Path | str, root: Path, *options: str) -> None:
        GitFolder.__init__(self, root, init=False)
        done = subprocess.run(
            ["git", "clone", "--quiet", *options, str(remote), str(root)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    @property
    def is_whole(self) -> bool:
        """Whether nothing of Git's or of ours is under way or left over here."""
        return not self.left_over

    @property
    def left_over(self) -> list[str]:
        """What of Git's or of ours is under way or was left over here."""
        left = [self.root / ".git" / name for name in ("rebase-merge", "rebase-apply", "MERGE_HEAD", "worktrees")]
        left += [self.root / ".git" / "incitrack" / "sync", *(self.root / ".git").glob("*.lock")]
        return [path.name for path in left if path.exists()]

    def records(self) -> list[str]:
        """The IDs of the records in the work tree."""
        return sorted(path.stem for path in (self.root / "incidents").rglob("INC-*.md"))


class Team:
    """A remote with INC-2026-0042 on main, and as many clones of it as are asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.remote = Bare(folder / "remote.git")
        seed = RecordsRepository(folder / "seed", records=[incident_text()], files={".gitattributes": ATTRIBUTES})
        seed.git("remote", "add", "origin", str(self.remote.root))
        seed.git("push", "--quiet", "origin", "main")

    def clone(self, name: str, *options: str) -> Clone:
        """One more clone."""
        return Clone(self.remote.root, self.folder / name, *options)
