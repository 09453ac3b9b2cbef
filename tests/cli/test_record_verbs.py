"""`incitrack severity`, `assign`, `role`, `handoff`, `verify`, `amend`, `set`, `duplicate` and `dismiss`."""

from pathlib import Path

import pytest

from tests.builders import incident_text
from tests.cli.records_repository import RecordsRepository


@pytest.fixture
def records(tmp_path: Path) -> RecordsRepository:
    texts = [incident_text(id="INC-2026-0041"), incident_text(owner="maria", tags="[a, b]  # of ours")]
    return RecordsRepository(tmp_path / "records", texts)


def last_entry(records: RecordsRepository) -> str:
    return records.record.rstrip("\n").rpartition("\n")[2].partition("Z` ")[2]


@pytest.mark.parametrize(
    ("words", "field", "entry"),
    [
        (["severity", "42", "P1", "worse"], "severity: P1", "**severity** @maria: P2 -> P1, worse"),
        (["severity", "42", "critical", "worse"], "severity: P1", "**severity** @maria: P2 -> P1, worse"),
        (["assign", "42", "jdoe"], "owner: jdoe", "**owner** @maria: @maria -> @jdoe"),
        (["assign", "42", "@jdoe", "knows it"], "owner: jdoe", "**owner** @maria: @maria -> @jdoe, knows it"),
        (["role", "42", "scribe", "kim"], "  scribe: kim", "**role** @maria: scribe none -> @kim"),
        (["handoff", "42", "--to", "jdoe", "so far"], "owner: jdoe", "**owner** @maria: @maria -> @jdoe"),
        (["verify", "42", "green"], "owner: maria", "**verified** @maria: green"),
        (
            ["dismiss", "42", "known", "--as", "planned"],
            "disposition: planned",
            "**decision** @maria: Dismissed as",
        ),
        (["duplicate", "42", "41"], "duplicate_of: INC-2026-0041", "**duplicate** @maria: INC-2026-0041"),
        (
            ["duplicate", "42", "2026-41", "same"],
            "disposition: duplicate",
            "**duplicate** @maria: INC-2026-0041, same",
        ),
    ],
)
def test_field_and_entry_come_in_one_commit(
    records: RecordsRepository, words: list[str], field: str, entry: str
) -> None:
    before = records.commits
    records.done(*words)
    assert records.commits == before + 1
    assert f"\n{field}\n" in records.record
    assert last_entry(records).startswith(entry)


def test_an_amended_entry_stays_as_it_is(records: RecordsRepository) -> None:
    before = records.record
    records.done("amend", "42", "2026-11-20T15:10+01:00", "It was two regions.")
    assert records.record.startswith(before)
    assert last_entry(records) == "**amended** @maria: On `2026-11-20T14:10Z`: It was two regions."


@pytest.mark.parametrize(
    "words",
    [
        ["severity", "42", "P9", "worse"],
        ["severity", "42", "P1"],
        ["severity", "42", "P1", " "],
        ["severity", "42", "P2", "the same"],
        ["severity", "P1", "42", "swapped"],
        ["assign", "42"],
        ["assign", "42", "The Team"],
        ["role", "42", "captain", "kim"],
        ["role", "42", "commander"],
        ["handoff", "42", "so far"],
        ["amend", "42", "2026-11-20T14:11Z", "no such entry"],
        ["amend", "42", "14:10", "no offset"],
        ["amend", "42", "2026-11-20T14:10Z"],
        ["duplicate", "42"],
        ["duplicate", "42", "42"],
        ["duplicate", "42", "99"],
        ["duplicate", "abc", "42"],
        ["dismiss", "42", "known"],
        ["dismiss", "42", "known", "--as", "boring"],
        ["dismiss", "42", "known", "--as", "duplicate"],
        ["dismiss", "42", "--as", "planned"],
        ["set", "42"],
        ["set", "42", "category"],
        ["set", "42", "status", "closed"],
        ["set", "42", "colour", "red"],
        ["set", "42", "customers.affected", "many"],
        ["set", "42", "related", "INC-2026-0099"],
        ["set"],
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(records: RecordsRepository, words: list[str]) -> None:
    records.refused(2, *words)


def test_an_unknown_person_is_refused_where_people_are_listed(records: RecordsRepository) -> None:
    records.write("policies/services.yaml", "people: {maria: {}, jdoe: {}}\n")
    assert "did you mean jdoe?" in records.refused(2, "assign", "42", "jdo")


def test_the_writer_of_a_dismissal_comes_from_the_environment(
    records: RecordsRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INCITRACK_HANDLE", "kim")
    records.done("dismiss", "42", "--as", "false-positive", "The probe was broken.")
    assert last_entry(records) == "**decision** @kim: Dismissed as false-positive: The probe was broken."


class TestSet:
    def test_adds_to_and_takes_from_a_list_and_keeps_its_comment(self, records: RecordsRepository) -> None:
        records.done("set", "42", "tags", "+c", "-a")
        assert "tags: [b, c]  # of ours\n" in records.record
        assert records.message.startswith("INC-2026-0042: set tags\n")

    @pytest.mark.parametrize("tag", ["h", "hotfix", "dry-run", "as"])
    def test_takes_away_what_looks_like_an_option(self, records: RecordsRepository, tag: str) -> None:
        records.done("set", "42", "tags", f"+{tag}")
        records.done("set", "42", "tags", f"-{tag}")
        assert "tags: [a, b]  # of ours\n" in records.record

    def test_options_stand_before_or_behind(self, records: RecordsRepository) -> None:
        before = records.state
        records.done("set", "--dry-run", "42", "tags", "-a")
        records.done("set", "42", "tags", "-a", "--dry-run")
        assert records.state == before

    def test_sets_a_whole_list_a_text_a_key_of_a_map_and_takes_a_field_away(
        self, records: RecordsRepository
    ) -> None:
        records.done("set", "42", "services", "payments", "checkout")
        records.done("set", "42", "title", "Checkout", "fails", "everywhere")
        records.done("set", "42", "customers.affected", "312")
        records.done("set", "42", "tags", "")
        for line in ("services: [payments, checkout]", "title: Checkout fails everywhere", "  affected: 312"):
            assert f"\n{line}\n" in records.record
        assert "tags" not in records.record

    def test_without_an_id_it_is_the_one_open_incident(self, tmp_path: Path) -> None:
        alone = RecordsRepository(tmp_path / "alone")
        alone.done("set", "category", "network")
        assert "category: network\n" in alone.record


def test_a_raised_severity_says_from_when_on_what_is_resolved_may_be_closed(records: RecordsRepository) -> None:
    records.write(
        "policies/severity.yaml", "severities: {P1: {name: Critical, close: {after: 1d}}, P2: {name: High}}"
    )
    records.done("resolve", "42")
    assert "close it from 2026-11-21T17:00Z on" in records.done("severity", "42", "p1", "it was worse")
