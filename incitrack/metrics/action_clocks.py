"""The clock of an action item: its due day, in the team's time zone."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from incitrack.metrics.clock import Clock, ClockName, Origin, Run
from incitrack.metrics.judge import Judge
from incitrack.model.action import ActionItem, ActionStatus
from incitrack.model.local_day import start_of_day
from incitrack.model.policies import Policies


def action_clocks(
    judge: Judge, actions: Sequence[ActionItem], policies: Policies, *, in_postmortem: bool
) -> Iterator[Clock]:
    """A clock for each action item whose due day has begun: to the end of that day, or of the day it was done.

    What was dropped has none; nor has what is done on a day that nobody wrote down.
    """
    for index, action in enumerate(actions):
        if action.due is None or action.status is ActionStatus.DROPPED:
            continue
        started_at = start_of_day(action.due, policies)
        done = action.status is ActionStatus.DONE
        if started_at > judge.now or (done and action.done_on is None):
            continue
        stopped_at = start_of_day(_after(action.done_on), policies) if done and action.done_on else None
        deadline_at = start_of_day(_after(action.due), policies)
        run = Run(started_at, deadline_at, Origin("actions", index, in_postmortem))
        yield judge.clock(ClockName.ACTION, run, stopped_at)


def _after(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)
