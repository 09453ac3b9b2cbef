"""23 postmortems: how soon each fault was seen and mended, and what was to be done about it."""

import statistics
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from incitrack.metrics.response_times import response_times
from incitrack.model.entry import Kind
from incitrack.model.incident import Incident
from tests.real.brought import by_source, errors, groups, metrics, rows
from tests.real.convert_dfds import action_titles, category, convert, text_of

pytestmark = pytest.mark.real_data


@pytest.fixture(scope="module")
def source(real_data: Path) -> Path:
    return real_data / "dfds-postmortems"


@pytest.fixture(scope="module")
def root(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return convert(source, tmp_path_factory.mktemp("dfds"))


@pytest.fixture(scope="module")
def incidents(root: Path) -> dict[str, Incident]:
    return {name: record.incident for name, record in by_source(root).items()}


def published(source: Path, figure: str) -> dict[str, timedelta]:
    """The published `ttd` or `ttr` of each postmortem in which it is a row of the timeline."""
    return {
        row["id"]: timedelta(minutes=int(row[f"published_{figure}_minutes"]))
        for row in rows(source / "postmortems.csv")
        if row[f"{figure}_is_a_timeline_row"] == "yes"
    }


def test_every_row_of_every_timeline_is_an_entry(source: Path, incidents: dict[str, Incident]) -> None:
    """The table of the source overlooks the seven rows of one postmortem, whose hours have a single digit."""
    table = {row["id"]: int(row["timeline_rows"]) for row in rows(source / "postmortems.csv")}
    kinds = {name: Counter(entry.kind for entry in incident.timeline) for name, incident in incidents.items()}
    told = {name: found[Kind.UPDATE] + found[Kind.RESOLVED] - 1 for name, found in kinds.items()}
    assert len(table) == 23
    assert told == table | {"PM2024-002": 7}


def test_timelines_begin_and_end_as_the_table_says(source: Path, incidents: dict[str, Incident]) -> None:
    for row in rows(source / "postmortems.csv"):
        if row["timeline_first"]:
            incident = incidents[row["id"]]
            ends = [f"{at:%Y-%m-%d %H:%M}" for at in (incident.started_at, incident.resolved_at) if at]
            assert ends == [row["timeline_first"], row["timeline_last"]]


def test_time_to_mitigate_is_the_published_time_to_recovery(source: Path, incidents: dict[str, Incident]) -> None:
    theirs = published(source, "ttr")
    assert len(theirs) == 10
    assert {name: response_times(incidents[name]).time_to_mitigate for name in theirs} == theirs


def test_time_to_detect_is_the_published_time_to_detection(source: Path, incidents: dict[str, Incident]) -> None:
    """But for two of no time at all: ours counts a detection only where it lies behind the start."""
    theirs = published(source, "ttd")
    ours = {name: response_times(incidents[name]).time_to_detect for name in theirs}
    assert len(theirs) == 10
    assert [name for name, length in theirs.items() if not length] == ["PM2020-009", "PM2022-003"]
    assert ours == {name: length or None for name, length in theirs.items()}


def test_the_summary_of_times_to_detect_is_that_of_the_published_ones(source: Path, root: Path) -> None:
    theirs = [length.total_seconds() for length in published(source, "ttd").values() if length]
    found = metrics(root)["groups"][0]["time_to_detect"]
    assert found == {
        "n": 8,
        "mean_s": round(statistics.mean(theirs)),
        "median_s": round(statistics.median(theirs)),
        "p90_s": round(statistics.quantiles(theirs, n=10, method="inclusive")[8]),
        "sum_s": sum(theirs),
    }


def test_incidents_are_counted_by_category(source: Path, root: Path) -> None:
    theirs = Counter(category(row) or "none" for row in rows(source / "postmortems.csv"))
    assert theirs.total() - theirs["none"] == 20
    assert {key: group["incidents"] for key, group in groups(root, "category").items()} == theirs


def test_action_items_are_as_many_as_the_bullets(source: Path, incidents: dict[str, Incident]) -> None:
    """The table of the source counts 83: in six files it takes the three bullets of their last section for more."""
    for row in rows(source / "postmortems.csv"):
        last_section_stands_above = "# Stats" in text_of(source, row["id"]).splitlines()
        counted = int(row["action_items"]) - 3 * last_section_stands_above
        assert len(incidents[row["id"]].actions) == len(action_titles(text_of(source, row["id"]))) == counted
    assert sum(int(row["action_items"]) for row in rows(source / "postmortems.csv")) == 83
    assert sum(len(incident.actions) for incident in incidents.values()) == 83 - 6 * 3


def test_check_finds_that_every_action_item_lacks_an_owner_and_a_due_day_and_nothing_else(
    root: Path, incidents: dict[str, Incident]
) -> None:
    once_for_each = sorted(name for name, incident in incidents.items() for _ in incident.actions)
    assert errors(root) == {"INC210": once_for_each, "INC211": once_for_each}


def test_open_action_items_are_counted(root: Path) -> None:
    (everything,) = metrics(root)["groups"]
    actions = everything["actions"]
    assert (actions["opened"], actions["done"], actions["overdue"], actions["completion_rate"]) == (65, 0, 0, 0)
    assert metrics(root)["owners"] == [{"owner": "none", "actions": actions}]
