from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.metrics.comparison import counts_tell_apart, durations_shift, is_uneven

counts = st.integers(0, 1200)


@pytest.mark.parametrize(
    ("now", "before", "apart"),
    # The two-sided p of a split of n = 10 as 2 and 8 is 0.109, as 1 and 9 0.021; of 20 as 5 and 15 it is 0.041.
    [
        (3, 7, False),
        (2, 8, False),
        (1, 9, True),
        (5, 15, True),
        (6, 14, False),
        (0, 5, False),
        (0, 6, True),
        (0, 0, False),
    ],
)
def test_two_counts_are_told_apart_where_chance_would_rarely_split_them_so(
    now: int, before: int, apart: bool
) -> None:
    assert counts_tell_apart(now, before) is apart


@given(counts, counts)
def test_which_of_two_counts_comes_first_makes_no_difference(now: int, before: int) -> None:
    assert counts_tell_apart(now, before) is counts_tell_apart(before, now)


@given(counts)
def test_equal_counts_are_never_told_apart(count: int) -> None:
    assert not counts_tell_apart(count, count)


@pytest.mark.parametrize("n", [998, 1002])
def test_the_exact_test_and_the_approximation_meet(n: int) -> None:
    edges = [gap for gap in range(0, n, 2) if counts_tell_apart((n - gap) // 2, (n + gap) // 2)]
    assert edges[0] in {62, 64}


def minutes(*found: int) -> list[timedelta]:
    return [timedelta(minutes=each) for each in found]


def test_durations_that_overlap_are_not_told_apart() -> None:
    assert durations_shift(minutes(5, 9, 20, 40, 70), minutes(4, 10, 19, 45, 68)) == 0


def test_durations_of_which_nearly_all_are_longer_are() -> None:
    assert durations_shift(minutes(1, 2, 3, 4, 5, 6), minutes(7, 8, 9, 10, 11, 12)) == -1
    assert durations_shift(minutes(7, 8, 9, 10, 11, 12), minutes(1, 2, 3, 4, 5, 6)) == 1


def test_of_fewer_than_five_durations_nothing_is_concluded() -> None:
    assert durations_shift(minutes(1, 1, 1, 1), minutes(*range(100, 140))) == 0


def test_durations_that_are_all_the_same_are_not_told_apart() -> None:
    assert durations_shift(minutes(*[7] * 9), minutes(*[7] * 9)) == 0


@given(st.lists(st.integers(0, 50), max_size=20), st.lists(st.integers(0, 50), max_size=20))
def test_what_became_longer_was_shorter_before(now: list[int], before: list[int]) -> None:
    found = durations_shift(minutes(*now), minutes(*before))
    assert durations_shift(minutes(*reversed(before)), minutes(*now)) == -found


def test_weekdays_are_uneven_only_beyond_chance() -> None:
    # The chi-square of these is 5.8 and 22.4; the critical value of 6 degrees of freedom is 12.59.
    assert not is_uneven([7, 5, 6, 4, 5, 2, 6])
    assert is_uneven([20, 8, 7, 6, 7, 1, 1])


def test_too_few_for_the_test_are_never_uneven() -> None:
    assert not is_uneven([34, 0, 0, 0, 0, 0, 0])
    assert not is_uneven([])
