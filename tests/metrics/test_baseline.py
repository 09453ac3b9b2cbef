from pathlib import Path

import pytest

from incitrack.metrics.baseline import Baseline, Chart
from incitrack.model.times import parse_time
from tests.metrics.histories import NOW, evidence, history


def charts(root: Path, *texts: str, until: str = "2026-11-20T12:00Z") -> Baseline:
    known = evidence(root, *texts)
    return known.months_of(known.archive.incidents).baseline(min(NOW, parse_time(until)))


def values(chart: Chart | None) -> dict[str, int]:
    assert chart is not None
    return {str(point.month): point.value for point in chart.points}


def test_months_run_from_the_first_report_to_the_last_complete_one(tmp_path: Path) -> None:
    days = ["2026-06-10", "2026-06-12", "2026-07-01", "2026-10-31", "2026-11-02"]
    found = charts(tmp_path, *(history(f"{day} 10:00 reported", i) for i, day in enumerate(days)))
    # November is not over; August and September had none, which counts.
    assert values(found.monthly_incidents) == {
        "2026-06": 2,
        "2026-07": 1,
        "2026-08": 0,
        "2026-09": 0,
        "2026-10": 1,
    }
    assert found.time_to_resolve is None
    # Mean 4 ÷ 5; moving ranges 1, 1, 0, 1: 0.8 + 2.66 × 0.75.
    assert found.monthly_incidents is not None
    assert found.monthly_incidents.limits == (pytest.approx(0.8), 0.0, pytest.approx(2.795))


def test_the_time_to_resolve_is_a_mean_of_each_month_that_resolved_something(tmp_path: Path) -> None:
    found = charts(
        tmp_path,
        history("2026-06-10 10:00 reported, 11:00 resolved", 1),
        history("2026-06-11 10:00 reported, 13:00 resolved", 2),
        history("2026-06-12 10:00 reported", 3),  # open: in no mean
        history("2026-07-12 10:00 reported", 4),
        history("2026-09-30 23:00 reported, 10-01 00:00 resolved", 5),  # it belongs to the month of its report
    )
    assert values(found.time_to_resolve) == {"2026-06": 7200, "2026-09": 3600}
    assert found.time_to_resolve is not None
    assert [point.n for point in found.time_to_resolve.points] == [2, 1]
    assert found.time_to_resolve.limits == (5400.0, 0.0, pytest.approx(5400 + 2.66 * 3600))


@pytest.mark.parametrize("texts", [[], ["2026-11-02 10:00 reported"], ["2026-10-02 10:00 reported"]])
def test_fewer_than_two_months_make_no_chart(tmp_path: Path, texts: list[str]) -> None:
    assert charts(tmp_path, *map(history, texts)) == Baseline(None, None)


def test_months_after_the_last_that_was_asked_for_are_not_empty_ones(tmp_path: Path) -> None:
    texts = [history("2026-06-10 10:00 reported", 1), history("2026-07-10 10:00 reported", 2)]
    assert values(charts(tmp_path, *texts, until="2026-08-01T00:00Z").monthly_incidents) == {
        "2026-06": 1,
        "2026-07": 1,
    }
    assert charts(tmp_path, *texts, until="2026-07-31T12:00Z").monthly_incidents is None
