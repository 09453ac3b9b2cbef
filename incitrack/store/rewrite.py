"""Writes commits anew with other IDs in them: their files, names of files, and messages; authors stay."""

import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from incitrack.errors import GitError
from incitrack.records.mentions import mentions_any, moved_path, with_moved, with_own_lines_moved
from incitrack.store.git import brief
from incitrack.store.objects import read_objects
from incitrack.store.porcelain import Porcelain
from incitrack.store.remote_talk import with_settings
from incitrack.store.repository import Repository
from incitrack.store.unpushed import Unpushed

_REGULAR: Final = frozenset({"100644", "100755"})
_AUTHOR: Final = re.compile(rb"^author (.*?) ?<([^>\n]*)> ([0-9]+ [+-][0-9]{4})$", re.MULTILINE)
_ENCODING: Final = re.compile(rb"^encoding (\S+)$", re.MULTILINE)


def rewrite(repository: Repository, unpushed: Unpushed, moves: Mapping[str, str]) -> dict[str, str]:
    """The new commit of each that is not pushed, with every moved ID replaced; nothing of the clone moves.

    Lines that stood in what these commits are based on stay, and so do the names of files from there. Signing is
    as the person has it.

    Raises:
        GitError: Git failed, signing perhaps.
    """
    with tempfile.TemporaryDirectory(dir=repository.own_folder) as folder:
        return _Rewriting(repository, unpushed, moves, Path(folder)).every_commit()


class _Rewriting:
    def __init__(self, repository: Repository, unpushed: Unpushed, moves: Mapping[str, str], folder: Path) -> None:
        self.repository = repository
        self.unpushed = unpushed
        self.moves = moves
        self.porcelain = Porcelain(repository.root)
        self.index = {"GIT_INDEX_FILE": str(folder / "index")}
        self.touched = {each.path for each in unpushed.alterations}
        self.bases = [_files(self.porcelain, base, self.touched) for base in unpushed.bases]
        self.blobs: dict[tuple[str, str], str] = {}
        signing = self.porcelain.run("config", "--type=bool", "--get", "commit.gpgSign")
        self.sign = ("-S",) if signing.out.strip() == b"true" else ()

    def every_commit(self) -> dict[str, str]:
        done: dict[str, str] = {}
        for commit, parents in self.unpushed.parents.items():
            tree = self._tree(commit)
            content = self._read(commit)
            new_parents = [done.get(parent, parent) for parent in parents]
            unchanged = (
                tree is None and new_parents == list(parents) and not mentions_any(_message(content), self.moves)
            )
            done[commit] = (
                commit if unchanged else self._commit(content, tree or f"{commit}^{{tree}}", new_parents)
            )
        return done

    def _tree(self, commit: str) -> str | None:
        """The commit's new tree; None where it is as it was."""
        entries: list[str] = []
        for path, (mode, blob) in _files(self.porcelain, commit, self.touched).items():
            known = any(path in base for base in self.bases)
            new_path = path if known else moved_path(path, self.moves)
            new_blob = self._blob(path, blob) if mode in _REGULAR else blob
            if (new_path, new_blob) != (path, blob):
                entries += [f"0 {'0' * len(blob)}\t{path}\0", f"{mode} {new_blob}\t{new_path}\0"]
        if not entries:
            return None
        self._in_index("read-tree", commit)
        self._in_index("update-index", "-z", "--index-info", given="".join(entries))
        return self._in_index("write-tree")

    def _blob(self, path: str, blob: str) -> str:
        if (path, blob) not in self.blobs:
            content = self._read(blob)
            earlier = [self._read(base[path][1]) for base in self.bases if path in base]
            moved = with_own_lines_moved(content, earlier, self.moves)
            self.blobs[path, blob] = (
                blob
                if moved == content
                else self.porcelain.ask("hash-object", "-w", "--stdin", "--no-filters", given=moved)
                .decode()
                .strip()
            )
        return self.blobs[path, blob]

    def _commit(self, content: bytes, tree: str, parents: list[str]) -> str:
        header, message = content.partition(b"\n\n")[0], with_moved(_message(content), self.moves)
        author, encoding = _AUTHOR.search(header), _ENCODING.search(header)
        if author is None:
            raise GitError("a commit of yours has no author that Git can read; nothing was changed")
        name, email, date = (os.fsdecode(each) for each in author.groups())
        settings = {"i18n.commitEncoding": encoding[1].decode()} if encoding else {}
        answer = self.porcelain.run(
            *(
                "commit-tree",
                *self.sign,
                *(word for parent in parents for word in ("-p", parent)),
                "-F",
                "-",
                tree,
            ),
            given=message,
            environment={
                **with_settings(list(settings.items())),
                "GIT_AUTHOR_NAME": name,
                "GIT_AUTHOR_EMAIL": email,
                "GIT_AUTHOR_DATE": f"@{date}",
            },
        )
        if answer.status != 0:
            raise GitError(f"a commit could not be written anew: {brief(answer.said)}; nothing was changed")
        return answer.out.decode().strip()

    def _in_index(self, command: str, *arguments: str, given: str = "") -> str:
        answer = self.porcelain.run(
            command, *arguments, given=given.encode(errors="surrogateescape"), environment=self.index
        )
        if answer.status != 0:
            raise GitError(f"git {command} failed: {brief(answer.said)}; nothing was changed")
        return answer.out.decode().strip()

    def _read(self, name: str) -> bytes:
        return next(content for _, content in read_objects(self.repository.git, [name]))


def _message(content: bytes) -> bytes:
    return content.partition(b"\n\n")[2]


def _files(porcelain: Porcelain, commit: str, paths: set[str]) -> dict[str, tuple[str, str]]:
    """Mode and blob of those of the paths that a commit has."""
    listed = porcelain.ask("ls-tree", "-r", "-z", "--full-tree", commit).decode(errors="surrogateescape")
    found = {}
    for line in listed.split("\0")[:-1]:
        about, _, path = line.partition("\t")
        if path in paths:
            mode, _, blob = about.split()
            found[path] = (mode, blob)
    return found
