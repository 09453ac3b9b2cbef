"""Fetching and pushing: what a remote answers, which refusals are worth another try, and a limit of time."""

import os
import re
import sys
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from incitrack.errors import GitError, UsageError
from incitrack.printable import printable_line
from incitrack.store.git import TIMED_OUT, Answer
from incitrack.store.numbers import ANNOUNCED
from incitrack.store.porcelain import Porcelain
from incitrack.store.remote import Upstream

TIME_LIMIT: Final = 60.0
"""Seconds that one fetch or push may take, unless `git config incitrack.timeLimit` says otherwise."""

_SECONDS: Final = re.compile(r"[1-9][0-9]{0,5}")
_BEHIND: Final = ("fetch first", "non-fast-forward", "stale info", "needs force")
_LOCKED: Final = re.compile(
    r"cannot lock ref|unable to lock|failed to lock|failed to update ref|incorrect old value"
    r"|reference already exists|\.lock'?: File exists|shallow file has changed"
)
_NOT_LOCKED: Final = re.compile(
    r"[Pp]ermission denied|Read-only file system|No space left|[Qq]uota exceeded|cannot create|Not a directory"
)
"""Git calls it locking, too, where it cannot write a ref at all; waiting does not help there."""

_IN_BETWEEN: Final = "did not send all necessary objects"
"""Said also where another fetch or push of the same commits ends just then, as of a command that was killed."""

_CREDENTIALS: Final = re.compile(r"(?<=://)[^/@\s'\"]+@")
_NO_WORDS: Final = ("hint:", "To ", "error: failed to push some refs", "Everything up-to-date")


_QUOTED: Final = 320
"""Characters of a remote's words that are quoted; of more, whole lines from both ends."""


class RemoteRefusedError(GitError):
    """A remote refused or was not reached: what happened and what is left, its own words, and what to do."""


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
        answer = self._fetched(branch)
        if _IN_BETWEEN in answer.said:
            answer = self._fetched(branch)
        if answer.status == 0:
            return None
        if _is_locked(answer, answer.said):
            return words_of(answer.said)
        raise self._failed(answer, "could not be fetched from; everything here stays as it is")

    def _fetched(self, branch: str) -> Answer:
        # With the star a branch that is not there yet is no failure.
        wanted = [f"+refs/heads/{each}*:refs/remotes/{self.remote}/{each}*" for each in (branch, ANNOUNCED)]
        return self._run(
            *("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--"),
            self.remote,
            settings=[(f"remote.{self.remote}.fetch", each) for each in wanted],
        )

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

    @cached_property
    def time_limit(self) -> float:
        """Seconds that one fetch or push may take.

        Raises:
            UsageError: `incitrack.timeLimit` is configured, and is no number of seconds.
        """
        answer = self.porcelain.run("config", "--get", "incitrack.timeLimit")
        if answer.status != 0:
            return TIME_LIMIT
        limit = answer.out.decode(errors="replace").removesuffix("\n")
        if not _SECONDS.fullmatch(limit):
            raise UsageError(
                f"git config incitrack.timeLimit is “{printable_line(limit)}”, which is no number of seconds",
                hint="git config incitrack.timeLimit 120 sets it; git config --unset incitrack.timeLimit: 60",
            )
        return float(limit)

    def announced_since(self) -> frozenset[str]:
        """The branches of announced incidents that the remote has by now and had not at the last fetch.

        Without any where it does not answer: what is asked of it next will tell why.
        """
        known = self.porcelain.ask(
            "for-each-ref", "--format=%(refname)", f"refs/remotes/{self.remote}/{ANNOUNCED}"
        )
        seen = {ref.removeprefix(f"refs/remotes/{self.remote}/") for ref in _lines(known)}
        answer = self._run("ls-remote", "--quiet", "--", self.remote, f"refs/heads/{ANNOUNCED}*")
        there = {line.partition("\trefs/heads/")[2] for line in _lines(answer.out)}
        return frozenset(there - seen)

    def withdraw(self, commit: str, branch: str, *, what_stays: str) -> None:
        """Take a branch of the remote's away that we have just pushed, where it is still at our commit.

        Raises:
            RemoteRefusedError: it was refused; the branch is there, with a number that another record has too.
        """
        target = f"refs/heads/{branch}"
        answer = self._run(
            *("push", "--porcelain", "--recurse-submodules=no", f"--force-with-lease={target}:{commit}", "--"),
            *(self.remote, f":{target}"),
        )
        if answer.status != 0:
            shown = printable_line(branch)
            raise self._failed(answer, f"has another incident of the number of {shown}, and kept it; {what_stays}")

    def _run(self, command: str, *arguments: str, settings: Sequence[tuple[str, str]] = ()) -> Answer:
        return self.porcelain.run(
            command,
            *arguments,
            environment=with_settings([("gc.auto", "0"), ("maintenance.auto", "false"), *settings]),
            time_limit=self.time_limit,
        )

    def _failed(self, answer: Answer, what: str) -> RemoteRefusedError:
        who, reason, lines = printable_line(self.remote), _reason(answer), _lines_of(answer.said)
        if answer.status == TIMED_OUT:
            seconds = "1 second" if self.time_limit == 1 else f"{self.time_limit:g} seconds"
            so_far = f"; until then: {_quoted(lines[:-1])[0]}" if lines[:-1] else ""
            return RemoteRefusedError(
                f"{who} {what}\nthere was no answer within {seconds}{so_far}",
                hint="try again later: incitrack sync (git config incitrack.timeLimit SECONDS waits longer)",
            )
        quoted, is_whole = _quoted(lines)
        why = f" ({reason})" if reason and not any(reason in line for line in lines) else ""
        hint = "mend what it names, then: incitrack sync"
        return RemoteRefusedError(
            f"{who} {what}\nwhat was said{why}: {quoted}",
            hint=hint if is_whole else f"{hint} (git push shows all that is said)",
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
    return _quoted(_lines_of(said))[0]


def _lines_of(said: str) -> list[str]:
    """The lines of what was said that say something, each fit to print."""
    lines = (line.strip().removeprefix("remote:").strip() for line in _without_credentials(said).splitlines())
    return [printable_line(line) for line in lines if line and not line.startswith(_NO_WORDS)]


def _quoted(lines: list[str]) -> tuple[str, bool]:
    """The lines as a quotation on one line, and whether that is all of them."""
    if not lines:
        return "nothing", True
    first, between = lines[0][:_QUOTED], lines[1:]
    last: list[str] = []
    room = _QUOTED - len(first)
    while between and len(between[-1]) < room:  # how it ended tells more than what came in the middle
        room -= len(between[-1])
        last.insert(0, between.pop())
    is_whole = first == lines[0] and not between
    return f"“{' / '.join((first, *([] if is_whole else ['…']), *last))}”", is_whole


def _lines(out: bytes) -> list[str]:
    return out.decode(errors="surrogateescape").splitlines()


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
