"""What is left of a clock in words, the same on every page and in every table."""

from datetime import date, datetime, timedelta

from incitrack.metrics.clock import Clock
from incitrack.wording import count_text, duration_text


def left_text(clock: Clock, now: datetime) -> str:
    """`20 min left`, `3 h late`, and of a clock that stopped `5 min early`; `just in time` at the deadline."""
    left = timedelta(seconds=clock.remaining_s(now))
    if not left:
        return "just in time"
    word = "late" if left < timedelta() else "early" if clock.stopped_at else "left"
    return f"{duration_text(abs(left))} {word}"


def due_text(due: date, today: date) -> str:
    """`Due in 5 days`, `Due tomorrow`, `Due today`, `2 days overdue`: of what has a day and no time."""
    days = (due - today).days
    if days < 0:
        return f"{count_text(-days, 'day')} overdue"
    return "Due today" if days == 0 else "Due tomorrow" if days == 1 else f"Due in {days:,} days"
