from datetime import timedelta

import pytest

from incitrack.metrics.response_times import ResponseTimes, response_times
from tests.metrics.histories import one


def minutes(*values: int | None) -> ResponseTimes:
    return ResponseTimes(*(None if value is None else timedelta(minutes=value) for value in values))


@pytest.mark.parametrize(
    ("written", "started_at", "expected"),
    [
        # detect, acknowledge, mitigate, resolve, impact
        (
            "2026-11-20 14:10 reported, 14:14 acknowledged, 15:20 mitigated, 16:40 resolved",
            "2026-11-20T14:05Z",
            minutes(5, 4, 75, 150, 75),
        ),
        (
            "2026-11-20 14:07 detected, 14:10 reported, 16:40 resolved",
            "2026-11-20T14:05Z",
            minutes(2, 150, 155, 150, 155),
        ),
        # Nobody knows when it began: the report stands in for nothing that is measured from the start.
        ("2026-11-20 14:10 reported, 14:14 acknowledged, 16:40 resolved", None, minutes(None, 4, None, 150, None)),
        # A start equal to the report is what stands in.
        ("2026-11-20 14:10 reported, 16:40 resolved", "2026-11-20T14:10Z", minutes(None, 150, 150, 150, 150)),
        # A start between detection and report was not detected before it was there.
        (
            "2026-11-20 14:00 detected, 14:10 reported, 16:40 resolved",
            "2026-11-20T14:05Z",
            minutes(None, 150, 155, 150, 155),
        ),
        ("2026-11-20 14:10 reported", "2026-11-20T14:05Z", minutes(5, None, None, None, None)),
        # Users are well again, though somebody still works on it.
        (
            "2026-11-20 14:10 reported, 14:12 acknowledged, 14:35 mitigated",
            "2026-11-20T14:05Z",
            minutes(5, 2, 30, None, 30),
        ),
        # Closed without resolved: that is the resolution.
        ("2026-11-20 14:10 reported, 15:10 closed", "2026-11-20T14:05Z", minutes(5, 60, 65, 60, 65)),
        (
            "2026-11-20 14:10 reported, 15:10 resolved, 19:00 closed",
            "2026-11-20T14:05Z",
            minutes(5, 60, 65, 60, 65),
        ),
        # A second mitigated in one period changes nothing.
        (
            "2026-11-20 14:10 reported, 14:20 mitigated, 14:50 mitigated, 15:10 resolved",
            "2026-11-20T14:05Z",
            minutes(5, 60, 15, 60, 15),
        ),
        # Reopened: 65 minutes until it was resolved, 20 more until it was mitigated.
        (
            "2026-11-20 14:10 reported, 15:10 resolved, 16:00 reopened, 16:20 mitigated, 17:10 resolved",
            "2026-11-20T14:05Z",
            minutes(5, 60, 65, 180, 85),
        ),
        # Reopened and not resolved again: no end of the whole, though the first period has its end.
        (
            "2026-11-20 14:10 reported, 15:10 resolved, 16:00 reopened",
            "2026-11-20T14:05Z",
            minutes(5, 60, 65, None, None),
        ),
        (
            "2026-11-20 14:10 reported, 15:10 resolved, 16:00 reopened, 16:20 mitigated",
            "2026-11-20T14:05Z",
            minutes(5, 60, 65, None, None),
        ),
        # A start after the end is a mistake that `check` names, and no negative figure.
        (
            "2026-11-20 14:10 reported, 14:20 mitigated, 14:30 resolved",
            "2026-11-20T14:25Z",
            minutes(None, 20, None, 20, None),
        ),
        # What is no transition answers nobody.
        ("2026-11-20 14:10 reported, 14:20 update, 14:25 in-progress", None, minutes(None, 15, None, None, None)),
    ],
)
def test_times_are_taken_from_the_timeline(written: str, started_at: str | None, expected: ResponseTimes) -> None:
    assert response_times(one(written, started_at=started_at)) == expected


def test_a_timeline_that_never_says_reported_has_no_time_from_the_report() -> None:
    found = response_times(one("2026-11-20 14:14 acknowledged, 16:40 resolved", started_at="2026-11-20T14:05Z"))
    assert found == minutes(None, None, 155, None, 155)
