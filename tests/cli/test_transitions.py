"""`incitrack ack`, `start`, `mitigate`, `resolve`, `close` and `reopen`."""

from pathlib import Path

import pytest

from tests.builders import incident_text, postmortem_text
from tests.cli.records_repository import RecordsRepository

REPORT = "- `2026-11-20T14:10Z` **reported** @synthetics"
RESOLUTION = "- `2026-11-20T16:00Z` **resolved** @maria"


def resolved(**fields: str) -> str:
    return incident_text(
        status="resolved", owner="maria", started_at="2026-11-20T14:00Z", timeline=[REPORT, RESOLUTION], **fields
    )


def severity(rule: str) -> dict[str, str]:
    return {"policies/severity.yaml": f"severities:\n  P2:\n    name: High\n    {rule}\n"}


def test_each_transition_follows_in_the_timeline_and_the_status(records: RecordsRepository) -> None:
    for verb, status in (("ack", "acknowledged"), ("start", "in-progress"), ("resolve", "resolved")):
        records.done(verb, "42", "as it goes")
        assert f"status: {status}\n" in records.record
        assert f"**{status}** @maria: as it goes\n" in records.record
    records.done("close", "42", "--cause", "change")
    records.done("reopen", "42")
    assert "status: in-progress\n" in records.record
    assert "cause: change\n" in records.record


def test_an_illegal_one_is_refused_and_the_verbs_that_are_allowed_are_named(records: RecordsRepository) -> None:
    records.done("start", "42")
    message = records.refused(4, "ack", "42")
    assert "incitrack resolve" in message
    assert "incitrack reopen" not in message
    records.refused(4, "start", "42")
    records.refused(4, "reopen", "42")


def test_a_late_one_takes_its_place_unless_the_lifecycle_would_break(records: RecordsRepository) -> None:
    records.done("start", "42", "--at", "2026-11-20T14:30Z")
    out = records.done("ack", "42", "--at", "2026-11-20T14:20Z")
    assert "status: in-progress\n" in records.record
    assert "incitrack mitigate 42" in out, "what comes next follows the status, which is later"
    records.refused(4, "resolve", "42", "--at", "2026-11-20T14:25Z")


def test_the_writer_becomes_the_owner_where_there_is_none(records: RecordsRepository) -> None:
    assert "@kim is now the owner" in records.done("ack", "42", "--as", "kim")
    assert "owner: kim\n" in records.record


class TestResolve:
    def test_writes_the_start_that_is_given(self, records: RecordsRepository) -> None:
        records.done("resolve", "42", "--started-at", "2026-11-20T15:05+01:00")
        assert "started_at: 2026-11-20T14:05Z\n" in records.record

    def test_writes_the_reports_time_where_none_is(self, records: RecordsRepository) -> None:
        records.done("resolve", "42")
        assert "started_at: 2026-11-20T14:10Z\n" in records.record

    @pytest.mark.parametrize("start", ["14:05", "2026-11-20T14:05", "2026-11-20T18:00Z", ""])
    def test_refuses_a_start_that_is_none_or_comes_later(self, records: RecordsRepository, start: str) -> None:
        records.refused(2, "resolve", "42", "--started-at", start)

    def test_a_start_belongs_to_no_other_verb(self, records: RecordsRepository) -> None:
        records.refused(2, "ack", "42", "--started-at", "2026-11-20T14:05Z")


class TestClose:
    def test_needs_a_cause(self, tmp_path: Path) -> None:
        records = RecordsRepository(tmp_path / "records", [resolved()])
        assert "--cause" in records.refused(4, "close", "42")
        records.done("close", "42", "--cause", "change")

    def test_takes_no_unknown_cause(self, tmp_path: Path) -> None:
        records = RecordsRepository(
            tmp_path / "records", [resolved()], {"policies/taxonomy.yaml": "causes: {change: Change}\n"}
        )
        assert "change" in records.refused(2, "close", "42", "--cause", "chnge")

    def test_waits_for_the_quiet_time_in_elapsed_hours(self, tmp_path: Path) -> None:
        files = severity("close: {after: 2h}")
        records = RecordsRepository(tmp_path / "records", [resolved(cause="change")], files)
        assert "2026-11-20T18:00Z" in records.refused(4, "close", "42", now="2026-11-20T17:59Z")
        records.done("close", "42", now="2026-11-20T18:00Z")

    def test_waits_for_the_quiet_time_in_business_days(self, tmp_path: Path) -> None:
        """Resolved on a Friday, closed from the close of business of Monday on."""
        files = severity("close: {after: 1bd}")
        records = RecordsRepository(tmp_path / "records", [resolved(cause="change")], files)
        assert "2026-11-23T17:00Z" in records.refused(4, "close", "42", now="2026-11-23T16:59Z")
        records.done("close", "42", now="2026-11-23T17:00Z")

    def test_waits_for_a_published_postmortem(self, tmp_path: Path) -> None:
        files = severity("close: {requires: [postmortem]}")
        records = RecordsRepository(tmp_path / "records", [resolved(cause="change")], files)
        records.refused(4, "close", "42")
        records.add_postmortem()
        assert "not published" in records.refused(4, "close", "42")
        records.write(
            "postmortems/2026/INC-2026-0042.md",
            postmortem_text(
                status="published", authors="[maria]", trigger="A deploy.", published_at="2026-11-20T16:30Z"
            ),
        )
        records.done("close", "42")

    def test_says_where_a_postmortem_cannot_be_read(self, tmp_path: Path) -> None:
        records = RecordsRepository(tmp_path / "records", [resolved(cause="change")])
        records.add_postmortem(status="done")
        assert "postmortems/2026/INC-2026-0042.md:" in records.refused(3, "close", "42")

    def test_waits_for_the_all_clear_a_verified_fix_and_owned_actions(self, tmp_path: Path) -> None:
        files = severity("verification: required\n    close: {requires: [all-clear, owned-actions]}")
        records = RecordsRepository(tmp_path / "records", [resolved(cause="change")], files)
        message = records.refused(4, "close", "42")
        assert "verify" in message
        assert "tell" in message
        records.done("verify", "42", "Green.")
        records.done("tell", "42", "It works again.", "--to", "public")
        records.done("close", "42")


class TestWhatComesNext:
    def test_is_a_command_that_works(self, records: RecordsRepository) -> None:
        assert "next: incitrack start 42" in records.done("ack", "42")
        assert "incitrack mitigate 42" in records.done("start", "42")
        out = records.done("mitigate", "42")
        assert "incitrack resolve 42" in out
        assert "incitrack mitigate 42" not in out
        assert "incitrack close 42 --cause CAUSE" in records.done("resolve", "42")
        out = records.done("verify", "42", "Green.")
        assert "incitrack verify" not in out
        assert "next:" not in records.done("close", "42", "--cause", "change")

    def test_names_the_year_where_the_number_alone_would_not_do(self, records: RecordsRepository) -> None:
        records.add(incident_text(id="INC-2025-0042", status="reported"))
        assert "incitrack start 2026-42" in records.done("ack", "2026-42")
