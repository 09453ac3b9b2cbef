"""What policies demand, in sentences."""

import pytest

from incitrack.model.duration import Span, Unit
from incitrack.model.severity import (
    CloseCondition,
    Depth,
    Escalation,
    PostmortemCondition,
    PostmortemRule,
)
from incitrack.website.parts.policy_words import (
    close_words,
    escalation_words,
    postmortem_words,
)


@pytest.mark.parametrize(
    ("escalation", "words"),
    [
        (Escalation(after=Span(0, Unit.MINUTE), to=("team-lead",)), "At once: team lead"),
        (Escalation(after=Span(2, Unit.HOUR), to=("a", "b")), "After 2 hours: a and b"),
        (Escalation(at="end-of-business", to=("a",)), "At the end of business: a"),
        (Escalation(on="breach", to=("a",)), "When a target is missed: a"),
    ],
)
def test_an_escalation_says_when_and_whom(escalation: Escalation, words: str) -> None:
    assert escalation_words(escalation) == words


def test_a_postmortem_rule_says_why_by_when_and_how_deep() -> None:
    rule = PostmortemRule(
        when=(
            PostmortemCondition(breached="resolve"),
            PostmortemCondition(recurs=2, within=Span(30, Unit.DAY)),
        ),
        due=Span(5, Unit.DAY),
        depth=Depth.NOTE,
    )

    assert postmortem_words(rule) == (
        "When the target to resolve was missed, or when it recurs: 2 times in 30 days, "
        "within 5 days after the resolution; as a note: a summary"
    )
    assert postmortem_words(PostmortemRule()) == "Not required"


def test_what_closing_needs_is_one_list() -> None:
    assert close_words(()) == ""
    assert close_words((CloseCondition.POSTMORTEM, CloseCondition.ALL_CLEAR)) == (
        "a published postmortem and an all-clear told after the resolution"
    )
