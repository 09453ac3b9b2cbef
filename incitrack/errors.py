"""The error tree: what is wrong, where it stands, what to do, and which exit status it leaves."""

from collections.abc import Sequence
from typing import NamedTuple


class Place(NamedTuple):
    """A spot in a file of the repository: `path` relative to its root, `line` and `column` from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class IncitrackError(Exception):
    """What stops a command: one sentence of what is wrong, a place if there is one, and what to do.

    The exit status belongs to the class; the command line prints the three parts, one line each.
    """

    exit_status = 1

    def __init__(self, message: str, *, place: Place | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint


class UsageError(IncitrackError):
    """What was typed cannot be meant: a value that is no word of its list, an ID that is not there."""

    exit_status = 2


class UnreadableError(IncitrackError):
    """A record or a policy could not be read."""

    exit_status = 3


class RefusedError(IncitrackError):
    """A rule of the lifecycle forbids it; the hint lists what is allowed."""

    exit_status = 4


class GitError(IncitrackError):
    """Git, the disk or a remote failed; the message says what was left behind."""

    exit_status = 5


class LeakError(IncitrackError):
    """A public site would show what is private; each of `leaks` says where, and never what."""

    def __init__(self, leaks: Sequence[str]) -> None:
        more = f", and {len(leaks) - 1:,} more" if len(leaks) > 1 else ""
        super().__init__(
            f"private text would be public: {leaks[0]}{more}",
            hint="take it out of the templates, or publish it in a record; the old site is as it was",
        )
        self.leaks = tuple(leaks)
