from pathlib import Path

import pytest

from incitrack.metrics.groups import Grouping, grouped
from incitrack.records.archive import read_archive
from tests.builders import archive, archive_folder, write
from tests.metrics.histories import history

SERVICES = "services: {checkout: {team: shop}, payments: {team: money}, search: {}, basket: {team: shop}}\n"
ZONE = "calendar: {timezone: Europe/Warsaw}\nseverities: {P1: {name: Critical}, P2: {name: High}}\n"
TEXTS = (
    history("2026-09-30 21:30 reported", 1, severity="P1", services="[checkout, payments]", cause="change"),
    # 22:30 is the first of October in Warsaw.
    history("2026-09-30 22:30 reported", 2, services="[checkout, basket]", category="network"),
    history("2026-11-20 14:10 reported", 3, services="[search]", cause="change", category="network"),
    history("2026-11-20 14:10 reported", 4, services="[search]", teams="[money]"),
)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (None, {"all": [1, 2, 3, 4]}),
        (Grouping.MONTH, {"2026-09": [1], "2026-10": [2], "2026-11": [3, 4]}),
        (Grouping.QUARTER, {"2026-Q3": [1], "2026-Q4": [2, 3, 4]}),
        (Grouping.SEVERITY, {"P1": [1], "P2": [2, 3, 4]}),
        (Grouping.SERVICE, {"basket": [2], "checkout": [1, 2], "payments": [1], "search": [3, 4]}),
        (Grouping.TEAM, {"money": [1, 4], "none": [3], "shop": [1, 2]}),
        (Grouping.CATEGORY, {"network": [2, 3], "none": [1, 4]}),
        (Grouping.CAUSE, {"change": [1, 3], "none": [2, 4]}),
    ],
)
def test_groups_are_sorted_by_key(tmp_path: Path, by: Grouping | None, expected: dict[str, list[int]]) -> None:
    write(tmp_path, "policies/services.yaml", SERVICES)
    found = read_archive(archive_folder(tmp_path, *TEXTS, severity=ZONE))
    groups = grouped(found.incidents, by, found.policies)
    assert list(groups) == list(expected)
    assert {key: [int(record.id[-4:]) for record in records] for key, records in groups.items()} == expected


def test_without_incidents_there_is_one_empty_group_or_none(tmp_path: Path) -> None:
    policies = archive(tmp_path).policies
    assert grouped([], None, policies) == {"all": []}
    assert grouped([], Grouping.MONTH, policies) == {}
