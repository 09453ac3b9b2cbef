from datetime import UTC, datetime
from pathlib import Path

from incitrack.records.archive import read_archive
from incitrack.reports.actions import ActionRow, action_rows
from tests.builders import archive_folder, incident_text, write_postmortem

NOW = datetime(2026, 12, 3, 12, tzinfo=UTC)


def rows(root: Path, actions: str, *, now: datetime = NOW, severity: str | None = None) -> list[ActionRow]:
    archive_folder(root, incident_text(actions=actions), severity=severity)
    return action_rows(read_archive(root), now)


def test_an_action_has_every_key_and_its_line_in_the_file(tmp_path: Path) -> None:
    actions = """
  - id: A1
    title: Alert at 80% pool saturation
    owner: jdoe
    due: 2026-12-01
    kind: prevention
"""
    (row,) = rows(tmp_path, actions)
    assert row == {
        "id": "INC-2026-0042/A1",
        "incident": "INC-2026-0042",
        "title": "Alert at 80% pool saturation",
        "owner": "jdoe",
        "due": "2026-12-01",
        "kind": "prevention",
        "status": "open",
        "done_on": None,
        "overdue": True,
        "days_overdue": 2,
        "path": "incidents/2026/INC-2026-0042.md",
        "line": 8,
    }
    text = (tmp_path / row["path"]).read_text().splitlines()
    assert text[row["line"] - 1] == "  - id: A1"


def test_actions_of_the_postmortem_are_found_too(tmp_path: Path) -> None:
    write_postmortem(tmp_path, actions="[{id: A1, title: In the postmortem, due: 2026-12-09}]")
    found = rows(tmp_path, "[{id: A1, title: In the record, due: 2026-12-10}]")
    assert [(row["title"], row["path"].partition("/")[0]) for row in found] == [
        ("In the postmortem", "postmortems"),
        ("In the record", "incidents"),
    ]


def test_what_is_to_be_done_comes_first_by_its_day_and_what_has_none_after_it(tmp_path: Path) -> None:
    found = rows(
        tmp_path,
        "[{id: A1, title: a, status: done, done_on: 2026-01-02, due: 2026-01-01}, {id: A2, title: b},"
        " {id: A3, title: c, due: 2026-12-24, status: in-progress}, {id: A4, title: d, due: 2026-11-01},"
        " {id: A5, title: e, due: 2026-01-01, status: dropped, dropped_because: no}]",
    )
    assert [row["id"].partition("/")[2] for row in found] == ["A4", "A3", "A2", "A1", "A5"]


def test_only_what_is_open_after_its_day_is_overdue(tmp_path: Path) -> None:
    found = rows(
        tmp_path,
        "[{id: A1, title: a, status: done, done_on: 2026-12-02, due: 2026-12-01},"
        " {id: A2, title: b, due: 2026-12-03}, {id: A3, title: c, due: 2026-12-02}, {id: A4, title: d}]",
    )
    assert {row["id"][-2:]: (row["overdue"], row["days_overdue"]) for row in found} == {
        "A1": (False, 0),
        "A2": (False, 0),
        "A3": (True, 1),
        "A4": (False, 0),
    }


def test_the_due_day_ends_in_the_time_zone_of_the_calendar(tmp_path: Path) -> None:
    actions = "[{id: A1, title: a, due: 2026-12-01}]"
    late_in_utc = datetime(2026, 12, 1, 23, 30, tzinfo=UTC)
    assert not rows(tmp_path / "utc", actions, now=late_in_utc)[0]["overdue"]
    warsaw = "calendar: {timezone: Europe/Warsaw}\nseverities: {P2: {name: High}}\n"
    assert rows(tmp_path / "warsaw", actions, now=late_in_utc, severity=warsaw)[0]["days_overdue"] == 1
