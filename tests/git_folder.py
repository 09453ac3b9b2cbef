"""A real Git repository in a folder, for tests that write."""

import subprocess
from pathlib import Path


class GitFolder:
    """A work tree at `root`, and short ways to ask what Git sees in it."""

    def __init__(self, root: Path, *, init: bool = True) -> None:
        self.root = root
        if init:
            root.mkdir(parents=True, exist_ok=True)
            self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, given: str | None = None) -> str:
        """The output of a Git command that must succeed."""
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, input=given, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)
        return done.stdout

    def write(self, path: str, text: str) -> Path:
        """Write a file, its folders with it."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
        return file

    def read(self, path: str) -> str:
        """The text of a file, byte for byte."""
        return (self.root / path).read_bytes().decode()

    def commit(self, message: str = "as it is") -> str:
        """Commit everything; the new commit's hash."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.head

    def hook(self, name: str, script: str) -> Path:
        """Install a hook; `script` is what follows `#!/bin/sh`."""
        hooks = self.root / self.git("rev-parse", "--git-path", "hooks").strip()
        hooks.mkdir(exist_ok=True)
        file = hooks / name
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)
        return file

    @property
    def head(self) -> str:
        """The commit checked out."""
        return self.git("rev-parse", "HEAD").strip()

    @property
    def commits(self) -> int:
        """How many commits HEAD has behind it, itself included; 0 before the first."""
        done = subprocess.run(
            ["git", "rev-list", "--count", "HEAD"], cwd=self.root, capture_output=True, text=True, check=False
        )
        return int(done.stdout or 0)

    @property
    def message(self) -> str:
        """The message of the last commit, as its bytes say it."""
        return self.git("cat-file", "commit", "HEAD").partition("\n\n")[2]

    @property
    def status(self) -> str:
        """What `git status --porcelain` says: what is staged, modified and untracked."""
        return self.git("status", "--porcelain", "--untracked-files=all")

    @property
    def index(self) -> str:
        """Every entry of the index: mode, blob, stage and path; an intent to add shows as the empty blob."""
        return self.git("ls-files", "--stage")

    def files_of(self, commit: str = "HEAD") -> list[str]:
        """The paths that a commit changed."""
        return self.git("show", "--pretty=format:", "--name-only", "-z", commit).strip("\0\n").split("\0")
