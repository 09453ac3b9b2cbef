"""What the wall clock of a time zone shows, in pieces between which it is put forward or back."""

from collections.abc import Iterator
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from incitrack.calendars.instants import DAY, LAST, SECOND, microseconds, moment_of

STEP: Final = 4 * DAY
"""How far apart the offset is looked at. No zone of the tz database changes twice within six days."""

BLOCK: Final = 91 * STEP


class Piece(NamedTuple):
    """A stretch of time, `end` not included, in which local time is UTC plus `offset`."""

    start: int
    end: int
    offset: int


class Zone:
    """A time zone. Instants and local times are in microseconds; the pieces of a year are worked out once."""

    def __init__(self, name: str) -> None:
        self._zone = ZoneInfo(name)
        self._blocks: dict[int, tuple[Piece, ...]] = {}

    def offset(self, instant: int) -> int:
        """How far the wall clock is ahead of UTC at an instant."""
        pieces = self._pieces_of(instant // BLOCK)
        return next(piece.offset for piece in pieces if instant < piece.end)

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """The stretch from `start` to `end` in order, cut at least wherever the offset changes."""
        for block in range(start // BLOCK, end // BLOCK + 1):
            for piece in self._pieces_of(block):
                first, last = max(piece.start, start), min(piece.end, end)
                if first < last:
                    yield Piece(first, last, piece.offset)

    def last_before(self, local: int) -> int:
        """The instant up to which the wall clock shows, for the last time, less than `local`.

        Where `local` comes twice it is the second time, unless the clock is put back to `local` itself;
        where it is skipped, the moment of the jump.
        """
        last = local - DAY
        for piece in self.pieces(local - DAY, local + DAY):
            if piece.start + piece.offset < local:
                last = min(piece.end, local - piece.offset)
        return last

    def skips(self, day: int) -> bool:
        """Whether a date never came there, as 2011-12-30 in Samoa, which moved over the date line."""
        if self.offset((day + 1) * DAY) - self.offset((day - 1) * DAY) < DAY:
            return False
        return self.last_before((day + 1) * DAY) == self.last_before(day * DAY)

    def _pieces_of(self, block: int) -> tuple[Piece, ...]:
        if block not in self._blocks:
            self._blocks[block] = tuple(self._look_through(block * BLOCK, (block + 1) * BLOCK))
        return self._blocks[block]

    def _look_through(self, start: int, end: int) -> Iterator[Piece]:
        offset = self._look(start)
        for step in range(start, end, STEP):
            if self._look(step + STEP) != offset:
                change = self._change(step, step + STEP)
                yield Piece(start, change, offset)
                start, offset = change, self._look(change)
        if start < end:
            yield Piece(start, end, offset)

    def _change(self, low: int, high: int) -> int:
        """The instant after `low`, up to `high`, at which the offset changes: always a whole second."""
        before = self._look(low)
        while high - low > SECOND:
            middle = low + (high - low) // SECOND // 2 * SECOND
            if self._look(middle) == before:
                low = middle
            else:
                high = middle
        return high

    def _look(self, instant: int) -> int:
        # The first and the last two days have no local time of their own in Python; their neighbours' holds.
        moment = moment_of(min(max(instant, 2 * DAY), LAST - 2 * DAY))
        offset = moment.astimezone(self._zone).utcoffset()
        return microseconds(offset) if offset else 0
