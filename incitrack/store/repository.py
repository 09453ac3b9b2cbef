"""One Git repository as seen from one work tree: where its folders are."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from incitrack.errors import GitError
from incitrack.records.git_folder import looks_bare
from incitrack.store.git import Git


@dataclass(frozen=True)
class Repository:
    """`root` is the top of the work tree, `git_dir` its own Git folder, `common_dir` the one all trees share."""

    root: Path
    git_dir: Path
    common_dir: Path

    @cached_property
    def git(self) -> Git:
        """Git, run at the top of the work tree."""
        return Git(self.root)

    @property
    def own_folder(self) -> Path:
        """Where incitrack keeps what is never committed: its lock, its journal and its temporary files."""
        return self.common_dir / "incitrack"

    def shown(self, path: Path) -> str:
        """A file of the repository as a person knows it: from the top of the work tree, where it lies there."""
        return str(path.relative_to(self.root) if path.is_relative_to(self.root) else path)


def find_repository(root: Path) -> Repository:
    """The repository whose work tree has its top at `root`; also a linked work tree or a submodule.

    Read from the files, as gitrepository-layout(5) describes them: it costs no process.

    Raises:
        GitError: there is none, or it has no work tree.
    """
    mark = root / ".git"
    git_dir = mark
    try:
        if mark.is_file():
            written = mark.read_text().removeprefix("gitdir:").strip()
            git_dir = root / written
        if not (git_dir / "HEAD").exists():
            raise _not_a_repository(root)
        shared = git_dir / "commondir"
        common_dir = git_dir / shared.read_text().strip() if shared.exists() else git_dir
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text"
        raise GitError(f"{mark} cannot be read: {reason}") from None
    return Repository(root, git_dir, common_dir)


def _not_a_repository(root: Path) -> GitError:
    if any(looks_bare(folder) for folder in (root, *root.parents)):
        return GitError(
            f"{root} lies in a bare repository, which has no work tree; nothing was written",
            hint="clone it, and work in the clone",
        )
    return GitError(
        f"{root} is not in a Git repository; nothing was written",
        hint="run `git init` there, then `incitrack init`",
    )
