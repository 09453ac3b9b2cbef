import pytest

from incitrack.website.charts.pareto import MOST, Ranked, pareto_chart, wrapped
from incitrack.website.views.charts import DrawingView


def chart(*counts: int) -> DrawingView:
    total, so_far, ranked = sum(counts), 0, []
    for number, count in enumerate(counts):
        so_far += count
        ranked.append(
            Ranked(f"cause {number}", count, count / total, so_far / total, f"{count}", f"?cause={number}")
        )
    return pareto_chart("Causes", ranked)


def test_the_line_rises_to_all_of_them() -> None:
    drawing = chart(5, 3, 2)
    line = next(shape.path for shape in drawing.below if shape.css == "cumulative")
    heights = [float(place.split()[1]) for place in line[1:].split("L")]
    assert heights == sorted(heights, reverse=True)
    assert heights[-1] == pytest.approx(24)


def test_the_line_begins_at_the_top_of_the_first_column() -> None:
    drawing = chart(5, 3, 2)
    line = next(shape.path for shape in drawing.below if shape.css == "cumulative")
    first = next(shape.path for shape in drawing.below if shape.css == "bar")
    assert line[1:].split("L")[0].split()[1] == first.partition("h")[0].split()[1]


def test_only_the_first_are_drawn() -> None:
    drawing = chart(*range(20, 5, -1))
    assert len(drawing.points) == MOST
    assert len([shape for shape in drawing.below if shape.css == "bar"]) == MOST


def test_one_kind_alone_is_no_line_but_a_mark() -> None:
    drawing = chart(4)
    assert [point.title for point in drawing.points] == ["4"]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Change", ["Change"]),
        ("Human process", ["Human", "process"]),
        ("Undocumented dependency", ["Undocu-", "mented", "dependency"]),
        ("Misconfiguration", ["Misconfi-", "guration"]),
        ("Nobody knew whose it was and why", ["Nobody", "knew whose", "it was and …"]),
        ("a b c d e f g h i j k l m n o p q r s t u v w", ["a b c d e", "f g h i j", "k l m n o …"]),
        ("", [""]),
    ],
)
def test_a_name_stands_in_three_lines_at_most(name: str, lines: list[str]) -> None:
    assert wrapped(name, 10) == lines


@pytest.mark.parametrize(
    ("names", "css"),
    [
        (["Change", "Capacity", "Hardware", "Network", "Weather", "Provider", "Access", "Time"], "broad"),
        (["Change", "Configuration", "Hardware", "Network", "Weather", "Provider", "Access", "Time"], "wide"),
        (["Change", "Configuration", "Hardware", "Network"], "broad"),
        (["Change", "Weather"], "small"),
    ],
)
def test_the_sheet_is_wide_enough_for_the_longest_word_to_stand_whole(names: list[str], css: str) -> None:
    ranked = [Ranked(name, 1, 1 / len(names), 1, name, "") for name in names]
    drawing = pareto_chart("Causes", ranked)
    assert drawing.css == css
    assert {word.text for word in drawing.words} >= set(names)
