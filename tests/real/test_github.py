"""536 incidents of a status page: how long each lasted, what it said when, and what that adds up to."""

import json
import statistics
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from incitrack.metrics.response_times import response_times
from incitrack.model.entry import Kind
from incitrack.model.incident import Incident
from incitrack.model.times import format_time, parse_time
from tests.real.brought import by_source, errors, groups, metrics, rows
from tests.real.convert_github import convert

pytestmark = pytest.mark.real_data

MINUTE = timedelta(minutes=1)


@pytest.fixture(scope="module")
def source(real_data: Path) -> Path:
    return real_data / "github-status"


@pytest.fixture(scope="module")
def root(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return convert(source, tmp_path_factory.mktemp("github"))


@pytest.fixture(scope="module", params=["UTC", "Australia/Sydney"])
def zone(request: pytest.FixtureRequest) -> ZoneInfo:
    """A time zone to count months in: the page's own, and one in which ten incidents are of the month after."""
    return ZoneInfo(request.param)


@pytest.fixture(scope="module")
def in_zone(source: Path, zone: ZoneInfo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return convert(source, tmp_path_factory.mktemp("zone"), zone.key)


@pytest.fixture(scope="module")
def incidents(root: Path) -> dict[str, Incident]:
    return {name: record.incident for name, record in by_source(root).items()}


def page(source: Path) -> list[dict[str, Any]]:
    """The incidents as the page told them."""
    return [json.loads(line) for line in (source / "incidents.jsonl").read_text(encoding="utf-8").splitlines()]


def windows(source: Path) -> list[dict[str, str]]:
    """What was published of each incident that was not maintenance: its downtime in minutes, from when to when."""
    found = rows(source / "downtime_windows.csv")
    assert len(found) == 536
    return [row for row in found if row["impact"] != "maintenance"]


def test_every_impact_is_as_long_as_was_published(source: Path, incidents: dict[str, Incident]) -> None:
    published = {
        row["incident_id"]: int(row["duration_minutes"]) * MINUTE for row in rows(source / "downtime_windows.csv")
    }
    assert len(published) == 536
    assert {name: response_times(incident).impact_duration for name, incident in incidents.items()} == published


def test_time_to_resolve_is_the_published_duration_where_the_page_itself_is_its_source(
    source: Path, incidents: dict[str, Incident]
) -> None:
    own = [row for row in rows(source / "downtime_windows.csv") if row["source"] == "updates"]
    assert len(own) == 471
    for row in own:
        assert (
            response_times(incidents[row["incident_id"]]).time_to_resolve == int(row["duration_minutes"]) * MINUTE
        )


def test_the_time_spent_in_every_status_of_the_page_is_kept(source: Path, incidents: dict[str, Incident]) -> None:
    told = [
        {"incident_id": name, "start_at": at, "end_at": until, "status": status}
        for name, incident in incidents.items()
        for at, until, status in said(incident)
    ]
    published = rows(source / "segments.csv")
    assert len(published) == 2382
    assert sorted(told, key=json.dumps) == sorted(published, key=json.dumps)


def said(incident: Incident) -> list[tuple[str, str, str]]:
    """From when until when the page showed which status, until it showed the last one."""
    words = [entry for entry in incident.timeline if entry.text]
    return [
        (format_time(entry.at), format_time(after.at), entry.text.partition(":")[0])
        for entry, after in pairwise(words)
        if entry.text.partition(":")[0] not in {"Resolved", "Completed"}
    ]


def test_what_check_finds_is_what_no_timeline_can_say(source: Path, root: Path) -> None:
    over_before = sorted(each["id"] for each in page(source) if each["downtime_end"] < each["started_at"])
    assert len(over_before) == 2
    assert errors(root) == {"INC104": over_before}


def test_figures_by_month_are_those_of_the_published_table(source: Path, zone: ZoneInfo, in_zone: Path) -> None:
    reported = {each["id"]: parse_time(each["started_at"]).astimezone(zone) for each in page(source)}
    minutes: dict[str, list[int]] = defaultdict(list)
    for row in windows(source):
        minutes[f"{reported[row['incident_id']]:%Y-%m}"].append(int(row["duration_minutes"]))
    assert sum(map(len, minutes.values())) == 518
    found = groups(in_zone, "month")
    assert {key: group["incidents"] for key, group in found.items()} == {k: len(m) for k, m in minutes.items()}
    assert {key: group["impact_duration"] for key, group in found.items()} == {
        key: summary([each * 60 for each in lengths]) for key, lengths in minutes.items()
    }


def summary(seconds: list[int]) -> dict[str, int]:
    """The figures of some durations, by the standard library; its `inclusive` deciles interpolate as ours do."""
    p90 = statistics.quantiles(seconds, n=10, method="inclusive")[8] if len(seconds) > 1 else seconds[0]
    return {
        "n": len(seconds),
        "mean_s": round(statistics.mean(seconds)),
        "median_s": round(statistics.median(seconds)),
        "p90_s": round(p90),
        "sum_s": sum(seconds),
    }


def test_incidents_are_counted_by_severity_as_the_source_counts_them(root: Path) -> None:
    assert {key: group["incidents"] for key, group in groups(root, "severity").items()} == {
        "critical": 1,
        "major": 86,
        "minor": 412,
        "none": 19,
    }


def test_downtime_by_component_and_month_is_the_number_of_its_minutes(
    source: Path, zone: ZoneInfo, in_zone: Path
) -> None:
    """Every time is a whole minute, so overlaps and clock changes come down to a set of minutes."""
    down: set[tuple[str, datetime]] = set()
    for each in page(source):
        if each["impact"] in {"major", "critical"}:
            start = parse_time(each["downtime_start"])
            for component in each.get("components") or ["unknown"]:
                key = component.lower().replace(" ", "-")
                down |= {(key, start + MINUTE * n) for n in range(each["duration_minutes"])}
    minutes = Counter((component, f"{at.astimezone(zone):%Y-%m}") for component, at in down)
    assert len(minutes) > 50
    found: list[dict[str, Any]] = metrics(in_zone)["availability"]
    assert {(each["service"], each["month"]): each["downtime_s"] for each in found} == {
        key: n * 60 for key, n in minutes.items()
    }
    assert {each["month"]: each["length_s"] for each in found} == {
        month: length(month, zone).total_seconds() for _, month in minutes
    }


def length(month: str, zone: ZoneInfo) -> timedelta:
    """How long a month is there."""
    begins = datetime(int(month[:4]), int(month[5:]), 1, tzinfo=zone)
    ends = (begins + timedelta(days=31)).replace(day=1)
    return ends.astimezone(UTC) - begins.astimezone(UTC)


def test_the_page_called_five_incidents_resolved_before_they_were_over(incidents: dict[str, Incident]) -> None:
    updates = [
        entry for incident in incidents.values() for entry in incident.timeline if entry.kind is Kind.UPDATE
    ]
    assert sum(entry.text.startswith("Resolved") for entry in updates) == 5
