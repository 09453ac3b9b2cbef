"""Whether an incident needs a postmortem, by which reason, and until when."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from incitrack.calendars.deadline import deadline
from incitrack.metrics.clock import Clock
from incitrack.metrics.judge import Judge
from incitrack.metrics.open_periods import Mark
from incitrack.metrics.policy_in_force import PolicyInForce
from incitrack.metrics.recurring import Recurring
from incitrack.model.severity import PostmortemCondition


class RequiredPostmortem(NamedTuple):
    """Why a postmortem is required, since which resolution, and until when; None where the policy sets no date."""

    condition: PostmortemCondition
    resolved: Mark
    due_at: datetime | None


def required_postmortem(judge: Judge, clocks: Sequence[Clock], recurring: Recurring) -> RequiredPostmortem | None:
    """What the rule of the severity asks of an incident that is resolved; None while it is open.

    `clocks` are those of the response. A postmortem is judged by the policy in force when the incident was
    resolved, and by the severity it had then; by the present one, where that alone requires one.
    """
    resolved = judge.periods[-1].end if judge.periods else None
    if resolved is None:
        return None
    force = judge.policies.at(resolved.at)
    for severity in dict.fromkeys([judge.severities.after_entry(resolved.entry), judge.incident.severity]):
        if condition := _reason(judge, force, severity, clocks, recurring):
            return RequiredPostmortem(condition, resolved, _due(force, severity, resolved))
    return None


def _reason(
    judge: Judge, force: PolicyInForce, severity: str, clocks: Sequence[Clock], recurring: Recurring
) -> PostmortemCondition | None:
    found = force.severity(severity)
    conditions = found.postmortem.when if found else ()
    return next((each for each in conditions if _holds(each, judge, clocks, recurring)), None)


def _holds(condition: PostmortemCondition, judge: Judge, clocks: Sequence[Clock], recurring: Recurring) -> bool:
    if condition.breached is not None:
        return any(
            clock.name.value == condition.breached and clock.tier is None and clock.state.is_late
            for clock in clocks
        )
    if condition.recurs is not None and condition.within is not None:
        within = condition.within.wall_clock
        assert within is not None, "recurs is held to elapsed time"  # noqa: S101
        return recurring.count_before(judge.incident, within) + 1 >= condition.recurs
    return condition.always


def _due(force: PolicyInForce, severity: str, resolved: Mark) -> datetime | None:
    found = force.severity(severity)
    due = found.postmortem.due if found else None
    return None if due is None else deadline(resolved.at, due, force.calendar)
