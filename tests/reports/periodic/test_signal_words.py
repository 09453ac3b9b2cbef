from pathlib import Path

from incitrack.metrics.evidence import Evidence
from incitrack.metrics.months import Month
from incitrack.metrics.period_review import PeriodReview, period_review
from incitrack.metrics.periods import Period
from incitrack.model.times import parse_time
from incitrack.reports.periodic.signal_words import signal_sentences, verdict
from tests.builders import archive
from tests.metrics.histories import history

NOW = parse_time("2026-11-20T12:00Z")


def review(root: Path, counts: dict[int, int], period: Period) -> PeriodReview:
    """The review of a period, of so many incidents in each month of 2026."""
    texts = [
        history(f"2026-{month:02}-{1 + index % 28:02} {index // 28:02}:00 reported", 100 * month + index)
        for month, count in counts.items()
        for index in range(count)
    ]
    return period_review(Evidence(archive(root, *texts), NOW), period)


def month(number: int) -> Period:
    return Period.month(Month(2026, number))


def test_what_lies_within_the_limits_is_noise(tmp_path: Path) -> None:
    found = review(tmp_path, {5: 2, 6: 2, 7: 3, 8: 2, 9: 4, 10: 2}, month(10))
    # A mean of 2.5 and a mean moving range of 6 ÷ 5: 2.5 + 3.19 is less than 6.
    assert verdict(found) == (
        "The number is noise: it lies within what the months vary by themselves, 0 to 5 a month (n = 6 months)."
    )
    (first,) = signal_sentences(found)
    assert first == (
        "Incidents a month: on average 2.5 (n = 6 months); 0 to 5 is noise. "
        "October 2026 (2) is noise: no reason need be looked for."
    )


def test_of_fewer_months_than_six_none_is_judged(tmp_path: Path) -> None:
    found = review(tmp_path, {6: 2, 7: 3, 8: 2, 9: 4, 10: 30}, month(10))
    assert verdict(found) == (
        "Whether the number is a signal or noise cannot be told yet: only 5 months are complete, and it takes 6."
    )
    (first,) = signal_sentences(found)
    assert first == (
        "Incidents a month: on average 8.2 (n = 5 months). "
        "What is signal and what is noise cannot be told yet: only 5 months are complete, and it takes 6."
    )


def test_what_lies_outside_is_a_signal(tmp_path: Path) -> None:
    found = review(tmp_path, {1: 2, 2: 2, 3: 2, 4: 2, 5: 2, 6: 2, 7: 2, 8: 2, 9: 2, 10: 9}, month(10))
    assert verdict(found).startswith("**The number is a signal**: ")
    (first,) = signal_sentences(found)
    assert "October 2026 (9) is a signal, outside of these limits: ask what was different." in first


def test_eight_in_a_row_on_one_side_are_a_signal(tmp_path: Path) -> None:
    counts = {1: 9, 2: 5, **dict.fromkeys(range(3, 11), 2)}
    (first,) = signal_sentences(review(tmp_path, counts, month(10)))
    assert "October 2026 (2) is a signal, of 8 months or more in a row on one side of the average" in first


def test_the_months_of_a_quarter_are_judged_one_by_one(tmp_path: Path) -> None:
    found = review(tmp_path, {4: 2, 5: 3, 6: 2, 7: 2, 8: 3, 9: 2}, Period.quarter_of(Month(2026, 9)))
    (first,) = signal_sentences(found)
    assert first.endswith(
        "July 2026 (2), August 2026 (3) and September 2026 (2) are noise: no reason need be looked for."
    )


def test_a_month_that_is_not_over_is_not_judged(tmp_path: Path) -> None:
    found = review(tmp_path, {**dict.fromkeys(range(1, 10), 2), 10: 3, 11: 9}, month(11))
    assert (
        verdict(found)
        == "Whether the number is a signal or noise cannot be told yet: only complete months are judged."
    )
    assert "Only months that are complete are judged." in list(signal_sentences(found))


def test_one_month_says_nothing(tmp_path: Path) -> None:
    (only,) = signal_sentences(review(tmp_path, {10: 3}, month(10)))
    assert only == (
        "What is signal and what is noise cannot be told yet: fewer than two months are complete, and it takes 6."
    )
