"""Which incident a command means by what was typed."""

from pathlib import Path

import pytest

from incitrack.cli.incident_id import find_id, id_and_words, is_id, short_id
from incitrack.cli.session import Session
from incitrack.errors import UsageError
from tests.builders import REPORTED, RESOLVED, incident_text, write
from tests.cli.records_repository import RECORD, RecordsRepository


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Names alone are looked at, so the files may be empty."""
    for name in ("2026/INC-2026-0042", "2026/INC-2026-0142", "2026/INC-2026-1042", "2025/INC-2025-0007"):
        write(tmp_path, f"incidents/{name}.md", "")
    write(tmp_path, "incidents/2026/INC-2026-0007.md", "")
    write(tmp_path, "incidents/2026/INC-2026-0099.txt", "")
    write(tmp_path, "incidents/2025/INC-2026-0098.md", "")
    return tmp_path


def found(root: Path, typed: str) -> str:
    return find_id(Session(root), typed)


@pytest.mark.parametrize("typed", ["42", "0042", "000042", "2026-42", "2026-0042", "INC-2026-0042"])
def test_a_number_is_that_sequence_exactly(root: Path, typed: str) -> None:
    assert found(root, typed) == "INC-2026-0042"


def test_a_number_of_two_years_has_to_say_which(root: Path) -> None:
    with pytest.raises(UsageError, match="INC-2026-0007 or INC-2025-0007"):
        found(root, "7")
    assert found(root, "2025-7") == "INC-2025-0007"


@pytest.mark.parametrize(
    "typed",
    [
        *("4", "2", "1", "043", "2025-42", "INC-2025-0042", "99", "98", "0", "9" * 300),
        *("INC-2026-42", "inc-2026-0042", "INC-2026-0042.md", "INC-2026-0042\n", "42\n", "#42", "-42", "x"),
        *("INC-2026-0000000042", "٤٢", "４２", "INC-２０２６-0042", "../42", "2026-", "", " ", "INC-2026-0042/A1"),
    ],
)
def test_what_is_no_incident_is_wrong_usage(root: Path, typed: str) -> None:
    with pytest.raises(UsageError):
        found(root, typed)


@pytest.mark.parametrize("typed", ["98", "2026-98", "INC-2026-0098"])
def test_of_a_record_that_lies_elsewhere_it_is_said_where(root: Path, typed: str) -> None:
    with pytest.raises(UsageError, match=r"INC-2026-0098 does not lie where its ID belongs \(INC101\)") as refused:
        found(root, typed)
    assert str(refused.value.place).startswith("incidents/2025/INC-2026-0098.md")
    assert "move it to incidents/2026/INC-2026-0098.md" in str(refused.value.hint)


def test_of_a_record_under_another_name_it_is_said_which(root: Path) -> None:
    write(root, "incidents/2026/INC-2026-0300.md", incident_text(id="INC-2026-0030"))
    with pytest.raises(UsageError, match="INC-2026-0030 does not lie") as refused:
        found(root, "30")
    assert str(refused.value.place).startswith("incidents/2026/INC-2026-0300.md")


def test_the_shortest_form_is_the_one_that_means_it_alone(root: Path) -> None:
    assert short_id(root, "INC-2026-0042") == "42"
    assert short_id(root, "INC-2026-0007") == "2026-7"
    assert found(root, short_id(root, "INC-2025-0007")) == "INC-2025-0007"


def test_the_shortest_form_is_found_again_however_the_numbers_are_written(root: Path) -> None:
    ids = ["INC-2025-00042", "INC-2026-0042", "INC-2026-0142", "INC-2026-000142", "INC-2026-0000", "INC-2026-1042"]
    for identifier in ids:
        write(root, f"incidents/{identifier[4:8]}/{identifier}.md", "")
    shorter = {identifier: short_id(root, identifier) for identifier in ids}
    assert {each: found(root, short) for each, short in shorter.items()} == {each: each for each in ids}
    assert [*shorter.values()] == ["2025-42", "2026-42", "INC-2026-0142", "INC-2026-000142", "0", "1042"]


class TestOneArgument:
    @pytest.mark.parametrize("word", ["42", "2026-42", "INC-2026-0042", "0"])
    def test_is_the_id_where_it_has_the_form_of_one(self, word: str) -> None:
        assert is_id(word)
        assert id_and_words([word], "TEXT", optional=1) == (word, [""])

    @pytest.mark.parametrize(
        "word",
        ["on it", "42 is back", "INC-2026-0041 is back", "INCOMPLETE", "4 2", "42%", "2026-42-1", "42\nlines"],
    )
    def test_is_the_text_otherwise(self, word: str) -> None:
        assert id_and_words([word], "TEXT", optional=1) == (None, [word])

    @pytest.mark.parametrize(
        "word",
        [
            *("", "  ", "\n", "#42", "INC-2026-42", "inc-2026-0042", "INC-42"),
            *("INC-2026-0042x", "inc-2026-0042:", "INC-2026-0042/A1", "INC-2026-0042\n", "INC-2026-0042-"),
        ],
    )
    def test_that_is_blank_or_almost_an_id_is_wrong_usage(self, word: str) -> None:
        with pytest.raises(UsageError):
            id_and_words([word], "TEXT", optional=1)


def test_a_word_too_many_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="not an incident's ID"):
        id_and_words(["on", "it"], "TEXT", optional=1)
    with pytest.raises(UsageError, match="“now”"):
        id_and_words(["42", "it", "now"], "TEXT", optional=1)


class TestLeftOut:
    def test_it_is_the_one_open_incident(self, records: RecordsRepository) -> None:
        records.add(incident_text(id="INC-2026-0043", status="resolved", timeline=[RESOLVED]))
        assert records.done("ack").startswith("INC-2026-0042 ")

    def test_it_is_the_open_one_also_where_others_cannot_be_read(self, records: RecordsRepository) -> None:
        records.write("incidents/2026/INC-2026-0043.md", "not a record\n")
        assert records.done("ack", "On it.").startswith("INC-2026-0042 ")

    @pytest.mark.parametrize(
        "status",
        ["'resolved'", "resolved # at last", '"resolved"', " resolved"],
        ids=["single", "note", "double", "space"],
    )
    def test_however_a_status_is_written_it_is_read(self, records: RecordsRepository, status: str) -> None:
        fields = {"owner": "maria", "started_at": "2026-11-20T14:00Z", "timeline": [REPORTED, RESOLVED]}
        records.add(incident_text(id="INC-2026-0043", status=status, **fields))  # type: ignore[arg-type]
        assert records.done("ack").startswith("INC-2026-0042 ")

    def test_a_status_outside_the_front_matter_is_none(self, records: RecordsRepository) -> None:
        records.add(incident_text(body="## Summary\n\nThe page said\nstatus: resolved\nall day."))
        assert records.done("ack").startswith("INC-2026-0042 ")

    def test_a_status_behind_a_long_front_matter_is_found(self, records: RecordsRepository) -> None:
        links = "".join(f"  - https://example.org/{'x' * 80}/{n}\n" for n in range(80))
        records.write(RECORD, records.record.replace("title:", f"links:\n{links}title:", 1))
        assert records.done("ack").startswith("INC-2026-0042 ")

    def test_of_several_the_candidates_are_listed(self, records: RecordsRepository) -> None:
        records.add(incident_text(id="INC-2026-0043", status="acknowledged", title="Search is slow"))
        message = records.refused(2, "ack")
        assert "INC-2026-0042 Checkout returns 502" in message
        assert "INC-2026-0043 Search is slow" in message

    def test_of_many_the_newest_are_listed_in_three_lines(self, records: RecordsRepository) -> None:
        for number in range(43, 60):
            records.add(incident_text(id=f"INC-2026-00{number}", title="x" * 200))
        assert "and 14 more" in records.refused(2, "ack")

    def test_a_title_among_the_candidates_is_one_line_without_controls(self, records: RecordsRepository) -> None:
        records.add(incident_text(id="INC-2026-0043", title='"a [link=x] b"'))
        assert "\x1b" not in records.refused(2, "ack")

    def test_none_is_wrong_usage(self, tmp_path: Path) -> None:
        empty = RecordsRepository(tmp_path / "empty", records=[])
        assert "no incident is open" in empty.refused(2, "ack")

    def test_a_blank_one_is_never_left_out(self, records: RecordsRepository) -> None:
        for blank in ("", "  "):
            records.refused(2, "ack", blank)
            records.refused(2, "ack", blank, "On it.")
            records.refused(2, "log", blank, "seen")
            records.refused(2, "set", blank, "category", "network")


def test_an_id_is_found_without_reading_another_record(records: RecordsRepository) -> None:
    """A pipe among the records would hold up whoever opened it."""
    import os

    os.mkfifo(records.root / "incidents/2026/INC-2026-0099.md")
    assert records.run("log", "42", "seen").status == 0
