"""What stopped a rebase or a merge, in the words of records: which record, and which field or section of it."""

import re
import shlex
from pathlib import PurePosixPath
from typing import Final

from incitrack.errors import GitError
from incitrack.model.settings import SyncMode
from incitrack.printable import printable_line
from incitrack.records.places import id_of_path
from incitrack.store import work_tree
from incitrack.store.porcelain import Porcelain
from incitrack.store.repository import find_repository

_KEY: Final = re.compile(r"(?:- )?([A-Za-z][A-Za-z0-9_-]*):(?:\s|$)")
_ACTION: Final = re.compile(r"\*{0,2}(A[0-9]+)\b")


class SyncConflictError(GitError):
    """Both sides changed the same thing differently; nothing was changed here."""


def conflict_in(porcelain: Porcelain, *, name: str, mode: SyncMode) -> SyncConflictError | None:
    """What is in conflict in that work tree; None where nothing is, so that something else went wrong."""
    listed = porcelain.ask("diff", "--name-only", "--diff-filter=U", "--no-renames", "-z")
    paths = [path for path in listed.decode(errors="surrogateescape").split("\0") if path]
    if not paths:
        return None
    repository = find_repository(porcelain.root)
    what = "; ".join(_described(path, work_tree.read_bytes(repository, path)) for path in paths[:3])
    more = f" and {len(paths) - 3} more files" if len(paths) > 3 else ""
    shown = " ".join(for_a_shell(path) for path in paths[:3])
    begin, end = (
        ("git rebase", "git rebase --continue") if mode is SyncMode.REBASE else ("git merge", "git commit")
    )
    return SyncConflictError(
        f"you and {name} changed the same thing differently: {printable_line(what)}{more}\n"
        "everything here is as it was, and nothing was pushed",
        hint=f"{begin} {for_a_shell(name)}, settle what is marked, git add {shown}, {end}, incitrack sync",
    )


def for_a_shell(name: str) -> str:
    """A name as a shell takes it, in quotes where it needs them, and safe to print."""
    return shlex.quote(printable_line(name))


def _described(path: str, content: bytes | None) -> str:
    fields = [] if content is None else fields_in_conflict(content.decode(errors="replace"))
    record = id_of_path(path)
    if record is not None and PurePosixPath(path).parts[0] == "postmortems":
        record = f"the postmortem of {record}"
    who = record or for_a_shell(path)
    if not fields:
        return f"{who}, which only one side still has" if content is None else who
    return f"{', '.join(fields)} of {who}"


def fields_in_conflict(text: str) -> list[str]:
    """The fields, action items and sections that stand between Git's conflict markers, in their order."""
    found: list[str] = []
    section, parent, inside, fences = "", "", False, 0
    named: list[str] = []
    for line in text.splitlines():
        if line.startswith("<<<<<<<"):
            inside, named = True, []
        elif inside and line.startswith(">>>>>>>"):
            inside = False
            found += named or [section or parent or "the text"]
        elif inside:
            named += _names(line, in_front_matter=fences == 1, parent=parent)
        elif line.rstrip() == "---" and fences < 2:
            fences += 1
        elif fences == 1 and (key := _KEY.match(line)):
            parent = key[1]
        elif line.startswith("## "):
            section = line.removeprefix("## ").strip()
    return list(dict.fromkeys(found))


def _names(line: str, *, in_front_matter: bool, parent: str) -> list[str]:
    if in_front_matter:
        key = _KEY.match(line.strip())
        if key is None:
            return []
        return [f"{parent}.{key[1]}" if line.startswith(" ") else key[1]]
    item = _ACTION.match(line.removeprefix("- "))
    return [item[1]] if item else []
