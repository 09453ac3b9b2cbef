from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.metrics.months import Month, months
from incitrack.website.charts.columns import Column, Part, duration_columns, grouped_columns, stacked_columns
from tests.website.charts.drawn import box, heights, lies_within

MONTHS = list(months(Month(2024, 1), Month(2026, 12)))
values = st.lists(st.lists(st.integers(0, 5000), min_size=3, max_size=3), min_size=1, max_size=36)


def columns(*rows: list[int]) -> list[Column]:
    return [
        Column(
            month,
            [
                Part(value, f"{month}: {value}", f"?month={month}&part={n}", f"sev-{n}")
                for n, value in enumerate(row)
            ],
        )
        for month, row in zip(MONTHS, rows, strict=False)
    ]


@given(values)
def test_every_part_that_is_anything_has_a_mark_on_the_sheet_and_nothing_else_has(rows: list[list[int]]) -> None:
    for draw in (stacked_columns, grouped_columns, duration_columns):
        drawing = draw("Incidents", columns(*rows))
        assert len(drawing.points) == sum(value > 0 for row in rows for value in row)
        assert all(point.href and point.title for point in drawing.points)
        assert lies_within(drawing)


def test_parts_are_as_tall_as_their_values_and_stand_on_one_another() -> None:
    drawing = stacked_columns("Incidents", columns([10, 20, 0], [5, 0, 5]))
    ten, twenty, five, other = heights(drawing)
    assert (twenty + 1) / (ten + 1) == pytest.approx(2, abs=0.02)
    assert (ten + 1) / (five + 1) == pytest.approx(2, abs=0.02)
    assert five == pytest.approx(other, abs=0.11)
    lower, upper = box(drawing.points[0].path), box(drawing.points[1].path)
    assert upper[3] < lower[1]
    assert upper[0] == lower[0]


def test_the_smallest_part_can_still_be_seen() -> None:
    assert min(heights(stacked_columns("Incidents", columns([5000, 1, 0])))) >= 2


def test_grouped_parts_stand_beside_each_other() -> None:
    drawing = grouped_columns("Actions", columns([3, 3, 3]))
    first, second, third = (box(point.path) for point in drawing.points)
    assert first[2] <= second[0] < second[2] <= third[0]
    assert first[1] == second[1] == third[1]


def test_the_sum_stands_above_a_column_where_there_is_room() -> None:
    few = stacked_columns("Incidents", columns([4, 3, 0]))
    assert "7" in [word.text for word in few.words if "sum" in word.css]
    many = stacked_columns("Incidents", columns(*[[20000, 0, 0]] * 36))
    assert [word for word in many.words if "sum" in word.css] == []


def test_a_month_that_goes_on_is_drawn_fainter() -> None:
    month, parts, _ = columns([1, 0, 0])[0]
    drawing = stacked_columns("Incidents", [Column(month, parts, is_going_on=True)])
    assert [point.css for point in drawing.points] == ["sev-0 going-on"]


@pytest.mark.parametrize(
    ("count", "css"), [(1, "small"), (9, "small"), (12, "broad"), (20, "broad"), (21, "wide")]
)
def test_the_sheet_is_wide_enough_for_a_finger_on_each_column(count: int, css: str) -> None:
    drawing = stacked_columns("Incidents", columns(*[[1, 0, 0]] * count))
    assert drawing.css == css
    assert (drawing.width - 60) / count >= 24


def test_years_and_months_are_named_without_running_into_each_other() -> None:
    drawing = stacked_columns("Incidents", columns(*[[1, 0, 0]] * 36))
    words = [word for word in drawing.words if word.text in {"Jan", "Apr", "Jul", "Oct"}]
    places = [float(word.x) for word in words]
    assert len(words) == 12
    assert min(after - before for before, after in pairwise(places)) > 30
    assert [word.text for word in drawing.words if "year" in word.css] == ["2024", "2025", "2026"]


def test_a_history_that_begins_late_in_a_year_does_not_name_it_beside_the_next() -> None:
    late = [Column(month, []) for month in months(Month(2023, 12), Month(2026, 11))]
    late[0] = Column(late[0].month, [Part(1, "1", "?", "sev-0")])
    drawing = stacked_columns("Incidents", late)
    assert [word.text for word in drawing.words if "year" in word.css] == ["2024", "2025", "2026"]
