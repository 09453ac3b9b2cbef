"""How long to wait between two tries, and when to stop trying: random pauses that grow, within bounds."""

import random
import time
from typing import Final

AT_LEAST: Final = 75.0
"""Seconds for which tries go on although nothing moves."""

AT_MOST: Final = 600.0
"""Seconds for which they go on while others get through."""

_FIRST: Final = 0.1
_LONGEST: Final = 20.0
_DOUBLINGS: Final = 2


class Pauses:
    """Waits between tries. Random, so that those who were refused together do not come back together.

    As long as some tries took: where many try at once, each slows the others down, and only one gets through.
    """

    def __init__(self, *, at_least: float = AT_LEAST, at_most: float = AT_MOST) -> None:
        self.at_least = at_least
        self.started = self.last_progress = time.monotonic()
        self.give_up = self.started + at_most
        self.tries = 0
        self._try_began = self.started

    @property
    def over(self) -> bool:
        """Whether it has been tried for long enough."""
        now = time.monotonic()
        return now > self.give_up or now > self.last_progress + self.at_least

    @property
    def seconds(self) -> int:
        """For how long it has been tried."""
        return round(time.monotonic() - self.started)

    def progress(self) -> None:
        """The remote has moved since: others get through, and so shall we."""
        self.last_progress = time.monotonic()

    def wait(self) -> None:
        """Wait before the next try."""
        took = max(_FIRST, time.monotonic() - self._try_began)
        longest = min(_LONGEST, took * 2 ** min(self.tries, _DOUBLINGS))
        self.tries += 1
        time.sleep(random.uniform(longest / 8, longest))  # noqa: S311 - nothing secret about it
        self._try_began = time.monotonic()
