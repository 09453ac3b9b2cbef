"""The axis of months names each year where it begins, also where the first months of it are not drawn."""

from incitrack.metrics.months import Month
from incitrack.website.charts.month_axis import month_words
from incitrack.website.charts.plot import Plot


def years(*months: Month) -> list[str]:
    plot = Plot(640, len(months), ())
    return [word.text for word in month_words(plot, months) if word.css == "middle year"]


def test_a_year_without_its_january_is_named_at_its_first_month() -> None:
    assert years(Month(2025, 11), Month(2026, 3), Month(2026, 5)) == ["2025", "2026"]


def test_months_of_one_year_name_it_once() -> None:
    assert years(*(Month(2026, number) for number in range(2, 9))) == ["2026"]


def test_a_first_year_without_room_is_left_to_the_next() -> None:
    assert years(Month(2025, 12), *(Month(2026, number) for number in range(1, 13)), *([Month(2027, 1)] * 12)) == [
        "2026",
        "2027",
    ]
