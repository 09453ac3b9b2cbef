"""A conflict of Git's that was left is named as one, in the front matter and in a list of entries."""

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


@pytest.mark.parametrize("field", ["severity: P2", "services: [checkout]"])
@pytest.mark.parametrize("base", ["", "||||||| base\nseverity: P4\n"], ids=["two sides", "with the base"])
def test_a_conflict_in_the_front_matter_is_named_where_it_begins(field: str, base: str) -> None:
    text = incident_text().replace(field, f"<<<<<<< ours\n{field}\n{base}=======\nseverity: P3\n>>>>>>> theirs")
    found = parse_incident("incidents/2026/INC-2026-0042.md", text)
    assert isinstance(found, Unreadable)
    [problem] = found.problems
    assert (problem.code, problem.place.line) == ("INC002", text.split("\n").index("<<<<<<< ours") + 1)
    assert problem.message == "a merge that conflicts is not settled here"


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
