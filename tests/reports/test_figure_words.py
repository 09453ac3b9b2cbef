import pytest

from incitrack.metrics.summary import Summary
from incitrack.reports.figure_words import median_text, percent_text, seconds_text, share_text


@pytest.mark.parametrize(
    ("share", "digits", "text"),
    [
        (None, 0, "–"),
        (0.0, 0, "0 %"),
        (1.0, 0, "100 %"),
        (0.916, 0, "92 %"),
        (0.9999, 0, ">99 %"),
        (0.0001, 0, "<1 %"),
        (0.9986, 3, "99.860 %"),
        (0.9999999, 3, ">99.999 %"),
    ],
)
def test_a_share_is_never_rounded_to_all_or_nothing(share: float | None, digits: int, text: str) -> None:
    assert percent_text(share, digits) == text


def test_the_number_behind_a_figure_stands_beside_it() -> None:
    assert share_text(1200, 4800) == "1,200 of 4,800 (25 %)"
    assert share_text(0, 0) == "–"
    assert median_text(Summary(1031, 90, 4320, 200, 300)) == "1 h 12 min (1,031)"
    assert median_text(Summary(0, None, None, None, 0)) == "–"
    assert seconds_text(None) == "–"
    assert seconds_text(0) == "under a minute"
