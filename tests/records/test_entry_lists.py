"""The entries of any version of a record, and what a later one lost, by the judgement that `check --base` has too."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incitrack.records.body import Body
from incitrack.records.entry_lists import NOTHING, entry_lists, lost_entries
from incitrack.records.entry_matching import match_entries
from incitrack.records.incident_file import parse_incident
from incitrack.records.record import IncidentRecord
from tests.builders import ACKNOWLEDGED, REPORTED, incident_text

UPDATE = "- `2026-11-20T14:31Z` **update** @jdoe: Errors at 31%."
TOLD = "- `2026-11-20T14:45Z` **public** @sam: We are looking at it."
TEXT = incident_text(timeline=[REPORTED, ACKNOWLEDGED, UPDATE], communications=[TOLD])
ENTRIES = st.lists(
    st.builds(
        "- `2026-11-20T14:{:02d}Z` **update** @{}: {}".format,
        st.integers(10, 14),
        st.sampled_from(["kim", "sam"]),
        st.sampled_from("ab"),
    ),
    max_size=6,
)

HEADINGS = (
    "## Timeline|## Timeline ##|  ## Timeline|##\tTimeline|Timeline|## Timeline of it|# Timeline|### Timeline"
    "|> ## Timeline|- ## Timeline|    ## Timeline|## Communications|## Impact|---|==="
)
HIDING = "```|  ```|- ```|~~~|<!-- of it|-->|- <!-- of it|<div>|<pre>|</pre>"
OTHERS = "|  and more|* other|- |1. one|> quoted|words|    code"
LINES = st.sampled_from(
    [
        *f"{HEADINGS}|{HIDING}|{OTHERS}".split("|"),
        *(REPORTED, UPDATE, TOLD, f"## Communications\n{TOLD}"),
    ]
)


@settings(max_examples=400)
@given(st.lists(LINES, max_size=14), st.lists(LINES, max_size=8))
def test_what_stands_above_the_timeline_is_passed_over_only_where_it_cannot_matter(
    above: list[str], below: list[str]
) -> None:
    text = "\n".join([*above, "## Timeline", "", REPORTED, *below])
    body = Body(text, 1)
    assert entry_lists(f"---\ntitle: It\n---\n{text}") == (
        tuple(body.timeline()[0]),
        tuple(body.communications()[0]),
    )


def test_the_entries_of_a_readable_record_are_those_of_its_incident() -> None:
    record = parse_incident("incidents/2026/INC-2026-0042.md", TEXT)
    assert isinstance(record, IncidentRecord)
    assert entry_lists(TEXT) == (record.incident.timeline, record.incident.communications)


@pytest.mark.parametrize(
    "broken",
    [
        TEXT.replace("title:", "title: ["),
        TEXT.replace("severity: P2\n", ""),
        TEXT.partition("---\n")[2].partition("---\n")[2],
        f"\ufeff{TEXT}",
        TEXT.replace("\n", "\r\n"),
        TEXT.replace(f"{UPDATE}\n", f"{UPDATE}\n* no entry\n- nor this\n"),
    ],
    ids=["YAML", "a field missing", "no front matter", "a byte order mark", "CRLF", "items that are none"],
)
def test_entries_are_read_whatever_else_is_broken(broken: str) -> None:
    assert entry_lists(broken) == entry_lists(TEXT)
    assert list(lost_entries(entry_lists(TEXT), entry_lists(broken))) == []


def test_what_became_no_entry_is_lost() -> None:
    for broken in (TEXT.replace("**update**", "**updaet**"), TEXT.replace("## Timeline", "## Timelime"), ""):
        assert any(
            lost.entry.text == "Errors at 31%." for lost in lost_entries(entry_lists(TEXT), entry_lists(broken))
        )


def test_an_altered_entry_comes_with_what_stands_in_its_place_and_a_removed_one_with_nothing() -> None:
    later = TEXT.replace("31%", "13%").replace(f"{TOLD}\n", "")
    altered, removed = lost_entries(entry_lists(TEXT), entry_lists(later))
    assert (altered.section, altered.later and altered.later.text) == ("timeline", "Errors at 13%.")
    assert (removed.section, removed.later) == ("communications", None)
    assert len(list(lost_entries(entry_lists(TEXT), NOTHING))) == 4


@given(ENTRIES, ENTRIES)
def test_each_entry_that_is_not_matched_unchanged_is_lost_once(earlier: list[str], later: list[str]) -> None:
    old, new = (entry_lists(incident_text(timeline=lines)) for lines in (earlier, later))
    matching = match_entries(old.timeline, new.timeline)
    lost = list(lost_entries(old, new))
    assert len(lost) == len(matching.altered) + len(matching.removed)
    assert len(lost) + len(matching.unchanged) == len(old.timeline)
    assert [each.later for each in lost if each.later] == [
        new.timeline[place] for _, place in sorted(matching.altered)
    ]
