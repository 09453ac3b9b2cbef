from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.metrics.summary import Summary
from incitrack.reports.figure_words import (
    half_text,
    median_text,
    percent_text,
    seconds_text,
    share_of,
    share_text,
    target_text,
)


@pytest.mark.parametrize(
    ("share", "digits", "text"),
    [
        (None, 0, "–"),
        (Fraction(0), 0, "0 %"),
        (Fraction(1), 0, "100 %"),
        (Fraction(1), 2, "100.00 %"),
        (Fraction("0.916"), 0, "92 %"),
        (Fraction(999, 1000), 0, ">99 %"),
        (Fraction(1, 1000), 0, "<1 %"),
        (Fraction("0.9986"), 3, "99.860 %"),
        (Fraction("0.9999999"), 3, ">99.999 %"),
        (Fraction("0.0000001"), 2, "<0.01 %"),
    ],
)
def test_a_share_is_never_rounded_to_all_or_nothing(share: Fraction | None, digits: int, text: str) -> None:
    assert percent_text(share, digits) == text


@pytest.mark.parametrize(
    ("part", "whole", "digits", "text"),
    [(10, 16, 0, "63 %"), (1, 8, 0, "13 %"), (29, 200, 0, "15 %"), (3, 200, 0, "2 %"), (1, 800, 2, "0.13 %")],
)
def test_of_a_half_per_cent_the_larger_whole_one_is_told(part: int, whole: int, digits: int, text: str) -> None:
    assert percent_text(share_of(part, whole), digits) == text


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_all_is_told_of_all_alone_and_none_of_none(part: int, more: int, digits: int) -> None:
    text = percent_text(share_of(part, part + more), digits)
    assert not text.startswith("100")
    assert (text == percent_text(Fraction(0), digits)) == (part == 0)


def test_a_target_is_told_as_its_policy_writes_it() -> None:
    assert target_text(0.999, 2) == "99.90 %"
    assert target_text(0.99995, 2) == ">99.99 %"


def test_of_one_incident_nobody_speaks_of_half() -> None:
    assert half_text("resolved", Summary(12, 90, 7200, 200, 300), 14) == "Half were resolved within 2 h (n = 12)"
    assert (
        half_text("resolved", Summary(1, 90, 7080, 200, 300), 1) == "The one incident was resolved in 1 h 58 min"
    )
    assert (
        half_text("resolved", Summary(1, 90, 7080, 200, 300), 3) == "One of 3 incidents was resolved in 1 h 58 min"
    )


def test_the_number_behind_a_figure_stands_beside_it() -> None:
    assert share_text(1200, 4800) == "1,200 of 4,800 (25 %)"
    assert share_text(0, 0) == "–"
    assert median_text(Summary(1031, 90, 4320, 200, 300)) == "1 h 12 min (1,031)"
    assert median_text(Summary(0, None, None, None, 0)) == "–"
    assert seconds_text(None) == "–"
    assert seconds_text(0) == "under a minute"
