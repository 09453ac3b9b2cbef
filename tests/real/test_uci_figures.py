"""Figures of 539 incidents of a service desk: what `metrics` says, and what SQL says of the same rows."""

import sqlite3
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from incitrack.metrics.response_times import response_times
from incitrack.model.incident import Incident
from tests.real.brought import groups, metrics
from tests.real.uci_log import asked

pytestmark = pytest.mark.real_data


@pytest.mark.parametrize(
    ("by", "query"),
    [
        ("severity", "SELECT priority, COUNT(*) FROM final GROUP BY 1"),
        ("month", "SELECT STRFTIME('%Y-%m', opened, 'unixepoch'), COUNT(*) FROM final GROUP BY 1"),
        ("category", "SELECT COALESCE(category, 'none'), COUNT(*) FROM final GROUP BY 1"),
        ("service", "SELECT COALESCE(category, 'unknown'), COUNT(*) FROM final GROUP BY 1"),
        ("team", "SELECT COALESCE(team, 'none'), COUNT(*) FROM final GROUP BY 1"),
        ("cause", "SELECT COALESCE(code, 'none'), COUNT(*) FROM final GROUP BY 1"),
    ],
    ids=["severity", "month", "category", "service", "team", "cause"],
)
def test_counts_are_those_of_the_log(by: str, query: str, log: sqlite3.Connection, desk: Path) -> None:
    theirs = asked(log, query)
    assert sum(theirs.values()) == 539
    assert {key: group["incidents"] for key, group in groups(desk, by).items()} == theirs


@pytest.mark.parametrize(
    ("options", "chosen"),
    [
        (("--since", "2016-03-01"), "opened >= SECONDS('2016-03-01')"),
        (("--until", "2016-02-29"), "opened < SECONDS('2016-03-01')"),
        (("--since", "2016-03-01T12:00Z", "--until", "2016-03-01T13:00Z"),
         "opened BETWEEN SECONDS('2016-03-01 12:00') AND SECONDS('2016-03-01 13:00')"),
        (("--severity", "P1", "--severity", "P2"), "priority IN ('P1', 'P2')"),
        (("--team", "group-70", "--severity", "P3"), "team = 'group-70' AND priority = 'P3'"),
        (("--cause", "code-6", "--service", "category-45"), "code = 'code-6' AND category = 'category-45'"),
    ],
    ids=["since", "until", "hour", "severities", "team", "cause"],
)  # fmt: skip
def test_a_choice_of_the_log_is_summed_up_alone(
    options: tuple[str, ...], chosen: str, log: sqlite3.Connection, desk: Path
) -> None:
    n, took = log.execute(f"SELECT COUNT(*), SUM(ended - opened) FROM final WHERE {chosen}").fetchone()  # noqa: S608
    assert 0 < n < 539
    (found,) = metrics(desk, *options)["groups"]
    assert (found["incidents"], found["time_to_resolve"]["n"], found["time_to_resolve"]["sum_s"]) == (n, n, took)


def test_the_published_numbers_of_each_priority_are_met(desk: Path) -> None:
    assert {key: group["incidents"] for key, group in groups(desk, "severity").items()} == {
        "P1": 11,
        "P2": 20,
        "P3": 453,
        "P4": 55,
    }


RESOLVED = "SELECT {by} AS kind, ended - opened AS took FROM final"
ANSWERED = "SELECT {by} AS kind, a.stop - a.start AS took FROM answered a JOIN final USING (number)"
AFFECTED = "SELECT {by} AS kind, SUM(stop - start) AS took FROM period JOIN final USING (number) GROUP BY number"
MENDED = (
    "SELECT {by} AS kind, MIN(stop) - MIN(start) AS took FROM period JOIN final USING (number) GROUP BY number"
)
SUMMARY = """\
WITH length AS ({lengths}),
placed AS (SELECT *, ROW_NUMBER() OVER (PARTITION BY kind ORDER BY took) AS place, COUNT(*) OVER (PARTITION BY kind) AS n
  FROM length)
SELECT kind, n, AVG(took), AVG(took) FILTER (WHERE place IN ((n + 1) / 2, (n + 2) / 2)), SUM(took)
FROM placed GROUP BY kind
"""


@pytest.mark.parametrize(
    ("figure", "lengths"),
    [
        ("time_to_acknowledge", ANSWERED),
        ("time_to_mitigate", MENDED),
        ("time_to_resolve", RESOLVED),
        ("impact_duration", AFFECTED),
    ],
    ids=["acknowledge", "mitigate", "resolve", "impact"],
)
@pytest.mark.parametrize(
    ("by", "column"),
    [("severity", "priority"), ("category", "COALESCE(category, 'none')")],
    ids=["severity", "category"],
)
def test_mean_median_and_sum_are_those_of_the_log(  # noqa: PLR0917 - two by two
    by: str, column: str, figure: str, lengths: str, log: sqlite3.Connection, desk: Path
) -> None:
    theirs = asked(log, SUMMARY.format(lengths=lengths.format(by=column)))
    ours = {key: group[figure] for key, group in groups(desk, by).items()}
    assert {key: (f["n"], f["mean_s"], f["median_s"], f["sum_s"]) for key, f in ours.items()} == {
        key: (n, pytest.approx(mean, abs=0.5), pytest.approx(median, abs=0.5), total)
        for key, (n, mean, median, total) in theirs.items()
    }


def test_times_of_a_reopened_incident_leave_out_what_was_resolved(
    log: sqlite3.Connection, desk_incidents: dict[str, Incident]
) -> None:
    whole = asked(log, "SELECT number, ended - opened FROM final WHERE reopened > 0")
    affected = asked(log, "SELECT number, SUM(stop - start) FROM period GROUP BY number HAVING COUNT(*) > 1")
    assert len(affected) == 6
    for name in affected:
        assert response_times(desk_incidents[name]).time_to_resolve == timedelta(seconds=whole[name])
        assert response_times(desk_incidents[name]).impact_duration == timedelta(seconds=affected[name])
        assert affected[name] < whole[name]


def test_an_event_before_the_opening_answers_nothing(
    log: sqlite3.Connection, desk_incidents: dict[str, Incident]
) -> None:
    theirs = asked(
        log,
        "SELECT number, stop - start FROM answered WHERE number IN (SELECT number FROM event WHERE at < opened)",
    )
    assert len(theirs) == 4
    assert {name: response_times(desk_incidents[name]).time_to_acknowledge for name in theirs} == {
        name: timedelta(seconds=length) for name, length in theirs.items()
    }


RECURRED = """\
SELECT COUNT(*), SUM(EXISTS (SELECT * FROM final b WHERE b.opened < a.opened AND b.opened >= a.opened - 90 * 86400
  AND b.code = a.code AND COALESCE(b.category, '?') = COALESCE(a.category, '?'))) FROM final a
"""


def test_what_came_again_is_what_a_join_of_the_log_with_itself_finds(log: sqlite3.Connection, desk: Path) -> None:
    n, recurred = log.execute(RECURRED).fetchone()
    (everything,) = metrics(desk)["groups"]
    assert 0 < recurred < n == 539
    assert everything["recurrence"] == {
        "n": n,
        "recurred": recurred,
        "rate": pytest.approx(recurred / n, abs=1e-9),
    }


DOWNTIME = """\
WITH RECURSIVE
down AS (SELECT COALESCE(category, 'unknown') AS service, start, stop FROM period JOIN final USING (number)
  WHERE priority IN ('P1', 'P2') AND start < stop),
marked AS (SELECT *, start > COALESCE(MAX(stop) OVER (PARTITION BY service ORDER BY start, stop
  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS begins FROM down),
island AS (SELECT service, MIN(start) AS start, MAX(stop) AS stop FROM
  (SELECT *, SUM(begins) OVER (PARTITION BY service ORDER BY start, stop) AS nth FROM marked) GROUP BY service, nth),
month (first) AS (VALUES ('2016-01-01') UNION ALL SELECT DATE(first, '+1 month') FROM month WHERE first < '2018-01-01'),
span AS (SELECT SUBSTR(first, 1, 7) AS month, SECONDS(first) AS opens, SECONDS(DATE(first, '+1 month')) AS closes FROM month)
SELECT service || ' ' || month, SUM(MIN(stop, closes) - MAX(start, opens)), closes - opens
FROM island JOIN span ON start < closes AND stop > opens GROUP BY service, month
"""


def test_downtime_by_service_and_month_is_that_of_the_log(log: sqlite3.Connection, desk: Path) -> None:
    theirs = asked(log, DOWNTIME)
    found: list[dict[str, Any]] = metrics(desk)["availability"]
    ours = {f"{each['service']} {each['month']}": (each["downtime_s"], each["length_s"]) for each in found}
    assert {month.partition(" ")[2] for month in ours} > {"2016-02", "2016-03"}
    assert ours == theirs


def test_the_chart_of_monthly_numbers_has_every_month_since_the_first(desk: Path) -> None:
    chart = metrics(desk)["baseline"]["monthly_incidents"]
    values = [point["value"] for point in chart["points"]]
    now = datetime(2026, 11, 1, tzinfo=UTC)
    assert values == [128, 411] + [0] * ((now.year - 2016) * 12 + now.month - 4)
    ranges = [abs(after - before) for before, after in pairwise(values)]
    mean, mean_range = sum(values) / len(values), sum(ranges) / len(ranges)
    assert (chart["mean"], chart["lower"]) == (pytest.approx(mean, abs=1e-6), 0)
    assert chart["upper"] == pytest.approx(mean + 2.66 * mean_range, abs=1e-6)
    outside = {point["month"] for point in chart["points"] if point["reason"] == "outside"}
    assert outside == {"2016-02", "2016-03"}
