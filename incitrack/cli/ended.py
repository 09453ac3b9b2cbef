"""A command that is ended by a signal, as by Ctrl-C: what it has begun is taken back first."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_SIGNALS: Final = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class Ended(KeyboardInterrupt):
    """The program was told to end by a signal; a shell's status for that is 128 and its number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.name = signal.Signals(number).name
        self.status = 128 + number


@contextmanager
def taken_back_when_ended() -> Iterator[None]:
    """Have SIGTERM and SIGHUP raise `Ended` meanwhile, once; what the caller ignores (nohup) stays ignored."""
    if threading.current_thread() is not threading.main_thread():  # no other may say what signals do
        yield
        return
    owner = os.getpid()
    ours = [each for each in _SIGNALS if signal.getsignal(each) is signal.SIG_DFL]

    def end(number: int, _: object) -> None:
        if os.getpid() != owner:  # one that was forked for a part of the work has nothing to take back
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
            return
        for each in ours:
            signal.signal(each, signal.SIG_IGN)  # a second one must not stop the taking back
        raise Ended(number)

    for each in ours:
        signal.signal(each, end)
    try:
        yield
    finally:
        for each in ours:
            signal.signal(each, signal.SIG_DFL)
