"""24 incidents of a platform team's log: its times to repair and to resolve, and their means by quarter."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from incitrack.calendars.calendar import Calendar
from incitrack.metrics.response_times import response_times
from incitrack.records.archive import read_archive
from tests.calendars.open_time import open_time
from tests.real.brought import by_source, errors, groups, rows
from tests.real.convert_moj import WALL, convert_figures, convert_key_events

pytestmark = pytest.mark.real_data

WEEKDAYS = "weekdays 10-17:"


@pytest.fixture(scope="module")
def source(real_data: Path) -> Path:
    return real_data / "moj-cloud-platform"


@pytest.fixture(scope="module")
def key_events(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return convert_key_events(source, tmp_path_factory.mktemp("events"))


@pytest.fixture(scope="module")
def by_figures(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return convert_figures(source, tmp_path_factory.mktemp("figures"))


def published(source: Path, column: str) -> dict[str, timedelta]:
    """A figure of each incident that has it."""
    return {
        row["slug"]: timedelta(minutes=int(row[column])) for row in rows(source / "incidents.csv") if row[column]
    }


def by_rule(source: Path, column: str, rule: str) -> set[str]:
    """The incidents whose figure follows from their key events by a rule."""
    return {row["slug"] for row in rows(source / "incidents.csv") if row[column].startswith(rule)}


def test_every_incident_of_the_log_is_a_record(source: Path, key_events: Path, by_figures: Path) -> None:
    slugs = {row["slug"] for row in rows(source / "incidents.csv")}
    assert len(slugs) == 24
    assert set(by_source(key_events)) == set(by_source(by_figures)) == slugs


def test_time_to_repair_is_the_logs_own_for_16_of_22(source: Path, key_events: Path) -> None:
    theirs = published(source, "published_ttr_minutes")
    ours = {
        name: response_times(record.incident).time_to_mitigate for name, record in by_source(key_events).items()
    }
    same = {name for name, length in theirs.items() if ours[name] == length}
    assert (len(theirs), len(same)) == (22, 16)
    assert same == by_rule(source, "ttr_reproduced_by", WALL)


def test_time_to_resolve_is_the_logs_own_for_14_of_22(source: Path, key_events: Path) -> None:
    theirs = published(source, "published_ttres_minutes")
    ours = {
        name: response_times(record.incident).time_to_resolve for name, record in by_source(key_events).items()
    }
    same = {name for name, length in theirs.items() if ours[name] == length}
    assert (len(theirs), len(same)) == (22, 14)
    assert same == by_rule(source, "ttres_reproduced_by", WALL)


def test_two_more_count_support_hours_alone(source: Path, key_events: Path) -> None:
    policy = read_archive(key_events).policies.severity
    assert policy
    calendar = Calendar(policy.calendar)
    theirs = published(source, "published_ttres_minutes")
    same = set()
    for name, record in by_source(key_events).items():
        incident = record.incident
        assert incident.reported_at
        assert incident.resolved_at
        open_for = open_time(calendar, incident.reported_at, incident.resolved_at)
        if name in theirs and open_for == theirs[name] != response_times(incident).time_to_resolve:
            same.add(name)
    assert (
        same
        == by_rule(source, "ttres_reproduced_by", WEEKDAYS)
        == {
            "2021-05-10-apply-pipeline-downtime",
            "2020-02-25",
        }
    )


def test_of_three_slips_of_the_log_check_finds_the_one_that_no_timeline_allows(
    source: Path, key_events: Path
) -> None:
    """Declared a year before the fault. To be repaired before it is declared, or after it is resolved, is allowed."""
    anomalies = {
        row["slug"]: row["date_anomalies"] for row in rows(source / "incidents.csv") if row["date_anomalies"]
    }
    assert len(anomalies) == 3
    found = errors(key_events)
    assert {code: [anomalies[name] for name in names] for code, names in found.items()} == {
        "INC104": ["declared_at<start"]
    }


def quarter(written: str) -> str:
    """`2024-Q2` for the log's `Q2 2024`."""
    number, year = written.split()
    return f"{year}-{number}"


def minutes(group: Any, figure: str) -> int | None:
    """A mean in whole minutes, as the log cuts it."""
    mean: int | None = group[figure]["mean_s"]
    return None if mean is None else mean // 60


def means(root: Path) -> dict[str, tuple[int, int | None, int | None]]:
    """By quarter: how many incidents, and the mean minutes to mitigate and to resolve."""
    return {
        key: (group["incidents"], minutes(group, "time_to_mitigate"), minutes(group, "time_to_resolve"))
        for key, group in groups(root, "quarter").items()
    }


def test_the_means_by_quarter_are_the_logs_own_in_9_of_10(source: Path, by_figures: Path) -> None:
    theirs = {
        quarter(row["quarter"]): (
            int(row["incidents"]),
            int(row["published_mttr_minutes"]),
            int(row["published_mttres_minutes"]),
        )
        for row in rows(source / "quarters.csv")
        if row["published_mttr_minutes"]
    }
    assert len(theirs) == 10
    ours = means(by_figures)
    assert {key for key in theirs if ours[key] == theirs[key]} == theirs.keys() - {"2020-Q1"}
    assert theirs["2020-Q1"] == (3, 82, 156)
    assert ours["2020-Q1"] == (3, 100, 162)


def test_quarters_without_a_published_mean_have_what_their_incidents_give(source: Path, by_figures: Path) -> None:
    ours = means(by_figures)
    for row in rows(source / "quarters.csv"):
        if row["published_mttr_minutes"]:
            continue
        if row["incidents"] == "0":
            assert quarter(row["quarter"]) not in ours
            continue
        mean = (row["mean_of_published_ttr_minutes_floor"], row["mean_of_published_ttres_minutes_floor"])
        repair, resolve = (int(each) if each else None for each in mean)
        assert ours[quarter(row["quarter"])] == (int(row["incidents"]), repair, resolve)
    assert sum(n for n, _, _ in ours.values()) == 24


def test_means_follow_from_the_key_events_wherever_every_figure_of_the_quarter_does(
    source: Path, key_events: Path
) -> None:
    incidents, ours = rows(source / "incidents.csv"), means(key_events)
    agree = {"ttr": set[str](), "ttres": set[str]()}
    for row in rows(source / "quarters.csv"):
        of_quarter = [each for each in incidents if each["quarter"] == row["quarter"]]
        for index, name in enumerate(agree, start=1):
            if of_quarter and all(each[f"{name}_reproduced_by"].startswith(WALL) for each in of_quarter):
                assert ours[quarter(row["quarter"])][index] == int(row[f"published_m{name}_minutes"])
                agree[name].add(quarter(row["quarter"]))
    assert agree == {
        "ttr": {"2020-Q3", "2020-Q4", "2021-Q2", "2021-Q4", "2023-Q2", "2024-Q2"},
        "ttres": {"2020-Q4", "2021-Q4", "2023-Q2"},
    }
