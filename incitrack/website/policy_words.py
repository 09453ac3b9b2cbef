"""What a policy demands, said in sentences: durations, escalations, reasons for a postmortem, hours."""

from typing import Final

from incitrack.model.calendar import MINUTES_A_DAY, CalendarPolicy, Hours
from incitrack.model.duration import ByBusinessHours, Span, Unit
from incitrack.model.severity import CloseCondition, Depth, Escalation, PostmortemCondition, PostmortemRule
from incitrack.website.describe import spoken
from incitrack.wording import WEEKDAYS, count_text, list_text

_UNITS: Final = {
    Unit.MINUTE: "minute",
    Unit.HOUR: "hour",
    Unit.DAY: "day",
    Unit.WEEK: "week",
    Unit.BUSINESS_HOUR: "business hour",
}
_CONDITIONS: Final = {
    CloseCondition.ALL_CLEAR: "an all-clear told after the resolution",
    CloseCondition.POSTMORTEM: "a published postmortem",
    CloseCondition.OWNED_ACTIONS: "an owner and a due day for each action item",
}
_DEPTHS: Final = {
    Depth.FULL: "in full",
    Depth.SHORT: "short: summary, root cause and contributing factors",
    Depth.NOTE: "as a note: a summary",
}
_ORDINALS: Final = ("", "", "second", "third", "fourth", "fifth")


def duration_words(duration: Span | ByBusinessHours) -> str:
    """`15 minutes`, `1 hour in business hours, else 2 hours`, `by the end of the third business day`."""
    if isinstance(duration, ByBusinessHours):
        return f"{duration_words(duration.business)} in business hours, else {duration_words(duration.otherwise)}"
    if duration.unit is not Unit.BUSINESS_DAY:
        return count_text(duration.amount, _UNITS[duration.unit])
    if duration.amount == 1:
        return "by the end of the next business day"
    known = duration.amount < len(_ORDINALS)
    day = f"the {_ORDINALS[duration.amount]} business day" if known else f"business day {duration.amount:,}"
    return f"by the end of {day}"


def escalation_words(escalation: Escalation) -> str:
    """`At once: team lead, stakeholders`."""
    if escalation.after is not None:
        when = f"After {duration_words(escalation.after)}" if escalation.after.amount else "At once"
    elif escalation.at is not None:
        when = "At the end of business"
    else:
        when = "When a target is missed"
    return f"{when}: {list_text([spoken(each).lower() for each in escalation.to])}"


def postmortem_words(rule: PostmortemRule) -> str:
    """When a postmortem is required, by when and how deep, in one sentence."""
    if not rule.when:
        return "Not required"
    due = "" if rule.due is None else f", {_due(rule.due)}"
    return f"{_capital(', or '.join(_condition(each) for each in rule.when))}{due}; {_DEPTHS[rule.depth]}"


def _due(due: Span) -> str:
    words = duration_words(due)
    return f"{words if due.unit is Unit.BUSINESS_DAY else f'within {words}'} after the resolution"


def _condition(condition: PostmortemCondition) -> str:
    if condition.always:
        return "always"
    if condition.breached:
        return f"when the target to {condition.breached} was missed"
    within = duration_words(condition.within) if condition.within else ""
    return f"when it recurs: {condition.recurs} times in {within}"


def close_words(requires: tuple[CloseCondition, ...]) -> str:
    """What must be there before an incident is closed; "" where nothing must."""
    return list_text([_CONDITIONS[each] for each in requires]) if requires else ""


def hours_words(calendar: CalendarPolicy) -> list[tuple[str, str]]:
    """(days, hours) of a week, days of equal hours together: `Monday to Friday`, `09:00 to 17:00`."""
    rows: list[tuple[int, int, tuple[Hours, ...]]] = []
    for day, hours in enumerate(calendar.hours):
        if rows and rows[-1][2] == hours:
            rows[-1] = (rows[-1][0], day, hours)
        else:
            rows.append((day, day, hours))
    return [(_weekdays(first, last), _ranges(hours)) for first, last, hours in rows]


def _weekdays(first: int, last: int) -> str:
    if first == last:
        return WEEKDAYS[first]
    return f"{WEEKDAYS[first]} {'and' if last == first + 1 else 'to'} {WEEKDAYS[last]}"


def _ranges(hours: tuple[Hours, ...]) -> str:
    return ", ".join(f"{_clock(h.opens)} to {_clock(h.closes)}" for h in hours) or "closed"


def _clock(minutes: int) -> str:
    of_day = minutes if minutes <= MINUTES_A_DAY else minutes - MINUTES_A_DAY
    return f"{of_day // 60:02d}:{of_day % 60:02d}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
