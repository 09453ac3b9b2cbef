"""What is older than the policy, by the day of its report where the team works."""

from datetime import date

import pytest

from incitrack.model.calendar import CalendarPolicy
from incitrack.model.history import is_history
from incitrack.model.policies import Policies
from incitrack.model.severity import Severity, SeverityPolicy
from tests.builders import incident

SINCE = Policies(
    severity=SeverityPolicy(
        calendar=CalendarPolicy(timezone="Europe/Warsaw"),
        severities={"P2": Severity(name="High")},
        since=date(2026, 11, 20),
    )
)


def history(entry: str, policies: Policies) -> bool:
    return is_history(incident(timeline=[f"- `{entry}"]).incident, policies)


@pytest.mark.parametrize(("reported", "is_it"), [("2026-11-19T22:59Z", True), ("2026-11-19T23:00Z", False)])
def test_history_ends_where_the_first_day_of_the_policy_begins(reported: str, is_it: bool) -> None:
    assert history(f"{reported}` **reported**", SINCE) is is_it


def test_nothing_is_history_that_was_never_reported_or_where_no_policy_begins() -> None:
    assert not history("2020-01-01T00:00Z` **acknowledged**", SINCE)
    assert not history("2020-01-01T00:00Z` **reported**", Policies())
