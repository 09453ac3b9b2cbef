from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from incitrack.website.charts.ticks import duration_ticks, growing_duration_ticks, number_ticks


@given(st.floats(0, 1e9))
def test_numbers_begin_at_nothing_and_reach_the_largest_in_a_few_even_steps(largest: float) -> None:
    ticks = number_ticks(largest)
    steps = {round(after.value - before.value) for before, after in pairwise(ticks)}
    assert ticks[0].value == 0
    assert ticks[-1].value >= largest
    assert len(steps) == 1
    assert 2 <= len(ticks) <= 6


@given(st.floats(0, 1e10))
def test_durations_do_likewise(largest: float) -> None:
    ticks = duration_ticks(largest)
    assert ticks[0].text == "0"
    assert ticks[-1].value >= largest
    assert 2 <= len(ticks) <= 6


def test_durations_are_round_as_people_count_them() -> None:
    assert [tick.text for tick in duration_ticks(3 * 3600)] == ["0", "1 h", "2 h", "3 h"]
    assert [tick.text for tick in duration_ticks(50)] == ["0", "1 min"]


@given(st.integers(0, 10**10), st.integers(0, 10**10))
def test_growing_durations_stand_around_what_is_given(one: int, other: int) -> None:
    smallest, largest = sorted((one, other))
    ticks = growing_duration_ticks(smallest, largest)
    assert len(ticks) >= 2
    assert ticks[0].value <= max(60, smallest)
    assert ticks[-1].value >= min(largest, 5 * 365 * 86400)
    assert all(after.value >= 2 * before.value for before, after in pairwise(ticks))


def test_small_counts_have_whole_numbers() -> None:
    assert [tick.text for tick in number_ticks(3)] == ["0", "1", "2", "3"]
    assert [tick.text for tick in number_ticks(0)] == ["0", "1"]
    assert [tick.text for tick in number_ticks(1850)] == ["0", "500", "1,000", "1,500", "2,000"]
