import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.metrics.process_limits import RUN, Limits, Signal, natural_limits, signals

VALUES = st.lists(st.integers(0, 1000), min_size=2, max_size=40)


def marked(*values: float) -> list[int]:
    """The places of the values that are signals."""
    limits = natural_limits(values)
    return [place for place, signal in enumerate(signals(values, limits)) if signal]


def test_the_limits_are_the_mean_and_scaled_moving_ranges() -> None:
    # Moving ranges 2, 5, 2: mean 3; 2.66 × 3 = 7.98.
    mean, lower, upper = natural_limits([10, 12, 7, 9])
    assert (mean, lower, upper) == (9.5, pytest.approx(1.52), pytest.approx(17.48))


def test_the_lower_limit_is_never_below_zero() -> None:
    # Moving ranges 4 and 4: 3 − 10.64 would be below.
    assert natural_limits([1, 5, 1]) == Limits(pytest.approx(7 / 3), 0.0, pytest.approx(7 / 3 + 10.64))


def test_what_never_changes_is_no_signal() -> None:
    assert natural_limits([7] * 20) == Limits(7.0, 7.0, 7.0)
    assert marked(*[7] * 20) == []


def test_a_value_outside_of_the_limits_is_a_signal() -> None:
    values = [10, 11, 10, 9, 50, 10, 11, 10, 9]
    assert marked(*values) == [4]
    assert signals(values, natural_limits(values))[4] is Signal.OUTSIDE
    assert marked(50, 51, 50, 49, 10, 50, 51, 50, 49) == [4]


def test_eight_in_a_row_on_one_side_are_a_signal_and_seven_are_not() -> None:
    low, high = [10, 12] * 4, [13, 15] * 4
    values = [*low, *high]
    assert marked(*values) == list(range(16))
    assert set(signals(values, natural_limits(values))) == {Signal.RUN}
    assert marked(*low[:7], *high[:7]) == []


def test_a_value_on_the_mean_ends_a_run() -> None:
    limits = Limits(10.0, 0.0, 20.0)
    assert signals([11] * 8, limits) == [Signal.RUN] * 8
    assert signals([11] * 4 + [10] + [11] * 7, limits) == [None] * 12
    assert signals([11] * 4 + [9] + [11] * 8, limits) == [None] * 5 + [Signal.RUN] * 8


def test_a_limit_itself_is_still_noise() -> None:
    assert signals([20, 0, 20.01, -0.01], Limits(10.0, 0.0, 20.0)) == [None, None, Signal.OUTSIDE, Signal.OUTSIDE]


def test_whole_numbers_within_the_limits_are_told_inward_of_them() -> None:
    assert Limits(12.0, 1.7, 22.98).whole == (2, 22)
    assert Limits(5.0, 0.0, 10.0 - 1e-12).whole == (0, 10)
    assert Limits(2.5, 2.2, 2.8).whole is None


@given(VALUES)
def test_a_whole_number_is_noise_or_outside_as_it_is_told_to_be(values: list[int]) -> None:
    limits = natural_limits(values)
    least, greatest = limits.whole or (1, 0)
    for value in range(max(0, round(limits.upper) + 3)):
        assert limits.hold(value) == (least <= value <= greatest)


@given(VALUES)
def test_the_mean_lies_within_the_limits(values: list[int]) -> None:
    limits = natural_limits(values)
    assert 0 <= limits.lower <= limits.mean <= limits.upper


@given(VALUES, st.integers(1, 9))
def test_the_unit_of_measurement_does_not_matter(values: list[int], scale: int) -> None:
    limits, larger = natural_limits(values), natural_limits([value * scale for value in values])
    assert larger == pytest.approx([limit * scale for limit in limits])


@given(VALUES)
def test_every_stretch_of_eight_on_one_side_is_marked_and_nothing_else_within_the_limits(
    values: list[int],
) -> None:
    limits = natural_limits(values)
    sides = [(value > limits.mean) - (value < limits.mean) for value in values]
    in_run = {
        place
        for start in range(len(values) - RUN + 1)
        if sides[start] and len(set(sides[start : start + RUN])) == 1
        for place in range(start, start + RUN)
    }
    for place, (value, signal) in enumerate(zip(values, signals(values, limits), strict=True)):
        outside = not limits.hold(value)
        assert signal is (Signal.OUTSIDE if outside else Signal.RUN if place in in_run else None)
