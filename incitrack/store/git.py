"""Runs `git` in one folder: fixed arguments, an environment of its own, and what Git said."""

import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import Final, NamedTuple

from incitrack.errors import GitError

OF_SOMEONE_ELSE: Final = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_DIR",
        "GIT_GLOB_PATHSPECS",
        "GIT_GRAFT_FILE",
        "GIT_ICASE_PATHSPECS",
        "GIT_IMPLICIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_LITERAL_PATHSPECS",
        "GIT_NAMESPACE",
        "GIT_NOGLOB_PATHSPECS",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_QUARANTINE_PATH",
        "GIT_SHALLOW_FILE",
        "GIT_WORK_TREE",
    }
)
"""A hook is started with these set for the commit that it belongs to; they would send our own commands to that
commit's index, or to another repository. Configuration (`GIT_CONFIG_…`) and identity stay."""

TIMED_OUT: Final = 124
"""The status of a command that was ended because its time was over, as timeout(1) has it."""

_GRACE: Final = 5.0
_LOCK: Final = re.compile(r"(/[^\n'\"]*?\.lock)(?![A-Za-z0-9_.-])")


class Answer(NamedTuple):
    """What a Git command left: its exit status, its standard output, and its standard error as text."""

    status: int
    out: bytes
    said: str

    @property
    def held_lock(self) -> Path | None:
        """The lock of Git's that was in the way, where that is why the command failed."""
        if self.status == 0:
            return None
        return next((Path(found) for found in _LOCK.findall(self.said)), None)


class Git:
    """Git in the folder `root`. Every pathspec is literal; what comes from a person stands after `--`.

    `keep` names variables of Git's that the commands are to see although they are someone else's, such as those of
    the quarantine that a server's hook runs in.
    """

    def __init__(self, root: Path, *, keep: frozenset[str] = frozenset()) -> None:
        self.root = root
        hidden = OF_SOMEONE_ELSE - keep
        self._environment = {k: v for k, v in os.environ.items() if k not in hidden}
        self._passed_on: tuple[int, ...] = ()

    @contextmanager
    def passing_on(self, descriptor: int) -> Iterator[None]:
        """Have what is started meanwhile, hooks included, hold this open file too, and with it a lock on it."""
        before, self._passed_on = self._passed_on, (descriptor,)
        try:
            yield
        finally:
            self._passed_on = before

    def run(self, *arguments: str, given: bytes = b"", time_limit: float | None = None) -> Answer:
        """Run it to its end with `given` on its standard input; a failure is an answer too.

        It is ended after `time_limit` seconds, in order first, so that it removes its own locks; its status is
        `TIMED_OUT` then. An interruption (Ctrl-C) ends it in the same way.

        Raises:
            GitError: there is no Git on this machine, or the folder is gone.
        """
        with self._started(arguments) as process:
            try:
                out, err = process.communicate(given, timeout=time_limit)
            except subprocess.TimeoutExpired as over:
                said = (over.stderr or b"").decode(errors="replace")
                if process.poll() is not None:  # what a hook left running still holds its end of the pipes
                    return Answer(process.returncode, over.output or b"", said)
                _end(process)
                return Answer(TIMED_OUT, b"", f"{said}fatal: no answer within {time_limit:g} seconds")
            except BaseException:
                _end(process)
                raise
        return Answer(process.returncode, out, err.decode(errors="replace"))

    def _started(self, arguments: tuple[str, ...]) -> "subprocess.Popen[bytes]":
        try:
            return subprocess.Popen(
                ("git", "--literal-pathspecs", *arguments),
                cwd=self.root,
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                pass_fds=self._passed_on,
            )
        except OSError as error:
            raise GitError(
                f"git could not be started in {self.root}: {error.strerror}",
                hint="install Git 2.30 or later and see that it is on the PATH",
            ) from None

    def begin(self, *arguments: str) -> "Begun":
        """Let a command that reads, and says little, do its work while ours goes on.

        Raises:
            GitError: as `run`.
        """
        return Begun(self._started(("--no-optional-locks", *arguments)), arguments[0])

    def ask(self, *arguments: str, given: bytes = b"") -> bytes:
        """What a command that reads wrote to its standard output.

        Raises:
            GitError: it failed; the message is what Git said.
        """
        return _told(arguments[0], self.run("--no-optional-locks", *arguments, given=given))

    def run_when_unlocked(
        self, *arguments: str, given: bytes = b"", patience: float = 10.0, time_limit: float | None = None
    ) -> Answer:
        """Like `run`, tried again for about `patience` seconds while a lock of Git's is in the way."""
        give_up = time.monotonic() + patience
        while True:
            answer = self.run(*arguments, given=given, time_limit=time_limit)
            if answer.held_lock is None or time.monotonic() > give_up:
                return answer
            time.sleep(0.05)


class Begun:
    """A command that reads, under way: what it says is heard once, by whoever needs it first."""

    def __init__(self, process: "subprocess.Popen[bytes]", command: str) -> None:
        self._process = process
        self._command = command

    @cached_property
    def answer(self) -> Answer:
        """What it left, waited for."""
        with self._process as process:
            out, err = process.communicate()
        return Answer(process.returncode, out, err.decode(errors="replace"))

    def close(self) -> None:
        """Let it come to its end, where nobody has asked for its answer."""
        _ = self.answer

    def ask(self) -> bytes:
        """What it wrote to its standard output.

        Raises:
            GitError: it failed; the message is what Git said.
        """
        return _told(self._command, self.answer)


def _told(command: str, answer: Answer) -> bytes:
    if answer.status != 0:
        raise GitError(f"git {command} failed: {brief(answer.said)}", hint=hint_in(answer.said))
    return answer.out


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE)
    process.kill()


def brief(said: str) -> str:
    """What is wrong, on one line: the `fatal:` or `error:` line of Git's words, else what stands before hints."""
    lines = [line.strip() for line in said.splitlines() if line.strip()] or ["no reason given"]
    told = next((line for line in lines if line.startswith(("fatal:", "error:"))), None)
    if told is None:
        return " ".join(takewhile(lambda line: not line.startswith("hint:"), lines)) or lines[0]
    return told.removeprefix("fatal: ").removeprefix("error: ")


def hint_in(said: str) -> str | None:
    """The command that Git itself offers as the way out, where it offers one."""
    offered = (line.strip() for line in said.splitlines() if line.startswith(("\t", "  ")))
    return next((line for line in offered if line.startswith("git ")), None)
