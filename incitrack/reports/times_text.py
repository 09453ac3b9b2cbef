"""Moments as a terminal shows them: as a record writes them, in UTC, so that they can be typed again."""

from datetime import datetime

from incitrack.model.times import record_time
from incitrack.wording import duration_text


def moment_line(moment: datetime) -> str:
    """`2026-11-20 14:10 UTC`, with the seconds where there are any."""
    return record_time(moment).replace("T", " ").replace("Z", " UTC")


def span_line(started_at: datetime, ended_at: datetime | None, now: datetime) -> str:
    """`2026-11-20 14:05 to 15:20 UTC (1 h 15 min)`; without an end `since …`, until `now`."""
    if ended_at is None:
        return f"since {moment_line(started_at)} ({duration_text(now - started_at)} so far)"
    start, end = record_time(started_at), record_time(ended_at)
    same_day = start[:10] == end[:10]
    until = end[11:].replace("Z", " UTC") if same_day else moment_line(ended_at)
    return f"{start.replace('T', ' ').removesuffix('Z')} to {until} ({duration_text(ended_at - started_at)})"
