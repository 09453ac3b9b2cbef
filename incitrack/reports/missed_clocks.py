"""The clocks that were not kept: those of one incident and name in one line, however often they ran."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from incitrack.metrics.listed_clocks import ListedClock
from incitrack.wording import duration_text


class MissedClock(NamedTuple):
    """A clock of an incident that was missed, or is late: `due_at` and `late_by` are those of its latest run.

    `late_by` reads `1 h`, `2 times, at most 3 h`, `4 d 2 h, still running`.
    """

    listed: ListedClock
    due_at: datetime
    late_by: str


def missed_clocks(listed: Iterable[ListedClock], now: datetime) -> list[MissedClock]:
    """Those of some clocks that are late, in their order; the rows of customer tiers are left out."""
    late = [each for each in listed if each.clock.state.is_late and each.clock.tier is None]
    order = list(dict.fromkeys(map(_run, late)))
    runs = {run: list(found) for run, found in groupby(sorted(late, key=_run), key=_run)}
    return [_missed(runs[run], now) for run in order]


def _run(listed: ListedClock) -> tuple[str, str]:
    return listed.clock.incident, listed.name


def _missed(runs: Sequence[ListedClock], now: datetime) -> MissedClock:
    latest = min(runs, key=lambda each: each.clock.remaining_s(now))
    text = duration_text(timedelta(seconds=-latest.clock.remaining_s(now)))
    running = ", still running" if any(not each.clock.state.is_stopped for each in runs) else ""
    times = f"{len(runs):,} times, at most " if len(runs) > 1 else ""
    return MissedClock(runs[0], latest.clock.deadline_at, f"{times}{text}{running}")
