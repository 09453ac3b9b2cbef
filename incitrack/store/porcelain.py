"""Runs Git through GitPython, for history and sync: fixed arguments, a guarded environment, and a time limit."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from incitrack.errors import GitError
from incitrack.store.git import OF_SOMEONE_ELSE, TIMED_OUT, Answer, brief, hint_in

if TYPE_CHECKING:
    from git import Git as GitCommand

_GRACE: Final = 1.0
_REFRESH: Final = "GIT_PYTHON_REFRESH"


class Porcelain:
    """Git in the folder `root`, by `repo.git.<command>` alone: GitPython's objects are never used.

    Every pathspec is literal. What comes from a person stands behind `--` or `--end-of-options`, never in front,
    and never as a keyword. `keep` names variables of Git's that the commands are to see all the same, such as
    those of the quarantine that a server's hook runs in.
    """

    def __init__(self, root: Path, *, keep: frozenset[str] = frozenset()) -> None:
        self.root = root
        self._hidden = OF_SOMEONE_ELSE - keep
        self._git: GitCommand | None = None

    def run(
        self,
        command: str,
        *arguments: str,
        given: bytes = b"",
        environment: Mapping[str, str] | None = None,
        time_limit: float | None = None,
    ) -> Answer:
        """Run a command, such as `rev-parse`, to its end; a failure is an answer too.

        It is ended after `time_limit` seconds, in order first, so that it removes its own locks; its status is
        `TIMED_OUT` then. An interruption (Ctrl-C) ends it in the same way.

        Raises:
            GitError: there is no Git on this machine, or the folder is gone.
        """
        process = self._started(command, arguments, environment or {})
        try:
            out, err = process.communicate(given, timeout=time_limit)
        except subprocess.TimeoutExpired:
            out, err = _ended(process)
            said = f"{err.decode(errors='replace')}\nfatal: no answer within {time_limit:g} seconds"
            return Answer(TIMED_OUT, out, said.lstrip("\n"))
        except BaseException:
            _ended(process)
            raise
        return Answer(process.returncode, out, err.decode(errors="replace"))

    def ask(self, command: str, *arguments: str, given: bytes = b"") -> bytes:
        """What a command that reads wrote to its standard output.

        Raises:
            GitError: it failed; the message is what Git said.
        """
        answer = self.run(command, *arguments, given=given, environment={"GIT_OPTIONAL_LOCKS": "0"})
        if answer.status != 0:
            raise GitError(f"git {command} failed: {brief(answer.said)}", hint=hint_in(answer.said))
        return answer.out

    def _started(
        self, command: str, arguments: tuple[str, ...], environment: Mapping[str, str]
    ) -> "subprocess.Popen[bytes]":
        git = self._git = self._git or _git_in(self.root)
        if not self.root.is_dir():  # GitPython would run it elsewhere
            raise GitError(f"git could not be started in {self.root}: there is no such folder")
        from git.exc import GitCommandNotFound

        call = getattr(git, command.replace("-", "_"))
        try:
            with _without(self._hidden):  # GitPython starts Git with whatever the environment holds
                started = call(*arguments, as_process=True, istream=subprocess.PIPE, env=dict(environment))
        except (GitCommandNotFound, OSError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else "it was not found"
            raise GitError(
                f"git could not be started in {self.root}: {reason}",
                hint="install Git 2.30 or later and see that it is on the PATH",
            ) from None
        # GitPython's wrapper passes everything on, and would end the process once it is out of sight.
        return cast("subprocess.Popen[bytes]", started)


def _git_in(root: Path) -> "GitCommand":
    known = os.environ.get(_REFRESH)
    os.environ[_REFRESH] = "quiet"  # where Git is missing, our own words say so
    try:
        from git import Git as GitCommand
    finally:
        if known is None:
            del os.environ[_REFRESH]
        else:
            os.environ[_REFRESH] = known
    git = GitCommand(root)
    git.set_persistent_git_options(literal_pathspecs=True)
    return git


@contextmanager
def _without(names: frozenset[str]) -> Iterator[None]:
    """The environment without these variables, while a process is started."""
    hidden = {name: os.environ.pop(name) for name in names if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(hidden)


def _ended(process: "subprocess.Popen[bytes]") -> tuple[bytes, bytes]:
    """End a process, kill it where it will not end; what it wrote, unless something that it started holds on."""
    for end in (process.terminate, process.kill):
        end()
        with suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=_GRACE)
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            with suppress(OSError):
                stream.close()
    return b"", b""
