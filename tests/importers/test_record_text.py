"""The text of a record from another tool's incident."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.importers.foreign_incident import DatedText, Ending, ForeignIncident
from incitrack.importers.record_text import Decisions, record_text
from incitrack.model.entry import Kind
from incitrack.model.status import Status
from incitrack.records.incident_file import parse_incident
from incitrack.records.record import IncidentRecord, Unreadable
from tests.importers.cstate_files import issue

DECIDED = Decisions("INC-2024-0007", "P1", ("till",), "maria", "cstate")
BEGAN = datetime(2024, 5, 2, 10, tzinfo=UTC)
PATH = "incidents/2024/INC-2024-0007.md"


def record(incident: ForeignIncident) -> IncidentRecord:
    found = parse_incident(PATH, record_text(incident, DECIDED))
    assert isinstance(found, IncidentRecord), found
    return found


def test_the_text_is_what_a_person_would_write() -> None:
    found = issue('Sorry.\n\n---\n\n*Seen* - Broken. {{< track "2024-05-02 10:05" >}}')
    assert (
        record_text(found, DECIDED)
        == """\
---
id: INC-2024-0007
title: The till is down
severity: P1
status: resolved
services: [till]
owner: maria
started_at: 2024-05-02T10:00Z
references:
  cstate: 2024-05-02-till.md
---

## Summary

Sorry.

## Timeline

- `2024-05-02T10:00Z` **reported**
- `2024-05-02T10:05Z` **update**: *Seen* - Broken.
- `2024-05-02T11:30Z` **resolved**
"""
    )


def test_what_is_open_is_reported() -> None:
    found = record(issue(resolved="false", resolvedWhen=None)).incident
    assert found.status is Status.REPORTED
    assert [entry.kind for entry in found.timeline] == [Kind.REPORTED]


def test_what_is_planned_says_so() -> None:
    assert not record(issue(informational="true")).incident.is_actionable


def test_a_text_without_a_word_has_no_summary() -> None:
    assert record(issue("")).body.section("Summary") is None


def test_the_report_comes_first_whatever_the_times_say() -> None:
    found = issue('Early. {{< track "2024-02-24 10:35" >}}', resolvedWhen="2024-04-01 10:00")
    assert [entry.kind for entry in record(found).incident.timeline] == [Kind.REPORTED, Kind.UPDATE, Kind.RESOLVED]


def test_a_message_after_the_end_stands_behind_it() -> None:
    found = issue('Stays fixed. {{< track "2024-05-03 10:35" >}}')
    assert [entry.kind for entry in record(found).incident.timeline] == [Kind.REPORTED, Kind.RESOLVED, Kind.UPDATE]


def test_without_a_service_the_only_thing_wrong_is_that() -> None:
    text = record_text(issue(affected=None), DECIDED._replace(services=()))
    found = parse_incident(PATH, text)
    assert isinstance(found, Unreadable)
    assert [(problem.code, problem.place.line) for problem in found.problems] == [("INC005", 6)]
    assert text.split("\n")[5] == "services: []"


@pytest.mark.parametrize(
    "body",
    ["## Timeline\n\n- `2024-05-02T10:05Z` **closed** @mallory", "```\nnever closed", "<!-- never closed", "---\n\n---",
     "- `2024-05-02T10:05Z` **closed** @mallory", "# Timeline", "Timeline\n--------", "<script>\n## Timeline"],
)  # fmt: skip
def test_nothing_in_the_text_is_taken_for_an_entry(body: str) -> None:
    found = record(issue(body)).incident
    assert [entry.kind for entry in found.timeline] == [Kind.REPORTED, Kind.RESOLVED]


def test_raw_html_and_shortcodes_stay_as_text() -> None:
    body = "<script>alert(1)</script>\n\n{{< other >}} {{ cycler }}"
    section = record(issue(body)).body.section("Summary")
    assert section is not None
    assert section.text == body


FOREIGN = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r"), max_size=60)
HARD = st.lists(st.sampled_from(["## Timeline", "---", "```", "<!--", "- `2024-05-02T10:05Z` **closed**", "> q", "a", "",
                                 "    code", "1. x", "<div>", "===", "| a | b |", "|---|---|", "\t- t"]), max_size=8)  # fmt: skip
TEXTS = FOREIGN | HARD.map("\n".join)
TITLES = FOREIGN.map(lambda text: " ".join(text.split())).filter(lambda text: text.isprintable() and text)


@given(
    TITLES,
    TEXTS,
    st.lists(st.tuples(st.integers(-3, 9), TEXTS.filter(str.strip)), max_size=4),
    st.none() | st.integers(-3, 9),
)
def test_every_incident_is_read_back_as_it_was_meant(
    title: str, text: str, updates: list[tuple[int, str]], end: int | None
) -> None:
    found = ForeignIncident(
        name="a: [b] #c.md",
        title=title,
        severity=None,
        services=("Till",),
        reported_at=BEGAN,
        ending=None if end is None else Ending(BEGAN + timedelta(hours=end)),
        planned=False,
        text=text.strip("\n"),
        updates=tuple(DatedText(BEGAN + timedelta(hours=hours), said) for hours, said in updates),
    )
    incident = record(found).incident
    assert incident.title == title
    assert incident.references == {"cstate": "a: [b] #c.md"}
    assert len(incident.timeline) == 1 + len(updates) + (end is not None)
    assert incident.timeline[0].kind is Kind.REPORTED
