"""How often it happened before: the same cause, or a link, and a service in common."""

from datetime import timedelta

import pytest

from incitrack.metrics.recurring import Recurring
from tests.metrics.histories import one

DAY = timedelta(days=1)


def before(earlier: dict[str, str], later: dict[str, str]) -> int:
    """How many there were in the day before the later of two incidents, 24 hours apart."""
    first = one("2026-11-19 10:00 reported", id="INC-2026-0001", **earlier)
    second = one("2026-11-20 10:00 reported", id="INC-2026-0002", **later)
    return Recurring([second, first]).count_before(second, DAY)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ({"cause": "change"}, {"cause": "change"}),
        ({"related": "[INC-2026-0002]"}, {}),
        ({}, {"related": "[INC-2026-0001]"}),
        ({"cause": "change", "related": "[INC-2026-0002]"}, {"cause": "change", "related": "[INC-2026-0001]"}),
    ],
)
def test_an_earlier_one_counts_once_by_the_cause_or_a_link_in_either_direction(
    earlier: dict[str, str], later: dict[str, str]
) -> None:
    assert before(earlier, later) == 1
    assert before(earlier, later | {"services": "[payments]"}) == 0


def test_what_is_not_actionable_has_none_before_it() -> None:
    assert before({"cause": "change"}, {"cause": "change", "disposition": "planned"}) == 0


def test_a_link_to_itself_leads_to_no_other() -> None:
    assert before({}, {"related": "[INC-2026-0002]"}) == 0
