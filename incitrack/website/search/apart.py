"""Work in a process of its own, which knows what this one knows, and gives its memory back when it is done."""

import gc
import os
import pickle
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final, Generic, NoReturn, TypeVar

import incitrack
from incitrack.website.search.engine import EngineError

S = TypeVar("S")
T = TypeVar("T")

_GO_ON: Final = (
    "import sys; sys.path[:] = {path!r}; from incitrack.website.search.apart import go_on; go_on({handle})"
)


class Apart(Generic[S, T]):
    """Work that has begun: `first`, and `then` with what that gave. Both know how to be pickled.

    Where `afresh` says so of what is left, a new program does it in the same process, and holds nothing but that.
    Where processes cannot be forked, all is done here when the result is asked for.
    """

    def __init__(self, first: Callable[[], S], then: Callable[[S], T], afresh: Callable[[S], bool]) -> None:
        self._work = first, then
        self.process: Any = None
        if hasattr(os, "fork"):
            context = get_context("fork")
            self._receiver, sender = context.Pipe(duplex=False)
            self.process = context.Process(target=_begin, args=(first, then, afresh, sender))
            self.process.start()
            sender.close()

    def result(self) -> T:
        """Wait for it.

        Raises:
            EngineError, OSError: as the work raised it; also where the process was killed.
        """
        if self.process is None:
            first, then = self._work
            return then(first())
        try:
            done, found = self._receiver.recv()
        except EOFError:
            done, found = False, EngineError("the process that indexes ended unexpectedly")
        self.process.join()
        if not done:
            raise found
        result: T = found
        return result

    def stop(self) -> None:
        """End it; to stop what has finished does nothing."""
        if self.process is not None and self.process.is_alive():
            self.process.terminate()
            self.process.join()


def _begin(
    first: Callable[[], S], then: Callable[[S], T], afresh: Callable[[S], bool], sender: Connection
) -> None:
    gc.freeze()  # or collecting garbage would touch, and so copy, all that is shared

    def work() -> T:
        left = first()
        if sys.executable and afresh(left):
            _become(then, left, sender)
        return then(left)

    _say(work, sender)


def _become(then: Callable[[S], T], left: S, sender: Connection) -> NoReturn:
    """Go on as a new program, which is given what is left as its input and says the result to `sender`."""
    with tempfile.TemporaryFile() as given:
        pickle.dump((then, left), given)
        given.seek(0)
        os.dup2(given.fileno(), 0)
    os.set_inheritable(sender.fileno(), True)
    path = [str(Path(incitrack.__file__).parents[1]), *sys.path]
    code = _GO_ON.format(path=path, handle=sender.fileno())
    os.execv(sys.executable, [sys.executable, "-I", "-S", "-c", code])  # noqa: S606 - our own interpreter


def go_on(handle: int) -> None:
    """Do what is left, in the new program."""
    then, left = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by the same process, just before
    _say(lambda: then(left), Connection(handle))


def _say(work: Callable[[], Any], sender: Connection) -> None:
    try:
        said = (True, work())
    except EngineError as error:
        said = (False, type(error)(f"{error}"))
    except OSError as error:
        said = (False, OSError(error.errno, error.strerror, error.filename))
    with suppress(BrokenPipeError):  # nobody waits any more
        sender.send(said)
