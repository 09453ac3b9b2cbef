from datetime import timedelta

import pytest

from incitrack.metrics.months import Month, months
from incitrack.website.trends.comparing import (
    counts_compared,
    counts_verdict,
    durations_compared,
    durations_verdict,
)
from incitrack.website.trends.grounds import Halves

HALVES = Halves(tuple(months(Month(2026, 5), Month(2026, 10))), tuple(months(Month(2025, 11), Month(2026, 4))))


def of(count: int) -> Halves:
    return Halves(HALVES.now[-count:], HALVES.before[-count:])


@pytest.mark.parametrize(
    ("now", "before", "says"),
    [
        (12, 31, "Fewer P1s than in the half year before: 12 against 31."),
        (31, 12, "More P1s than in the half year before: 31 against 12."),
        (3, 7, "Fewer P1s than in the half year before: 3 against 7, which may be chance."),
        (96, 100, "About as many P1s as in the half year before: 96 against 100."),
        (4, 4, "As many P1s as in the half year before: 4."),
        (0, 0, "No P1s in the last half year, nor in the half year before."),
    ],
)
def test_a_difference_is_said_with_both_numbers_and_whether_chance_may_make_it(
    now: int, before: int, says: str
) -> None:
    assert counts_compared("P1s", now, before, HALVES) == says


@pytest.mark.parametrize(
    ("count", "span"), [(1, "the month before"), (4, "the 4 months before"), (6, "the half year before")]
)
def test_the_spans_are_named_by_their_length(count: int, span: str) -> None:
    assert counts_compared("incidents", 0, 9, of(count)) == f"Fewer incidents than in {span}: 0 against 9."


def minutes(*found: int) -> list[timedelta]:
    return [timedelta(minutes=each) for each in found]


def test_durations_are_faster_only_beyond_chance() -> None:
    faster = durations_compared("resolved", minutes(1, 2, 3, 4, 5, 6), minutes(7, 8, 9, 10, 11, 12), HALVES)
    assert faster == "Resolved faster than in the half year before: half within 3 min, before that 9 min."
    alike = durations_compared("resolved", minutes(1, 9, 3, 8, 5, 6), minutes(2, 8, 4, 7, 6, 5), HALVES)
    assert alike == "Resolved about as fast as in the half year before: half within 5 min, before that 5 min."


def test_durations_that_differ_by_a_tenth_or_more_are_slower_or_faster_and_it_may_be_chance() -> None:
    before = minutes(100, 10, 200, 20, 300)
    slower = durations_compared("resolved", minutes(112, 10, 200, 20, 300), before, HALVES)
    assert slower == (
        "Resolved slower than in the half year before: half within 1 h 52 min, before that 1 h 40 min,"
        " which may be chance."
    )
    faster = durations_compared("resolved", minutes(90, 10, 200, 20, 300), before, HALVES)
    assert faster.startswith("Resolved faster than")
    assert faster.endswith("1 h 40 min, which may be chance.")
    alike = durations_compared("resolved", minutes(109, 10, 200, 20, 300), before, HALVES)
    assert alike.startswith("Resolved about as fast as")
    assert alike.endswith("before that 1 h 40 min.")


@pytest.mark.parametrize(
    ("now", "before", "text", "css"),
    [
        (12, 31, "fewer", "is-better"),
        (31, 12, "more", "is-worse"),
        (3, 7, "maybe fewer", ""),
        (96, 100, "about as many", ""),
    ],
)
def test_a_verdict_is_better_or_worse_only_beyond_chance(now: int, before: int, text: str, css: str) -> None:
    verdict = counts_verdict("Incidents", now, before)
    assert (verdict.text, verdict.numbers, verdict.css) == (text, f"{before} → {now}", css)


def test_a_verdict_on_durations_follows_their_sentence() -> None:
    faster = durations_verdict("To resolve", minutes(1, 2, 3, 4, 5, 6), minutes(7, 8, 9, 10, 11, 12))
    assert (faster.text, faster.numbers, faster.css) == ("faster", "9 min → 3 min", "is-better")
    assert durations_verdict("To resolve", minutes(5), minutes(1, 2, 3, 4, 5, 6)).text == "too few"


def test_few_durations_are_not_compared() -> None:
    says = durations_compared("resolved", minutes(5), minutes(1, 2, 3, 4, 5, 6), HALVES)
    assert says == "One was resolved in 5 min, too few to compare with the half year before (n = 1 and 6)."
    assert durations_compared("resolved", [], minutes(1), HALVES).startswith(
        "No incident of the last half year was resol"
    )
