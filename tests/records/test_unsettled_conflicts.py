"""A conflict of Git's that was left in a list of entries is found, and not read as words of an entry."""

import pytest

from incitrack.records.incident_file import parse_incident
from incitrack.records.record import IncidentRecord, Unreadable
from tests.builders import ACKNOWLEDGED, REPORTED, incident_text

LEFT = [REPORTED, "<<<<<<< HEAD", ACKNOWLEDGED, "=======", ACKNOWLEDGED.replace("On", "Not on"), ">>>>>>> theirs"]


def test_a_conflict_in_the_timeline_is_an_entry_that_cannot_be_read() -> None:
    text = incident_text(timeline=LEFT, status="acknowledged", owner="maria")
    found = parse_incident("incidents/2026/INC-2026-0042.md", text)
    assert isinstance(found, Unreadable)
    [problem] = found.problems
    assert (problem.code, problem.place.line) == ("INC006", text.split("\n").index("<<<<<<< HEAD") + 1)
    assert "not settled" in problem.message


def test_a_conflict_in_the_communications_is_too() -> None:
    told = "- `2026-11-20T14:45Z` **public** @sam: We are on it."
    text = incident_text(communications=["<<<<<<< HEAD", "=======", told, ">>>>>>> theirs"])
    assert isinstance(parse_incident("", text), Unreadable)


@pytest.mark.parametrize(
    "timeline",
    [
        [REPORTED + "\n\n  ```\n  <<<<<<< HEAD\n  =======\n  >>>>>>> theirs\n  ```"],
        [REPORTED + "\n\n  <<<<<<< HEAD", ACKNOWLEDGED + " >>>>>>> done"],
        [REPORTED, "", "<<<<<<< alone"],
    ],
)
def test_what_an_entry_quotes_and_a_lonely_marker_is_none(timeline: list[str]) -> None:
    text = incident_text(timeline=timeline, status="reported")
    assert isinstance(parse_incident("", text), IncidentRecord)


def test_prose_elsewhere_may_hold_anything() -> None:
    text = incident_text(body="## Summary\n\n<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> theirs")
    assert isinstance(parse_incident("", text), IncidentRecord)
