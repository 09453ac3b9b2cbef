"""Logging: one more entry of the kinds that no verb writes, additions only."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.changes.append_entry import LOGGED_KINDS, append_entry
from incitrack.errors import RefusedError, UsageError
from incitrack.records.edits_entry_text import entry_text
from tests.builders import ACKNOWLEDGED, REPORTED, incident
from tests.changes.given import AT, REPORTED_AT, after, diff

BEGINNINGS = {"hypothesis": "H1 open: ", "attempt": "no effect: "}


@pytest.mark.parametrize("kind", LOGGED_KINDS)
def test_each_kind_is_written_and_named_in_the_commit(kind: str) -> None:
    text = BEGINNINGS.get(kind, "") + "the pool is exhausted"
    change = append_entry(incident(), text, kind=kind, at=AT, by="@jdoe")
    assert diff(change) == [f"+ - `2026-11-20T17:00Z` **{kind}** @jdoe: {text}"]
    assert change.subject == f"INC-2026-0042: {kind}"


@pytest.mark.parametrize("kind", ["resolved", "owner", "reported", "detected", "note", "Update", ""])
def test_another_kind_is_wrong_usage(kind: str) -> None:
    with pytest.raises(UsageError, match="not a kind of entry to log"):
        append_entry(incident(), "text", kind=kind, at=AT, by="jdoe")


@pytest.mark.parametrize(("kind", "hint"), [("hypothesis", "H1 open:"), ("attempt", "worked:")])
def test_text_that_begins_otherwise_than_its_kind_is_wrong_usage(kind: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        append_entry(incident(), "it is the pool", kind=kind, at=AT, by="jdoe")
    assert hint in str(refused.value.hint)


@pytest.mark.parametrize("text", ["", "  ", "\n\t\n"])
def test_blank_text_is_wrong_usage(text: str) -> None:
    with pytest.raises(UsageError, match="blank"):
        append_entry(incident(), text, at=AT, by="jdoe")


def test_a_late_note_stands_in_its_place() -> None:
    record = incident(timeline=(REPORTED, ACKNOWLEDGED))
    change = append_entry(record, "Seen on the graph.", at=REPORTED_AT + timedelta(minutes=1), by="jdoe")
    assert [entry.kind for entry in after(change).incident.timeline] == ["reported", "update", "acknowledged"]


def test_nothing_stands_before_the_report() -> None:
    with pytest.raises(RefusedError, match="was reported at"):
        append_entry(incident(), "Early.", at=REPORTED_AT - timedelta(seconds=1), by="jdoe")


def test_seconds_are_kept() -> None:
    change = append_entry(incident(), "Now.", at=AT + timedelta(seconds=7), by="jdoe")
    assert diff(change) == ["+ - `2026-11-20T17:00:07Z` **update** @jdoe: Now."]


def test_a_record_that_would_be_too_large_to_read_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="larger than 1 MiB"):
        append_entry(incident(), "x" * 1_048_576, at=AT, by="jdoe")


def test_a_promise_by_what_is_no_time_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="followed by no time"):
        append_entry(incident(), "Told them: next update by `16:00`.", at=AT, by="jdoe")


@given(text=st.text(min_size=1).filter(lambda text: bool(entry_text(text))), at=st.integers(0, 400))
def test_appending_adds_exactly_that_entry(text: str, at: int) -> None:
    record = incident(timeline=(REPORTED, ACKNOWLEDGED))
    change = append_entry(record, text, at=REPORTED_AT + timedelta(minutes=at), by="jdoe")
    before, now = record.incident.timeline, after(change).incident.timeline
    (added,) = [entry for entry in now if entry not in before]
    assert (added.text, added.by) == (entry_text(text), "jdoe")
    assert [entry for entry in now if entry is not added] == list(before)
