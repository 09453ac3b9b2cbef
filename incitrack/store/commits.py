"""Commits as the log tells them: who wrote them, when, from what, and how far each is signed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple

from incitrack.store.git import Git
from incitrack.store.porcelain import Porcelain

Asks = Git | Porcelain
"""What reads: the quick runner, or GitPython, which takes a moment to load."""

_FIELDS: Final = ("%H", "%P", "%an", "%ae", "%at", "%s")
_PLAIN: Final = ("--no-color", "--no-decorate", "--no-show-signature", "--no-notes", "--encoding=UTF-8")


class Commit(NamedTuple):
    """A commit: its full hash and its parents', its author, the author's date in UTC, and its subject."""

    hash: str
    parents: tuple[str, ...]
    author: str
    email: str
    at: datetime
    subject: str


def read_commits(
    git: Asks,
    tips: Sequence[str],
    *,
    without: Sequence[str] = (),
    path: str | None = None,
    since: datetime | None = None,
) -> list[Commit]:
    """The commits that lead to `tips` and not to `without`, all hashes: the oldest first, none before its parents.

    With a `path`, those in which the file differs from that of a parent; the parents are the real ones.
    What was committed before `since` is left out.
    """
    # A path that is given twice is not followed over renames where `log.follow` is set, which would hide commits.
    within = () if path is None else ("--full-history", "--", path, path)
    age = () if since is None else (f"--max-age={max(0, int(since.timestamp()))}",)
    revisions = (*age, *tips, *(f"^{each}" for each in without))
    told = git.ask(
        "log", "-z", "--reverse", "--date-order", "--no-patch", *_PLAIN, _form(_FIELDS), *revisions, *within
    )
    return [_commit(fields) for fields in _records(told, len(_FIELDS))]


def signatures(git: Asks, commits: Iterable[str]) -> dict[str, str]:
    """How far each commit is signed, in the letters of Git's `%G?`: N for none, G for a good signature."""
    wanted = "".join(f"{each}\n" for each in dict.fromkeys(commits))
    if not wanted:
        return {}
    told = git.ask("log", "-z", "--no-walk", "--stdin", *_PLAIN, _form(("%H", "%G?")), given=wanted.encode())
    return dict(_pair(fields) for fields in _records(told, 2))


def _form(fields: Sequence[str]) -> str:
    return f"--format=tformat:{'%x00'.join(fields)}"


def _records(told: bytes, width: int) -> Iterator[list[str]]:
    fields = told.decode(errors="replace").split("\0")[:-1]
    for start in range(0, len(fields), width):
        yield fields[start : start + width]


def _pair(fields: list[str]) -> tuple[str, str]:
    return fields[0], fields[1]


def _commit(fields: list[str]) -> Commit:
    name, parents, author, email, at, subject = fields
    return Commit(name, tuple(parents.split()), author, email, _moment(at), subject)


def _moment(seconds: str) -> datetime:
    """A date as Git has it; one beyond the calendar, which a hostile commit may hold, is the nearest within."""
    try:
        return datetime.fromtimestamp(int(seconds or 0), UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.max.replace(microsecond=0, tzinfo=UTC)
