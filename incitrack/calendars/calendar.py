"""When a team is at work: its hours on the wall clock, less days off, as stretches of time."""

from bisect import bisect_right
from collections.abc import Container, Iterator
from datetime import date, datetime
from functools import cached_property
from typing import Final

from incitrack.calendars.countries import holidays_of
from incitrack.calendars.instants import (
    DAY,
    DAYS,
    LAST,
    MINUTE,
    Stretch,
    date_of,
    instant_of,
    moment_of,
)
from incitrack.calendars.zone import BLOCK, Piece, Zone
from incitrack.errors import UnreadableError
from incitrack.model.calendar import CalendarPolicy

YEARS_OF_PATIENCE: Final = 10
"""A calendar that does not open for so long is taken never to open."""


class Calendar:
    """A team's calendar. Build it once from its policy and ask it often: it keeps what it worked out.

    Whether it is open is read off the local wall clock of a moment. So an opening time that is skipped when
    the clock is put forward is the moment of the jump, and an hour that comes twice counts twice. Moments
    taken are aware, moments given are UTC; what lies past the year 9999 is its last moment.
    """

    def __init__(self, policy: CalendarPolicy) -> None:
        self._policy = policy
        self._zone = Zone(policy.timezone)
        self._week = [
            [Stretch(hours.opens * MINUTE, hours.closes * MINUTE) for hours in day] for day in policy.hours
        ]
        self._blocks: dict[int, list[Stretch]] = {}
        self._closes: dict[tuple[int, int], datetime] = {}

    def local_day(self, moment: datetime) -> date:
        """The date of a moment in the calendar's time zone."""
        return date_of(self._local(instant_of(moment)) // DAY)

    def is_open(self, moment: datetime) -> bool:
        """Whether the calendar is open; a range holds its opening moment and not its closing one."""
        local = self._local(instant_of(moment))
        today = local // DAY
        return any(hours.start <= local < hours.end for day in (today - 1, today) for hours in self._hours_of(day))

    def after_business_hours(self, start: datetime, hours: int) -> datetime:
        """The first moment at which the calendar has been open for so many hours since `start`.

        Raises:
            UnreadableError: the calendar is never open.
        """
        left = hours * 60 * MINUTE
        for opens, closes in self._stretches_ahead(instant_of(start)):
            if closes - opens >= left:
                return moment_of(opens + left)
            left -= closes - opens
        return moment_of(LAST)

    def after_business_days(self, start: datetime, days: int) -> datetime:
        """The close of the so-many-th business day after the local date of `start`, which is not counted.

        Raises:
            UnreadableError: the calendar is never open.
        """
        today = self._local(instant_of(start)) // DAY
        if (known := self._closes.get((today, days))) is None:
            known = self._closes[today, days] = moment_of(self._close_after(today, days))
        return known

    def _close_after(self, today: int, days: int) -> int:
        for count, day in enumerate(self._business_days(today), start=1):
            if count == days:
                return self._close_of(day)
        return LAST

    @cached_property
    def _holidays(self) -> Container[date]:
        return holidays_of(self._policy.holidays) if self._policy.holidays else frozenset()

    @cached_property
    def _closed(self) -> frozenset[date]:
        return frozenset(self._policy.closed)

    @cached_property
    def _open(self) -> frozenset[date]:
        return frozenset(self._policy.open)

    def _local(self, instant: int) -> int:
        return instant + self._zone.offset(instant)

    def _hours_of(self, day: int) -> list[Stretch]:
        """The ranges that begin on a date, counted from 0001-01-01 as 0, in local time."""
        hours = self._week[day % 7]
        if not hours or self._is_off(date_of(day)):
            return []
        return [Stretch(day * DAY + opens, day * DAY + closes) for opens, closes in hours]

    def _is_off(self, day: date) -> bool:
        return day not in self._open and (day in self._closed or day in self._holidays)

    def _close_of(self, day: int) -> int:
        return self._zone.last_before(self._hours_of(day)[-1].end)

    def _business_days(self, after: int) -> Iterator[int]:
        last = after
        for day in range(after + 1, DAYS):
            if self._hours_of(day) and not self._zone.skips(day):
                last = day
                yield day
            elif day - last > YEARS_OF_PATIENCE * 366:
                raise _never_open(date_of(last))

    def _stretches(self, start: int, end: int) -> Iterator[Stretch]:
        """When it is open from `start` to `end`, in order, cut at least at the ends of blocks."""
        for block in range(start // BLOCK, end // BLOCK + 1):
            stretches = self._stretches_in(block)
            for stretch in stretches[bisect_right(stretches, start, key=_end) :]:
                opens, closes = max(stretch.start, start), min(stretch.end, end)
                if opens >= closes:
                    break
                yield Stretch(opens, closes)

    def _stretches_in(self, block: int) -> list[Stretch]:
        if (known := self._blocks.get(block)) is None:
            pieces = self._zone.pieces(block * BLOCK, (block + 1) * BLOCK)
            known = self._blocks[block] = [stretch for piece in pieces for stretch in self._stretches_of(piece)]
        return known

    def _stretches_of(self, piece: Piece) -> Iterator[Stretch]:
        # Ranges are cut to pieces of one offset, and not turned into moments one by one: where an hour comes
        # twice, a range that ends in it is open twice, with another one in between.
        begins, ends = piece.start + piece.offset, piece.end + piece.offset
        for day in range(begins // DAY - 1, ends // DAY + 1):
            for hours in self._hours_of(day):
                opens, closes = max(hours.start, begins), min(hours.end, ends)
                if opens < closes:
                    yield Stretch(opens - piece.offset, closes - piece.offset)

    def _stretches_ahead(self, start: int) -> Iterator[Stretch]:
        last = start
        while start <= LAST:
            for stretch in self._stretches(start, start + BLOCK):
                last = stretch.end
                yield stretch
            start += BLOCK
            if start - last > YEARS_OF_PATIENCE * 366 * DAY:
                raise _never_open(date_of(last // DAY))


def _end(stretch: Stretch) -> int:
    return stretch.end


def _never_open(since: date) -> UnreadableError:
    return UnreadableError(
        f"the calendar is closed for {YEARS_OF_PATIENCE} years from {since}, so that no business time passes",
        hint="give calendar.hours in policies/severity.yaml a range, or write durations in m, h, d and w",
    )
