from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        # It was detected when it was seen first.
        (
            "2026-11-20 14:06 detected, 14:08 detected, 14:10 reported, 16:40 resolved",
            "2026-11-20T14:05Z",
            minutes(1, 150, 155, 150, 155),
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
    assert response_times(one("2026-11-20 14:14 acknowledged, 16:40 resolved")) == minutes(*[None] * 5)


START = datetime(2026, 11, 1, 10, tzinfo=UTC)
ROUND = st.tuples(
    st.integers(1, 300),  # minutes until somebody resolves it
    st.integers(0, 299) | st.none(),  # minutes until it is mitigated, where that comes before
    st.integers(1, 300),  # minutes until it is reopened
)


@given(st.integers(0, 90), st.lists(ROUND, min_size=1, max_size=4), st.booleans())
def test_what_is_measured_is_what_a_watch_would_show(
    undetected: int, rounds: list[tuple[int, int | None, int]], is_resolved: bool
) -> None:
    at, affected, told = START + timedelta(minutes=undetected), undetected, []
    last_resolved = first_end = None
    told.append((at, "reported"))
    for number, (work, mitigated, pause) in enumerate(rounds):
        if number:
            told.append((at, "reopened"))
        ends_after = min(work, work if mitigated is None else mitigated)
        if ends_after < work:
            told.append((at + timedelta(minutes=ends_after), "mitigated"))
        affected += ends_after
        first_end = first_end or at + timedelta(minutes=ends_after)
        last_resolved = at + timedelta(minutes=work)
        told.append((last_resolved, "resolved"))
        at = last_resolved + timedelta(minutes=pause)
    if not is_resolved:
        told.append((at, "reopened"))
    written = ", ".join(f"{moment:%Y-%m-%d %H:%M} {kind}" for moment, kind in told)
    found = response_times(one(written, started_at=f"{START:%Y-%m-%dT%H:%MZ}"))
    assert found.time_to_detect == (timedelta(minutes=undetected) or None)
    assert found.time_to_mitigate == (first_end - START if first_end else None)
    report = START + timedelta(minutes=undetected)
    assert found.time_to_resolve == (last_resolved - report if is_resolved and last_resolved else None)
    assert found.impact_duration == (timedelta(minutes=affected) if is_resolved else None)
