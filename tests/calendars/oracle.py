"""The calendar read a second time, slowly: from what is written, minute by minute, off the local wall clock."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import holidays

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
NAMES = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Oracle:
    """Answers for a calendar as its policy file writes it: a map of text."""

    def __init__(self, written: dict[str, Any]) -> None:
        self.zone = ZoneInfo(written.get("timezone", "UTC"))
        self.hours = written.get("hours", {"mon-fri": "09:00-17:00"})
        self.closed = set(written.get("closed", []))
        self.open = set(written.get("open", []))
        country, _, part = written.get("holidays", "").partition("/")
        self.holidays = holidays.country_holidays(country, subdiv=part or None) if country else {}
        self._known: dict[date, list[tuple[datetime, datetime]]] = {}

    def wall_clock(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone).replace(tzinfo=None)

    def ranges(self, day: date) -> list[tuple[datetime, datetime]]:
        if day not in self._known:
            off = day.isoformat() in self.closed or day in self.holidays
            works = not off or day.isoformat() in self.open
            self._known[day] = sorted(self._written(day)) if works else []
        return self._known[day]

    def _written(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        name = NAMES[day.weekday()]
        for key, value in self.hours.items():
            first, _, last = key.partition("-")
            around = NAMES[NAMES.index(first) :] + NAMES[: NAMES.index(first)]
            if name not in around[: around.index(last or first) + 1]:
                continue
            for written in [value] if isinstance(value, str) else value:
                opens, closes = (self._on(day, each) for each in written.split("-"))
                yield opens, closes if closes > opens else closes + DAY

    @staticmethod
    def _on(day: date, written: str) -> datetime:
        midnight = datetime.combine(day, time.min)
        return midnight + DAY if written == "24:00" else datetime.combine(day, time.fromisoformat(written))

    def is_open(self, moment: datetime) -> bool:
        shown = self.wall_clock(moment)
        days = (shown.date() - DAY, shown.date())
        return any(opens <= shown < closes for day in days for opens, closes in self.ranges(day))

    def minutes(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The minutes from a moment on, the first one cut."""
        minute = start.astimezone(UTC).replace(second=0, microsecond=0)
        while True:
            yield max(minute, start), minute + MINUTE
            minute += MINUTE

    def after_open_time(self, start: datetime, left: timedelta) -> datetime:
        for begins, ends in self.minutes(start):
            if self.is_open(begins):
                if ends - begins >= left:
                    return begins + left
                left -= ends - begins
        raise AssertionError("minutes do not end")

    def close(self, day: date) -> datetime:
        """The end of the last range of a day: after its last minute, or at the jump that skipped it."""
        opens, closes = self.ranges(day)[-1]
        end, jump = None, None
        minute = datetime.combine(day, time.min, UTC) - 15 * HOUR
        before = self.wall_clock(minute - MINUTE)
        for _ in range(76 * 60):
            shown = self.wall_clock(minute)
            if opens <= shown < closes:
                end = minute + MINUTE
            elif before < opens and shown >= closes:
                jump = minute
            before, minute = shown, minute + MINUTE
        found = end or jump
        assert found is not None
        return found

    def came(self, day: date) -> bool:
        """Whether the wall clock ever showed the date."""
        noon = datetime.combine(day, time(12), UTC)
        quarters = (noon + k * timedelta(minutes=15) for k in range(-200, 200))
        return any(self.wall_clock(moment).date() == day for moment in quarters)

    def business_days(self, after: date) -> Iterator[date]:
        while True:
            after += DAY
            if self.ranges(after) and self.came(after):
                yield after

    def after_business_days(self, start: datetime, days: int) -> datetime:
        found = self.business_days(self.wall_clock(start).date())
        return self.close([next(found) for _ in range(days)][-1])
