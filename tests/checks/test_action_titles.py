"""Which titles of action items are vague (INC214)."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from incitrack.checks.run import check_archive
from incitrack.records.archive import read_archive
from tests.builders import archive_folder, incident_text, write

NOW = datetime(2026, 11, 20, 17, tzinfo=UTC)


def is_vague(root: Path, title: str) -> bool:
    write(root, "policies/services.yaml", "services: {checkout: {}}\npeople: {jdoe: {}}\n")
    actions = f"[{{id: A1, title: '{title}', owner: jdoe, due: 2026-12-01}}]"
    archive_folder(root, incident_text(actions=actions), severity="severities: {P2: {name: High}}\n")
    found = check_archive(read_archive(root), NOW).findings
    assert {each.code for each in found} <= {"INC214"}
    return bool(found)


@pytest.mark.parametrize(
    "title",
    [
        "Improve monitoring",
        "improve our alerts.",
        "Better documentation",
        "Look into the slow queries",
        "Consider rate limits",
        "BETTER tests",
        "Think about retries",
    ],
)
def test_a_title_that_says_nothing_is_vague(tmp_path: Path, title: str) -> None:
    assert is_vague(tmp_path, title)


@pytest.mark.parametrize(
    "title",
    [
        "Improve the hit rate of the cache to 95%",
        "Better alerts on the replicas of Kafka",
        "Look into ops/db/pool.tf",
        "Look into `max_connections`",
        "Consider what redis.conf sets",
        "Improve how checkout retries",
        "Look at the queries with jdoe",
        "Improved alerts are live",
        "Considerate defaults for timeouts",
        "Alert at half of the pool",
        "Remove the improvement banner",
    ],
)
def test_a_title_with_a_number_a_name_or_a_place_is_not(tmp_path: Path, title: str) -> None:
    assert not is_vague(tmp_path, title)
