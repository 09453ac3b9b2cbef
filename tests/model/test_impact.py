"""Impact periods together, and whether users are still spared."""

from datetime import timedelta

from incitrack.model.impact import ImpactPeriod, mitigated_since, together
from incitrack.model.times import parse_time
from tests.builders import REPORTED, incident

NOON, ONE, TWO = (parse_time(f"2026-11-20T{hour}:00Z") for hour in (12, 13, 14))
MITIGATED = "- `2026-11-20T14:30Z` **mitigated** @maria: By hand."
RESOLVED = "- `2026-11-20T14:40Z` **resolved** @maria"
REOPENED = "- `2026-11-20T14:50Z` **reopened** @maria"


def test_periods_add_up_without_what_lies_between_them() -> None:
    assert together([ImpactPeriod(NOON, ONE), ImpactPeriod(TWO, TWO)]) == timedelta(hours=1)


def test_one_that_runs_or_ends_before_it_begins_makes_the_sum_unknown() -> None:
    assert together([ImpactPeriod(NOON, ONE), ImpactPeriod(TWO, None)]) is None
    assert together([ImpactPeriod(ONE, NOON)]) is None


def test_a_reopening_takes_the_mitigation_back() -> None:
    def since(*entries: str) -> object:
        return mitigated_since(incident(timeline=[REPORTED, *entries]).incident)  # type: ignore[arg-type] # entries

    assert since(MITIGATED, RESOLVED) == parse_time("2026-11-20T14:30Z")
    assert since(MITIGATED, RESOLVED, REOPENED) is None
