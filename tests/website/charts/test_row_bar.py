from hypothesis import given
from hypothesis import strategies as st

from incitrack.website.charts.columns import Part
from incitrack.website.charts.row_bar import row_bar


@given(st.lists(st.integers(0, 999), min_size=1, max_size=6).filter(any))
def test_the_parts_of_a_whole_follow_each_other_and_fill_it(values: list[int]) -> None:
    stretches = row_bar([Part(value, str(value), "?", "sev-0") for value in values], sum(values))
    ends = [float(each.start[:-1]) + float(each.length[:-1]) for each in stretches]
    assert len(stretches) == sum(value > 0 for value in values)
    assert stretches[0].start == "0%"
    assert abs(ends[-1] - 100) <= 0.11
    for end, following in zip(ends, stretches[1:], strict=False):
        assert abs(end - float(following.start[:-1])) <= 0.11


def test_a_bar_is_as_long_as_its_share_of_the_longest() -> None:
    assert row_bar([Part(3, "3", "?", "sev-0")], 12)[0].length == "25%"
