"""All clocks at once: those that run, whose words change with time, and those that stopped, whose words stay."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from incitrack.metrics.clock import State
from incitrack.metrics.listed_clocks import ListedClock, worst_first
from incitrack.model.policies import Policies
from incitrack.reports.clock_table import clock_lines
from incitrack.reports.clocks import clock_item
from incitrack.reports.json_text import to_json

_OPEN, _BETWEEN, _CLOSE = "[\n", ",\n", "\n]"
_AT_ONCE = 1000


@dataclass(frozen=True)
class ClockOverview:
    """Clocks in their order: `running`, and of those that stopped how many, and their JSON and lines as text.

    `items` is the inside of a JSON list. What stopped comes after what runs, and says the same ever after.
    """

    running: tuple[ListedClock, ...]
    met: int
    missed: int
    items: str
    lines: str

    @classmethod
    def of(cls, found: Sequence[ListedClock], now: datetime) -> "ClockOverview":
        """The overview of clocks that are in order."""
        running = tuple(each for each in found if not each.clock.state.is_stopped)
        stopped = found[len(running) :]
        missed = sum(1 for each in stopped if each.clock.state is State.MISSED)
        return cls(
            running,
            len(stopped) - missed,
            missed,
            _inside(stopped, now),
            "\n".join(clock_lines(stopped, now)),
        )

    def as_of(self, now: datetime, policies: Policies) -> "ClockOverview":
        """The same at a later moment, at which no further clock has begun."""
        running = worst_first((each._replace(clock=each.clock.as_of(now)) for each in self.running), policies)
        return ClockOverview(tuple(running), self.met, self.missed, self.items, self.lines)

    def json_text(self, now: datetime) -> str:
        """The clocks as a JSON list."""
        inside = _BETWEEN.join(filter(None, [_inside(self.running, now), self.items]))
        return f"{_OPEN}{inside}{_CLOSE}" if inside else "[]"

    def text(self, now: datetime) -> str:
        """A line for each clock."""
        return "\n".join(filter(None, ["\n".join(clock_lines(self.running, now)), self.lines]))


def clocks_json(found: Sequence[ListedClock], now: datetime) -> Iterator[str]:
    """Clocks as a JSON list, piece by piece: of a whole history there are many."""
    yield "[" if found else "[]"
    for start in range(0, len(found), _AT_ONCE):
        yield "\n" if start == 0 else _BETWEEN
        yield _inside(found[start : start + _AT_ONCE], now)
    if found:
        yield _CLOSE


def _inside(found: Sequence[ListedClock], now: datetime) -> str:
    """Clocks as the inside of a JSON list."""
    written = to_json([clock_item(each.clock, now) for each in found])
    return written.removeprefix(_OPEN).removesuffix(_CLOSE) if found else ""
