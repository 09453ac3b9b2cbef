"""The clocks of the response: to acknowledge, to resolve, and to tell those outside."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from incitrack.metrics.clock import Clock, ClockName, Origin, Run
from incitrack.metrics.judge import Judge
from incitrack.metrics.open_periods import Mark
from incitrack.metrics.severity_history import SeverityChange


class _Course(NamedTuple):
    """From where to where a clock may run. `end` is its last entry in the timeline; None outside of it."""

    begin: Mark
    ended_at: datetime | None
    end: int | None = None

    def has_ended(self, change: SeverityChange) -> bool:
        """Whether it was over when the severity changed; of one moment, the order of the file decides."""
        if self.end is not None:
            return self.end < change.entry
        return self.ended_at is not None and self.ended_at <= change.at


def response_clocks(judge: Judge) -> Iterator[Clock]:
    """The clocks `acknowledge`, `resolve` and `communicate`, with the rows of the tiers after each."""
    if not judge.periods:
        return
    reported = judge.periods[0].begin
    yield from _rows(judge, ClockName.ACKNOWLEDGE, _to_acknowledge(judge, reported))
    told = min((told.at for told in judge.incident.communications), default=None)
    yield from _rows(judge, ClockName.COMMUNICATE, _Course(reported, told))
    for begin, end in judge.periods:
        course = _Course(begin, end.at, end.entry) if end else _Course(begin, None)
        yield from _rows(judge, ClockName.RESOLVE, course)


def _to_acknowledge(judge: Judge, reported: Mark) -> _Course:
    after = reported.entry + 1
    for number, entry in enumerate(judge.incident.timeline[after:], start=after):
        if entry.kind.is_transition:
            return _Course(reported, entry.at, number)
    return _Course(reported, None)


def _rows(judge: Judge, name: ClockName, course: _Course) -> Iterator[Clock]:
    """A row for each tier that has a run in the end, the one that holds first."""
    runs = _last_runs(judge, name, course)
    for tier in (None, *judge.tiers):
        if run := runs.get(tier):
            yield judge.clock(name, run, course.ended_at, tier)


def _last_runs(judge: Judge, name: ClockName, course: _Course) -> dict[str | None, Run]:
    """The runs that count in the end, by tier: a change of severity sets a clock anew, unless it is breached."""

    def start(mark: Mark, severity: str) -> dict[str | None, Run]:
        origin = Origin("timeline", mark.entry)
        deadlines = judge.deadlines(name, mark.at, severity)
        return {tier: Run(mark.at, deadline_at, origin, severity) for tier, deadline_at in deadlines.items()}

    begin = course.begin
    runs = start(begin, judge.severities.after_entry(begin.entry))
    for change in judge.severities.changes:
        if change.entry <= begin.entry or change.before == change.after:
            continue
        if course.has_ended(change):
            break
        breached = {tier: run for tier, run in runs.items() if change.at > run.deadline_at}
        anew = start(Mark(change.entry, change.at) if _is_raised(judge, change) else begin, change.after)
        runs = anew | breached
    return runs


def _is_raised(judge: Judge, change: SeverityChange) -> bool:
    policy = judge.policies.at(change.at).policy
    return policy is not None and policy.rank(change.after) < policy.rank(change.before)
