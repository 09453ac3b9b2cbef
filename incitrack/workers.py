"""Work shared between processes: each does its part, and what one fails with is raised here."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import Any, Final, Generic, TypeVar

from incitrack.errors import IncitrackError

T = TypeVar("T")

R = TypeVar("R")


def share(
    work: Sequence[T], do: Callable[[T], object], result: Callable[[], R], jobs: int, *, enough: int
) -> list[R]:
    """Do each piece of work, in `jobs` processes where each gets `enough` pieces, and give each one's `result()`.

    The pieces are begun in their order, each by the process that is free first. The processes are forked: they
    know what this one knows, and what they change is theirs alone; only their results come back.

    Raises:
        IncitrackError: as a piece of work raised it.
    """
    jobs = min(jobs, len(work) // enough + 1)
    if jobs < 2 or not hasattr(os, "fork"):
        for piece in work:
            do(piece)
        return [result()]
    queue, parent = _Queue(work), os.getpid()

    def do_part() -> R:
        for piece in queue:
            if os.getppid() != parent:
                os._exit(1)  # it was killed, and nobody wants the rest
            do(piece)
        return result()

    others: list[Beside[R]] = []
    try:
        others += (Beside(do_part) for _ in range(1, jobs))
        for piece in queue:
            do(piece)
        return [result(), *(other.result() for other in others)]
    finally:
        queue.close()
        for other in others:
            other.stop()


class Beside(Generic[R]):
    """Work that has begun in a process of its own, which knows what this one knows.

    Where processes cannot be forked, it is done at once.
    """

    def __init__(self, work: Callable[[], R]) -> None:
        self._process: ForkProcess | None = None
        if not hasattr(os, "fork"):
            self._found = work()
            return
        context = get_context("fork")
        self._receiver, sender = context.Pipe(duplex=False)
        self._process = context.Process(target=_say, args=(work, sender))
        self._process.start()
        sender.close()

    def result(self) -> R:
        """What comes of it, waited for and asked for once.

        Raises:
            IncitrackError, OSError: as the work raised it; the latter also where the process was killed.
        """
        if self._process:
            self._found = _receive(self._receiver)
            self._process.join()
        return self._found

    def stop(self) -> None:
        """End it; to stop what has ended does nothing."""
        if self._process and self._process.is_alive():
            self._process.terminate()
            self._process.join()


class _Queue(Generic[T]):
    """Work of which each piece goes to one process: a pipe holds where parts begin, and reading takes them."""

    def __init__(self, work: Sequence[T]) -> None:
        self._work = work
        self._size = len(work) // _MOST_PARTS + 1
        self._out, into = os.pipe()
        for start in range(0, len(work), self._size):
            os.write(into, start.to_bytes(_WIDTH, "big"))
        os.close(into)

    def __iter__(self) -> Iterator[T]:
        while read := os.read(self._out, _WIDTH):
            start = int.from_bytes(read, "big")
            yield from self._work[start : start + self._size]

    def close(self) -> None:
        """Nothing is taken any more."""
        os.close(self._out)


_WIDTH: Final = 4
_MOST_PARTS: Final = 1000
"""The beginnings of so many parts fit into the smallest pipe, 4 KiB."""


def _say(work: Callable[[], Any], sender: Connection) -> None:
    said: Any
    try:
        said = work()
    except IncitrackError as error:
        said = _Failure(type(error), error.message, error.place, error.hint)
    except OSError as error:
        said = OSError(error.errno, error.strerror, error.filename)
    except KeyboardInterrupt:  # the process that began it says so
        os._exit(1)
    with suppress(BrokenPipeError):  # it was killed, and nobody wants to know
        sender.send(said)


class _Failure:
    """An error on its way between processes."""

    def __init__(self, kind: type[IncitrackError], message: str, place: Any, hint: str | None) -> None:
        self.error = kind, message, place, hint

    def raise_it(self) -> None:
        """Raise it where it arrived."""
        kind, message, place, hint = self.error
        raise kind(message, place=place, hint=hint)


def _receive(receiver: Connection) -> Any:
    try:
        received = receiver.recv()
    except EOFError:
        raise OSError("a process that did a part of the work was killed") from None
    if isinstance(received, _Failure):
        received.raise_it()
    if isinstance(received, OSError):
        raise received
    return received
