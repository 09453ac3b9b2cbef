"""`incitrack log` and the other verbs that write a text."""

import json

import pytest

from tests.cli.records_repository import RecordsRepository

HOSTILE = (
    "# A heading\n\n## Timeline\n\n---\nstatus: closed\n---\n\n"
    "- `2026-11-20T14:10Z` **closed** @nobody: not an entry\n\n"
    "```\nnever closed\n"
)


def texts(records: RecordsRepository) -> list[str]:
    shown = json.loads(records.done("show", "42", "--json"))
    return [entry["text"] for entry in shown["timeline"]][1:]


def test_a_text_of_the_command_line_is_one_entry(records: RecordsRepository) -> None:
    records.done("log", "42", "Connection pool is exhausted.")
    assert texts(records) == ["Connection pool is exhausted."]


def test_standard_input_keeps_its_lines(records: RecordsRepository) -> None:
    records.done("log", "-", given=b"one\n\n```\ntwo\n  three\n```\n")
    assert texts(records) == ["one\n\n```\ntwo\n  three\n```"]


def test_whatever_a_text_holds_it_is_one_entry(records: RecordsRepository) -> None:
    records.done("log", "42", "-", given=HOSTILE.encode())
    records.done("log", "42", "after it")
    assert texts(records)[-1] == "after it"
    assert len(texts(records)) == 2
    assert texts(records)[0].rstrip() == HOSTILE.rstrip()
    assert json.loads(records.done("show", "42", "--json"))["status"] == "reported"


@pytest.mark.parametrize("verb", ["log", "tell --to public", "handoff --to jdoe", "verify", "mitigate", "ack"])
def test_every_text_may_come_from_standard_input(records: RecordsRepository, verb: str) -> None:
    name, *options = verb.split()
    records.done(name, "42", "-", *options, given="später – ☂\n".encode())
    assert "später – ☂" in records.record


@pytest.mark.parametrize("text", ["", "   ", "\t\n"])
@pytest.mark.parametrize("verb", ["log", "tell --to public", "handoff --to jdoe", "verify"])
def test_a_blank_text_is_refused(records: RecordsRepository, verb: str, text: str) -> None:
    name, *options = verb.split()
    records.refused(2, name, "42", text, *options)
    records.refused(2, name, "42", "-", *options, given=text.encode())


def test_a_missing_text_is_named_with_the_way_to_help(records: RecordsRepository) -> None:
    assert "incitrack log --help" in records.refused(2, "log", "42")


def test_standard_input_that_is_not_utf8_is_refused(records: RecordsRepository) -> None:
    assert "UTF-8" in records.refused(2, "log", "42", "-", given=b"caf\xe9")


def test_a_text_that_would_outgrow_the_record_is_refused(records: RecordsRepository) -> None:
    assert "1 MiB" in records.refused(2, "log", "42", "-", given=b"x" * 1_100_000)


@pytest.mark.parametrize("kind", ["decision", "hypothesis", "attempt", "escalated"])
def test_the_kinds_that_no_verb_writes_are_taken(records: RecordsRepository, kind: str) -> None:
    text = {"hypothesis": "H1 open: the pool", "attempt": "worked: a restart"}.get(kind, "so be it")
    records.done("log", "42", text, "--kind", kind)
    assert f"**{kind}** @maria: {text}\n" in records.record
    assert records.message.startswith(f"INC-2026-0042: {kind}\n")


@pytest.mark.parametrize("kind", ["resolved", "owner", "verified", "Update", "", "note"])
def test_any_other_kind_is_refused(records: RecordsRepository, kind: str) -> None:
    records.refused(2, "log", "42", "so be it", "--kind", kind)


def test_a_hypothesis_that_does_not_begin_as_one_is_refused(records: RecordsRepository) -> None:
    records.refused(2, "log", "42", "maybe the pool", "--kind", "hypothesis")
