"""Duplicates and dismissals: out of the metrics, with the reason and the link in the record."""

from pathlib import Path

import pytest

from incitrack.changes.dismiss import dismiss
from incitrack.changes.mark_duplicate import mark_duplicate
from incitrack.errors import UsageError
from tests.builders import archive, incident, incident_text
from tests.changes.given import AT, after, diff


def other(number: int, of: int | None = None) -> str:
    fields = {"disposition": "duplicate", "duplicate_of": f"INC-2026-{of:04}"} if of else {}
    return incident_text(id=f"INC-2026-{number:04}", **fields)


def test_a_duplicate_has_its_disposition_its_link_and_its_entry(tmp_path: Path) -> None:
    change = mark_duplicate(
        incident(), "INC-2026-0007", archive=archive(tmp_path, other(7)), at=AT, by="sam", text="same probe"
    )
    assert diff(change) == [
        "+ disposition: duplicate",
        "+ duplicate_of: INC-2026-0007",
        "+ - `2026-11-20T17:00Z` **duplicate** @sam: INC-2026-0007, same probe",
    ]
    assert change.event == "duplicate"
    assert after(change).incident.status == "reported"


def test_a_duplicate_of_another_one_after_all(tmp_path: Path) -> None:
    record = incident(disposition="duplicate", duplicate_of="INC-2026-0007")
    change = mark_duplicate(record, "INC-2026-0008", archive=archive(tmp_path, other(8)), at=AT, by="sam")
    assert after(change).incident.duplicate_of == "INC-2026-0008"
    assert after(change).incident.timeline[-1].text == "INC-2026-0008"


@pytest.mark.parametrize(
    ("of", "message"),
    [
        ("INC-2026-0042", "duplicate of itself"),
        ("INC-2026-9999", "does not exist"),
        ("42", "not an incident's ID"),
        ("INC-2026-0007", "in turn a duplicate of it"),
        ("INC-2026-0008", "in turn a duplicate of it"),
    ],
)
def test_a_circle_and_a_record_that_is_not_there_are_wrong_usage(tmp_path: Path, of: str, message: str) -> None:
    records = archive(tmp_path, other(7, of=8), other(8, of=42), other(9))
    with pytest.raises(UsageError, match=message):
        mark_duplicate(incident(), of, archive=records, at=AT, by="sam")


def test_marking_it_twice_is_wrong_usage(tmp_path: Path) -> None:
    record = incident(disposition="duplicate", duplicate_of="INC-2026-0007")
    with pytest.raises(UsageError, match="already"):
        mark_duplicate(record, "INC-2026-0007", archive=archive(tmp_path, other(7)), at=AT, by="sam")


def test_a_record_that_nobody_can_read_may_still_be_the_one_that_stays(tmp_path: Path) -> None:
    broken = other(7).replace("severity: P2\n", "")
    change = mark_duplicate(incident(), "INC-2026-0007", archive=archive(tmp_path, broken), at=AT, by="sam")
    assert after(change).incident.duplicate_of == "INC-2026-0007"


@pytest.mark.parametrize("disposition", ["false-positive", "planned"])
def test_a_dismissal_is_a_decision_with_its_reason(disposition: str) -> None:
    change = dismiss(incident(), disposition, "The probe was wrong.", at=AT, by="maria")
    assert diff(change) == [
        f"+ disposition: {disposition}",
        f"+ - `2026-11-20T17:00Z` **decision** @maria: Dismissed as {disposition}: The probe was wrong.",
    ]
    assert change.event == "decision"


def test_a_dismissal_of_a_duplicate_drops_the_link() -> None:
    record = incident(disposition="duplicate", duplicate_of="INC-2026-0007")
    assert after(dismiss(record, "planned", "Was announced.", at=AT, by="maria")).incident.duplicate_of is None


@pytest.mark.parametrize(
    ("disposition", "reason", "said"),
    [
        ("duplicate", "x", "incitrack duplicate INC-2026-0042 OF"),
        ("actionable", "x", "write one of"),
        ("false", "x", "false-positive"),
        ("planned", " ", "few words"),
    ],
)
def test_another_word_or_no_reason_is_wrong_usage(disposition: str, reason: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        dismiss(incident(), disposition, reason, at=AT, by="maria")
    assert said in str(refused.value.hint)


def test_dismissing_it_twice_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="already"):
        dismiss(incident(disposition="planned"), "planned", "x", at=AT, by="maria")
