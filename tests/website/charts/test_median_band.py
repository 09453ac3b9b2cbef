from hypothesis import given
from hypothesis import strategies as st

from incitrack.metrics.months import Month, months
from incitrack.website.charts.median_band import Spread, median_band
from tests.website.charts.drawn import lies_within

MONTHS = list(months(Month(2024, 1), Month(2026, 12)))
durations = st.integers(0, 10**9)
found = st.one_of(st.none(), st.tuples(durations, durations, st.integers(1, 99)))


def spreads(*rows: tuple[int, int, int] | None) -> list[Spread]:
    return [
        Spread(month, row[0] if row else None, row[1] if row else None, row[2] if row else 0, f"{month}", "?")
        for month, row in zip(MONTHS, rows, strict=False)
    ]


def path(css: str, *rows: tuple[int, int, int] | None) -> str:
    return "".join(shape.path for shape in median_band("Times", spreads(*rows)).below if shape.css == css)


@given(st.lists(found, min_size=1, max_size=36).filter(any))
def test_each_month_with_a_median_has_one_mark_on_the_sheet(rows: list[tuple[int, int, int] | None]) -> None:
    ordered = [(min(row[:2]), max(row[:2]), row[2]) if row else None for row in rows]
    drawing = median_band("Times", spreads(*ordered))
    assert len(drawing.points) == sum(row is not None for row in rows)
    assert lies_within(drawing)


def test_a_month_without_any_breaks_the_line() -> None:
    assert path("median", (60, 600, 9), (60, 600, 9), None, (60, 600, 9), (60, 600, 9)).count("M") == 2


def test_a_month_alone_still_has_its_band() -> None:
    assert path("band", None, (60, 6000, 9), None).startswith("M")


def test_a_median_of_few_is_hollow() -> None:
    drawing = median_band("Times", spreads((60, 600, 4), (60, 600, 5)))
    assert [point.css for point in drawing.points] == ["dot few", "dot"]


def test_equal_factors_are_equally_far_apart() -> None:
    median, upper = (path(css, (600, 3600, 9), (3600, 21600, 9)) for css in ("median", "p90"))
    first, second = (float(place.split()[1]) for place in median[1:].split("L"))
    third, fourth = (float(place.split()[1]) for place in upper[1:].split("L"))
    assert abs((first - second) - (third - fourth)) < 0.25
    assert abs(second - third) < 0.11
