import statistics
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.metrics.summary import Summary, percentile, summary

SECONDS = st.lists(st.integers(0, 10**8), min_size=1, max_size=60)


def of(*seconds: float | None) -> Summary:
    return summary(None if each is None else timedelta(seconds=each) for each in seconds)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        ((), Summary(0, None, None, None, 0)),
        ((None, None), Summary(0, None, None, None, 0)),
        ((60,), Summary(1, 60, 60, 60, 60)),
        ((0,), Summary(1, 0, 0, 0, 0)),
        # Position 0.9 of the way from the first to the second.
        ((100, 200), Summary(2, 150, 150, 190, 300)),
        ((200, None, 100), Summary(2, 150, 150, 190, 300)),
        # Position 0.9 × 4 = 3.6: six tenths of the way from the fourth to the fifth.
        ((10, 20, 30, 40, 100), Summary(5, 40, 30, 76, 200)),
        # Position 0.9 × 10 = 9, the tenth value itself.
        ((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 111), Summary(11, 15, 6, 10, 166)),
        # Fractions of a second count, and only the result is rounded.
        ((0.4, 0.4, 0.4), Summary(3, 0, 0, 0, 1)),
    ],
)
def test_of_durations_in_any_order(seconds: tuple[float | None, ...], expected: Summary) -> None:
    assert of(*seconds) == expected


@given(SECONDS)
def test_the_percentile_is_numpys_default(seconds: list[int]) -> None:
    # numpy.percentile(a, 90), written out: virtual index (n − 1) × 0.9, linear between its neighbours.
    ordered = sorted(seconds)
    index = Fraction(9, 10) * (len(ordered) - 1)
    below, above = ordered[int(index)], ordered[min(int(index) + 1, len(ordered) - 1)]
    assert percentile(ordered, 90) == below + (index - int(index)) * (above - below)


@given(SECONDS)
def test_the_percentiles_are_the_deciles_of_the_standard_library(seconds: list[int]) -> None:
    ordered = sorted([*seconds, seconds[0]])
    deciles = statistics.quantiles(map(Fraction, ordered), n=10, method="inclusive")
    assert percentile(ordered, 90) == deciles[8]
    assert percentile(ordered, 50) == statistics.median(map(Fraction, ordered))


@given(SECONDS)
def test_the_order_does_not_matter_and_no_figure_leaves_the_range(seconds: list[int]) -> None:
    found = of(*seconds)
    assert found == of(*reversed(seconds))
    assert found.sum_s == sum(seconds)
    ranged = [each for each in (min(seconds), found.median_s, found.p90_s, max(seconds)) if each is not None]
    assert ranged == sorted(ranged)
    assert found.mean_s in range(min(seconds), max(seconds) + 1)
