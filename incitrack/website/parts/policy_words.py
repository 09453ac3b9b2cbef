"""What a policy demands, said in sentences: escalations, reasons for a postmortem, what closing asks for."""

from typing import Final

from incitrack.model.duration import Span, Unit
from incitrack.model.severity import CloseCondition, Depth, Escalation, PostmortemCondition, PostmortemRule
from incitrack.model.time_words import duration_words
from incitrack.website.describe import spoken
from incitrack.wording import list_text

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


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
