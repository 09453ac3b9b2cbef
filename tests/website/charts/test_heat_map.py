from hypothesis import given
from hypothesis import strategies as st

from incitrack.website.charts.heat_map import heat_map, level
from tests.website.charts.drawn import lies_within

cells = st.dictionaries(st.tuples(st.integers(1, 7), st.integers(0, 23)), st.integers(1, 500), max_size=168)


@given(cells)
def test_each_cell_with_anything_leads_somewhere_and_holds_its_number(counts: dict[tuple[int, int], int]) -> None:
    drawing = heat_map("Hours", counts, str, lambda cell: f"?weekday={cell[0]}&hour={cell[1]}")
    assert {point.href for point in drawing.points} == {f"?weekday={day}&hour={hour}" for day, hour in counts}
    numbers = [word.text for word in drawing.words if "count-in" in word.css]
    assert sorted(numbers) == sorted(str(count) for count in counts.values())
    assert lies_within(drawing)


def test_the_most_is_coloured_most_and_one_of_it_is_coloured_at_all() -> None:
    assert [level(count, 100) for count in (0, 1, 20, 21, 99, 100)] == [0, 1, 1, 2, 5, 5]
    assert level(1, 1) == 5
