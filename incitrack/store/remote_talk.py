"""Fetching and pushing: what a remote answers, which refusals are worth another try, and a limit of time."""

import os
import re
import sys
from collections.abc import Sequence
from typing import Final

from incitrack.errors import GitError
from incitrack.printable import printable_line
from incitrack.store.git import Answer
from incitrack.store.numbers import ANNOUNCED
from incitrack.store.porcelain import TIMED_OUT, Porcelain
from incitrack.store.remote import Upstream

TIME_LIMIT: Final = 60.0
"""Seconds that one fetch or push may take, unless `git config incitrack.timeLimit` says otherwise."""

_BEHIND: Final = ("fetch first", "non-fast-forward", "stale info", "needs force")
_LOCKED: Final = re.compile(
    r"cannot lock ref|unable to lock|failed to lock|failed to update ref|incorrect old value"
    r"|reference already exists|\.lock'?: File exists|shallow file has changed"
)
_NOT_LOCKED: Final = re.compile(
    r"[Pp]ermission denied|Read-only file system|No space left|[Qq]uota exceeded|cannot create|Not a directory"
)
"""Git calls it locking, too, where it cannot write a ref at all; waiting does not help there."""

_CREDENTIALS: Final = re.compile(r"(?<=://)[^/@\s'\"]+@")
_NO_WORDS: Final = ("hint:", "To ", "error: failed to push some refs", "Everything up-to-date")


class RemoteRefusedError(GitError):
    """A remote refused or was not reached; `said` is all that it and Git said, where that is more than a line."""

    def __init__(self, message: str, *, hint: str, said: str) -> None:
        super().__init__(message, hint=hint)
        self.said = said


class RemoteTalk:
    """The conversation with one remote."""

    def __init__(self, porcelain: Porcelain, remote: str) -> None:
        self.porcelain = porcelain
        self.remote = remote

    def fetch(self, branch: str) -> str | None:
        """Bring what the remote has: this branch and those of announced incidents also where a clone is narrow.

        None where it is done, else why another try is worth while: a lock.

        Raises:
            RemoteRefusedError: there was no answer, or a refusal, in the remote's own words.
        """
        # With the star a branch that is not there yet is no failure.
        wanted = (f"+refs/heads/{each}*:refs/remotes/{self.remote}/{each}*" for each in (branch, ANNOUNCED))
        answer = self._run(
            *("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--"),
            self.remote,
            settings=[(f"remote.{self.remote}.fetch", each) for each in wanted],
        )
        if answer.status == 0:
            return None
        if _is_locked(answer, answer.said):
            return words_of(answer.said)
        raise self._failed(answer, "could not be fetched from")

    def push(self, commit: str, branch: str, *, what_stays: str, only_new: bool = False) -> str | None:
        """Push a commit to a branch of the remote's, with `only_new` to one that must not be there yet.

        None where it is done, else why another try is worth while: the branch has moved on, or a lock.

        Raises:
            RemoteRefusedError: any other refusal, in the remote's own words; `what_stays` says what was left.
        """
        target = f"refs/heads/{branch}"
        lease = (f"--force-with-lease={target}:",) if only_new else ()
        answer = self._run(
            *("push", "--porcelain", "--no-follow-tags", "--recurse-submodules=no", *lease, "--"),
            *(self.remote, f"{commit}:{target}"),
        )
        if answer.status == 0:
            return None
        reason = _reason(answer)
        if reason in _BEHIND or _is_locked(answer, f"{reason}\n{answer.said}"):
            return reason or words_of(answer.said)
        raise self._failed(answer, f"did not take {printable_line(branch)}; {what_stays}")

    def _run(self, command: str, *arguments: str, settings: Sequence[tuple[str, str]] = ()) -> Answer:
        limit = self.porcelain.run("config", "--get", "incitrack.timeLimit").out.decode(errors="replace").strip()
        return self.porcelain.run(
            command,
            *arguments,
            environment=with_settings([("gc.auto", "0"), ("maintenance.auto", "false"), *settings]),
            time_limit=float(limit) if limit.isdecimal() and int(limit) else TIME_LIMIT,
        )

    def _failed(self, answer: Answer, what: str) -> RemoteRefusedError:
        reason = _reason(answer)
        words = words_of(answer.said)
        told = f"{words} ({reason})" if reason and reason not in words else words
        hint = "mend what it names, then: incitrack sync"
        if answer.status == TIMED_OUT:
            hint = "try again later: incitrack sync (git config incitrack.timeLimit SECONDS waits longer)"
        return RemoteRefusedError(
            f"{printable_line(self.remote)} {what}\n{told}",
            hint=hint,
            said=_without_credentials(answer.said) if len(told) > 300 else "",
        )


def with_settings(settings: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Variables that give Git these settings for one command, behind those that the environment gives already."""
    start = os.environ.get("GIT_CONFIG_COUNT", "")
    first = int(start) if start.isdecimal() else 0
    variables = {"GIT_CONFIG_COUNT": str(first + len(settings)), "LANGUAGE": "en"}
    for number, (key, value) in enumerate(settings, start=first):
        variables |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    if not sys.stdin or not sys.stdin.isatty():
        variables["GIT_TERMINAL_PROMPT"] = "0"  # nobody is there to answer
    return variables


def upstream_is_set(porcelain: Porcelain, upstream: Upstream) -> None:
    """Remember where the branch goes, as `git push --set-upstream` does."""
    for key, value in (("remote", upstream.remote), ("merge", f"refs/heads/{upstream.branch}")):
        porcelain.ask("config", f"branch.{upstream.local}.{key}", value)


def words_of(said: str) -> str:
    """What was said, on one line, in the remote's own words: without hints and without what Git adds."""
    lines = [line.strip().removeprefix("remote:").strip() for line in said.splitlines()]
    lines = [line for line in lines if line and not line.startswith(_NO_WORDS)] or ["it gave no reason"]
    return printable_line(_without_credentials("; ".join(lines)))


def _is_locked(answer: Answer, said: str) -> bool:
    return answer.status != TIMED_OUT and bool(_LOCKED.search(said)) and not _NOT_LOCKED.search(said)


def _reason(answer: Answer) -> str:
    """The reason in brackets behind a ref that was not pushed: `fetch first`, `pre-receive hook declined`."""
    for line in answer.out.decode(errors="replace").splitlines():
        if line.startswith("!"):
            return printable_line(line.rpartition("] (")[2].rstrip(")")) if "] (" in line else ""
    return ""


def _without_credentials(text: str) -> str:
    return _CREDENTIALS.sub("", text)
