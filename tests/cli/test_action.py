"""`incitrack action`."""

import json
from pathlib import Path

import pytest

from tests.builders import incident_text
from tests.cli.ran import shown
from tests.cli.records_repository import POSTMORTEM, RECORD, RecordsRepository

ADD = ("action", "add", "42", "Alert at 80% pool saturation", "--owner", "jdoe", "--due", "2026-12-01")


def rows(records: RecordsRepository, *options: str, now: str = "2026-12-03T12:00Z") -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(records.done("action", "list", "--json", *options, now=now))
    return found


def test_an_item_goes_to_the_record_where_there_is_no_postmortem(records: RecordsRepository) -> None:
    out = records.done(
        *ADD, "--kind", "prevention", "--expected", "Seen: 20 minutes earlier.", "--priority", "high"
    )
    assert "INC-2026-0042/A1" in out
    assert records.files_of() == [RECORD]
    assert records.record.partition("---\n\n")[0].endswith(
        "actions:\n"
        "  - id: A1\n"
        "    title: Alert at 80% pool saturation\n"
        "    owner: jdoe\n"
        "    due: 2026-12-01\n"
        "    kind: prevention\n"
        '    expected: "Seen: 20 minutes earlier."\n'
        "    priority: high\n"
    )


def test_an_item_goes_to_the_postmortem_if_there_is_one(records: RecordsRepository) -> None:
    records.add_postmortem()
    records.commit()
    records.done(*ADD)
    assert records.files_of() == [POSTMORTEM]
    assert records.message.startswith("INC-2026-0042: action A1 added\n")


def test_the_next_number_is_free_in_both_files(records: RecordsRepository) -> None:
    records.done(*ADD)
    records.add_postmortem()
    assert "INC-2026-0042/A2" in records.done(*ADD)


def test_an_item_is_started_and_done_on_the_day_of_now_in_the_teams_time_zone(tmp_path: Path) -> None:
    policy = "calendar: {timezone: Asia/Tokyo}\nseverities: {P2: {name: High}}\n"
    records = RecordsRepository(tmp_path / "records", files={"policies/severity.yaml": policy})
    records.done(*ADD)
    records.done("action", "start", "42/A1")
    assert "    status: in-progress\n" in records.record
    records.done("action", "done", "INC-2026-0042/a1", "--proof", "shop/web@abcdef1", now="2026-11-30T16:00Z")
    assert "    status: done\n    done_on: 2026-12-01\n    proof: shop/web@abcdef1\n" in records.record
    assert "since 2026-12-01" in records.refused(4, "action", "done", "42/A1")


def test_an_item_is_moved_with_the_reason_in_the_timeline(records: RecordsRepository) -> None:
    records.done(*ADD)
    records.done("action", "move", "42/A1", "2026-12-24", "The vendor is late.")
    assert "    due: 2026-12-24\n" in records.record
    assert "**update** @maria: A1 moved from 2026-12-01 to 2026-12-24: The vendor is late." in records.record
    assert records.message.startswith("INC-2026-0042: update\n")


def test_an_item_is_dropped_with_the_reason(records: RecordsRepository) -> None:
    records.done(*ADD)
    records.done("action", "drop", "42/A1", "Switched off: in January.")
    assert '    status: dropped\n    dropped_because: "Switched off: in January."\n' in records.record


@pytest.mark.parametrize(
    "words",
    [
        *(
            ["action", verb, item]
            for verb in ("start", "done")
            for item in ("42/A9", "42", "A1", "42/", "/A1", "99/A1")
        ),
        ["action", "done", "42/A1", "--proof", "I say so"],
        ["action", "move", "42/A1", "soon", "because"],
        ["action", "move", "42/A1", "2026-02-30", "because"],
        ["action", "move", "42/A1", "20261224", "because"],
        ["action", "move", "42/A1", "2026-W52-4", "because"],
        ["action", "move", "42/A1", "2026-12-24"],
        ["action", "move", "42/A1", "2026-12-24", " "],
        ["action", "move", "42/A1", "2026-12-01", "the same day"],
        ["action", "drop", "42/A1"],
        ["action", "drop", "42/A1", ""],
        ["action", "add", "42", "Alert"],
        ["action", "add", "42", "", "--owner", "jdoe", "--due", "2026-12-01"],
        ["action", "add", "42", "two\nlines", "--owner", "jdoe", "--due", "2026-12-01"],
        ["action", "add", "42", "Alert", "--owner", "The Team", "--due", "2026-12-01"],
        ["action", "add", "42", "Alert", "--owner", "jdoe", "--due", "tomorrow"],
        [*ADD, "--kind", "wish"],
        ["action", "finish", "42/A1"],
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(records: RecordsRepository, words: list[str]) -> None:
    records.done(*ADD)
    records.refused(2, *words)


class TestList:
    @pytest.fixture
    def records(self, tmp_path: Path) -> RecordsRepository:
        one = "actions:\n  - {id: A1, title: Alert, owner: jdoe, due: 2026-12-01}\n"
        two = (
            "actions:\n"
            "  - {id: A1, title: Runbook, owner: kim, due: 2026-12-10}\n"
            "  - {id: A2, title: Done, owner: jdoe, due: 2026-12-01, status: done, done_on: 2026-12-01}\n"
        )
        texts = [
            incident_text(id="INC-2026-0041", severity="P1", owner="kim").replace("---\n\n", f"{one}---\n\n", 1),
            incident_text(services="[payments]").replace("---\n\n", f"{two}---\n\n", 1),
        ]
        return RecordsRepository(tmp_path / "records", texts)

    def test_the_most_overdue_comes_first_and_what_is_done_last(self, records: RecordsRepository) -> None:
        listed = [(row["id"], row["days_overdue"]) for row in rows(records)]
        assert listed == [("INC-2026-0041/A1", 2), ("INC-2026-0042/A1", 0), ("INC-2026-0042/A2", 0)]

    @pytest.mark.parametrize(
        ("options", "expected"),
        [
            ("--overdue", ["INC-2026-0041/A1"]),
            ("--owner jdoe", ["INC-2026-0041/A1", "INC-2026-0042/A2"]),
            ("--overdue --owner kim", []),
            ("--open", ["INC-2026-0041/A1", "INC-2026-0042/A1"]),
            ("--severity P1", ["INC-2026-0041/A1"]),
            ("--service payments --owner kim", ["INC-2026-0042/A1"]),
        ],
    )
    def test_filters_are_the_items_own_and_the_incidents(
        self, records: RecordsRepository, options: str, expected: list[str]
    ) -> None:
        assert [row["id"] for row in rows(records, *options.split())] == expected

    def test_a_pipe_gets_a_line_for_each(self, records: RecordsRepository) -> None:
        out = records.done("action", "list", "--overdue", now="2026-12-03T12:00Z")
        assert out == "INC-2026-0041/A1\topen\t2026-12-01\t2\tjdoe\tAlert\n"

    def test_a_terminal_gets_a_table_that_fits(self, records: RecordsRepository) -> None:
        lines = shown(records.root, "action", "list", NO_COLOR="1").splitlines()
        assert lines[0].split() == ["ID", "STATUS", "DUE", "OWNER", "TITLE"]
        assert max(map(len, lines)) <= 80

    def test_a_file_that_cannot_be_read_is_named(self, records: RecordsRepository) -> None:
        records.write("incidents/2026/INC-2026-0050.md", "broken\n")
        done = records.run("action", "list", "--json")
        assert done.status == 3
        assert "INC-2026-0050.md:1" in done.err
        assert len(json.loads(done.out)) == 3

    def test_nothing_is_an_empty_list(self, tmp_path: Path) -> None:
        assert RecordsRepository(tmp_path / "none").done("action", "list", "--json") == "[]\n"
