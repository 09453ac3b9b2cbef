"""Work shared between processes: each does its part, and what one fails with is raised here."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
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
    context = get_context("fork")
    queue = _Queue(work)
    started = []
    for _ in range(1, jobs):
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_do_part, args=(queue, do, result, sender, os.getpid()))
        process.start()
        sender.close()
        started.append((process, receiver))
    try:
        for piece in queue:
            do(piece)
        results = [result(), *(_receive(receiver) for _, receiver in started)]
    except BaseException:
        for process, _ in started:
            process.terminate()
        raise
    finally:
        queue.close()
        for process, _ in started:
            process.join()
    return results


class Beside:
    """Work that goes on in a process of its own; nothing of it comes back."""

    def __init__(self, process: BaseProcess | None) -> None:
        self._process = process

    def wait(self) -> None:
        """Wait for its end."""
        if self._process:
            self._process.join()

    def stop(self) -> None:
        """End it; to stop what has ended does nothing."""
        if self._process and self._process.is_alive():
            self._process.terminate()
        self.wait()


def beside(work: Callable[[], object]) -> Beside:
    """Do some work in a process of its own, which knows what this one knows.

    Where processes cannot be forked, it is done at once.
    """
    if not hasattr(os, "fork"):
        work()
        return Beside(None)
    process = get_context("fork").Process(target=_quietly, args=(work,))
    process.start()
    return Beside(process)


def _quietly(work: Callable[[], object]) -> None:
    with suppress(KeyboardInterrupt):  # the process that began it says so
        work()


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


def _do_part(
    queue: _Queue[T], do: Callable[[T], object], result: Callable[[], Any], sender: Connection, parent: int
) -> None:
    try:
        for piece in queue:
            if os.getppid() != parent:
                os._exit(1)  # it was killed, and nobody wants the rest
            do(piece)
        sender.send(result())
    except IncitrackError as error:
        sender.send(_Failure(type(error), error.message, error.place, error.hint))
    except OSError as error:
        sender.send(OSError(error.errno, error.strerror, error.filename))


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
