"""Git's own merge of three texts, for what nobody can merge by meaning."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from incitrack.errors import GitError
from incitrack.merging.pieces import Marks
from incitrack.store.git import Git, brief

_LOOKED_AT: Final = 8000
"""Git takes for binary what has a NUL in its first so many bytes."""


@dataclass(frozen=True)
class GitTextMerge:
    """`git merge-file`, with the configuration of the repository that `folder` lies in."""

    folder: Path

    def shows_base(self) -> bool:
        """Whether conflicts are to show what was there before, by Git's configuration."""
        answer = Git(self.folder).run("config", "--get", "merge.conflictStyle")
        return answer.out.decode(errors="replace").strip() in {"diff3", "zdiff3"}

    def __call__(self, base: bytes, ours: bytes, theirs: bytes, marks: Marks) -> tuple[bytes, bool]:
        """The merged text, with Git's markers where the sides conflict, and whether it is clean.

        What Git does not take for text stays ours, and is not clean, as in Git's own merges.

        Raises:
            GitError: there is no Git on this machine, or no room for its files.
        """
        if any(b"\0" in content[:_LOOKED_AT] for content in (base, ours, theirs)):
            return ours, False
        labels = [word for label in (marks.ours, marks.base, marks.theirs) for word in ("-L", label)]
        try:
            with tempfile.TemporaryDirectory(prefix="incitrack-") as scratch:
                files = [Path(scratch) / name for name in ("ours", "base", "theirs")]
                for file, content in zip(files, (ours, base, theirs), strict=True):
                    file.write_bytes(content)
                answer = Git(self.folder).run(
                    "merge-file", "--stdout", f"--marker-size={marks.size}", *labels, "--", *map(str, files)
                )
        except OSError as error:
            raise GitError(f"{tempfile.gettempdir()} cannot be written: {error.strerror}") from None
        if answer.status >= 128:
            raise GitError(f"git merge-file failed: {brief(answer.said)}")
        return answer.out, answer.status == 0
