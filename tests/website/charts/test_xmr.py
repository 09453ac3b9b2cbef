from incitrack.metrics.months import Month, months
from incitrack.metrics.process_limits import Limits, Signal, natural_limits, signals
from incitrack.website.charts.ticks import number_ticks
from incitrack.website.charts.xmr import Individual, mark_of, xmr_chart
from incitrack.website.views.charts import DrawingView


def chart(values: list[float], limits: Limits | None = None) -> DrawingView:
    limits = limits or natural_limits(values)
    marks = signals(values, limits)
    found = [
        Individual(month, value, mark, value < limits.mean, f"{month}: {value}", "?")
        for month, value, mark in zip(months(Month(2025, 1), Month(2026, 12)), values, marks, strict=False)
    ]
    texts = (f"{limits.mean:g}", f"{limits.lower:g}", f"{limits.upper:g}")
    return xmr_chart("Incidents", found, limits, number_ticks, texts)


def test_a_signal_differs_from_noise_by_its_shape_too() -> None:
    shapes = {mark_of(signal, 5, 5) for signal in (None, *Signal)}
    assert len({path for _, path in shapes}) == 3
    assert mark_of(Signal.RUN, 5, 5, is_better=True) == ("signal better", "M-1 0.2L5 11L11 0.2z")
    drawing = chart([4, 5, 4, 5, 4, 5, 30], Limits(5, 1, 9))
    assert [point.css for point in drawing.points] == ["noise"] * 6 + ["signal"]


def test_the_limits_are_drawn_where_they_lie_and_one_at_nothing_is_not() -> None:
    lines = [shape for shape in chart([4, 5, 4, 5]).below if shape.css in {"mean", "limit"}]
    assert [shape.css for shape in lines] == ["mean", "limit", "limit"]
    none_below = [shape for shape in chart([0, 5, 0, 5]).below if shape.css == "limit"]
    assert len(none_below) == 1


def test_each_line_is_named_with_its_value_before_it() -> None:
    drawing = chart([4, 5, 4, 5, 4, 5, 30], Limits(5, 1, 29))
    assert [word.text for word in drawing.words if word.css == "end small"] == ["limit", "29", "mean", "5"]
    first = next(shape for shape in drawing.below if shape.css == "limit")
    assert all(float(word.x) < float(first.path[1:].split()[0]) for word in drawing.words if "end" in word.css)


def test_values_that_are_all_nothing_can_be_drawn() -> None:
    drawing = chart([0, 0, 0])
    assert len(drawing.points) == 3
    assert [word.text for word in drawing.words if word.text == "limit"] == ["limit"]
