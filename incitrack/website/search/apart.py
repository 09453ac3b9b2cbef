"""Work in a process of its own, which knows what this one knows, and gives its memory back when it is done."""

import gc
import os
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

from incitrack.website.search.engine import EngineError

T = TypeVar("T")


class Apart(Generic[T]):
    """Work that has begun. Where processes cannot be forked, it is done here when its result is asked for."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self.process: Any = None
        if hasattr(os, "fork"):
            context = get_context("fork")
            self._receiver, sender = context.Pipe(duplex=False)
            self.process = context.Process(target=_do, args=(work, sender))
            self.process.start()
            sender.close()

    def result(self) -> T:
        """Wait for it.

        Raises:
            EngineError, OSError: as the work raised it; also where the process was killed.
        """
        if self.process is None:
            return self._work()
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


def _do(work: Callable[[], Any], sender: Connection) -> None:
    gc.freeze()  # or collecting garbage would touch, and so copy, all that is shared
    try:
        said = (True, work())
    except EngineError as error:
        said = (False, EngineError(f"{error}"))
    except OSError as error:
        said = (False, OSError(error.errno, error.strerror, error.filename))
    with suppress(BrokenPipeError):  # nobody waits any more
        sender.send(said)
