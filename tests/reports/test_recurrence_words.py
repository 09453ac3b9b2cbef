import pytest

from incitrack.metrics.recurrence import Recurrence
from incitrack.reports.recurrence_words import again_text, n_text


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (Recurrence(0, 0, 0), "–"),
        (Recurrence(160, 0, 0), "not known, as none of 160 names a cause"),
        (Recurrence(1, 0, 0), "not known, as the one names no cause"),
        (Recurrence(40, 3, 25), "3 of 40 (8 %), judged by the 25 that name a cause"),
        (Recurrence(40, 0, 1), "0 of 40 (0 %), judged by the one that names a cause"),
        (Recurrence(40, 3, 40), "3 of 40 (8 %)"),
    ],
)
def test_what_names_no_cause_is_not_said_to_have_come_for_the_first_time(found: Recurrence, text: str) -> None:
    assert again_text(found) == text


def test_an_n_says_how_many_of_it_could_be_judged() -> None:
    assert n_text(Recurrence(16, 0, 16)) == "n = 16"
    assert n_text(Recurrence(16, 0, 5)) == "n = 16, judged by the 5 that name a cause"
