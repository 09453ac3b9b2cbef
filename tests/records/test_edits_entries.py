"""An entry more: in its place, one whatever it holds, and every other byte as it was."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from incitrack.errors import RefusedError, UsageError
from incitrack.model.entry import Communication, Kind, TimelineEntry
from incitrack.records.edits_entries import add_communication, add_timeline_entry, place_in_time
from incitrack.records.edits_entry_text import entry_text
from incitrack.records.incident_file import parse_incident
from incitrack.records.record import IncidentRecord
from tests.builders import ACKNOWLEDGED, REPORTED, RESOLVED, incident_text

START = datetime(2026, 11, 20, 14, 10, tzinfo=UTC)
UPDATE = TimelineEntry(datetime(2026, 11, 20, 15, 0, tzinfo=UTC), Kind.UPDATE, "jdoe", "Pool is exhausted.")
WRITTEN = "- `2026-11-20T15:00Z` **update** @jdoe: Pool is exhausted."
TOLD = Communication(UPDATE.at, "public", "sam", ("status-page", "email"), "We are on it.")
TOLD_WRITTEN = "- `2026-11-20T15:00Z` **public** @sam via status-page, email: We are on it."

PIECES = [
    "# Heading", "## Communications", "## Timeline", "---", "===", "```", "~~~", "    indented", "> quote",
    "- `2026-11-20T15:00Z` **closed** @eve: not an entry", "- item", "1. one", "* star", "<!-- comment", "-->",
    "<div>", "<script>", "</script>", "| a | b |", "|---|---|", "plain words", "tab\there", "\tcode", "trailing  ",
    "zero\u200dwidth", "\x0c", "a\x0bb", "\x85", "\u2028", "null\x00byte", "lone\rreturn", "", "  ", "`", "**",
    ": x", "@eve via chat: x", "[a]: http://x", "\\", "&lt;", "<?php", "<![CDATA[", "***", "-", "+", "#", "99)", "\u3000",
    "\u00a0", "\u00a0end\u00a0",
]  # fmt: skip
WRITTEN_BY_HAND = st.sampled_from([piece for piece in PIECES if "\r" not in piece])
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("\n".join),
    st.text(max_size=60),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=6).map("\r\n".join),
).filter(lambda text: entry_text(text) != "")


def parsed(text: str) -> IncidentRecord:
    record = parse_incident("incidents/2026/INC-2026-0042.md", text)
    assert isinstance(record, IncidentRecord), record
    return record


def is_addition(before: str, after: str) -> bool:
    """Whether `after` is `before` with one run of characters put in."""
    head = 0
    while head < len(before) and before[head] == after[head]:
        head += 1
    return len(after) > len(before) and after.endswith(before[head:])


def test_it_stands_right_behind_the_last_one() -> None:
    text = incident_text(timeline=(REPORTED, ACKNOWLEDGED))
    assert add_timeline_entry(text, UPDATE) == text + WRITTEN + "\n"


def test_no_blank_line_is_left_out_before_the_next_section() -> None:
    text = incident_text(communications=(TOLD_WRITTEN,))
    expected = text.replace("\n\n## Communications", f"\n{WRITTEN}\n\n## Communications")
    assert add_timeline_entry(text, UPDATE) == expected


def test_a_late_one_goes_to_its_place_in_time() -> None:
    text = incident_text(timeline=(REPORTED, RESOLVED))
    expected = incident_text(timeline=(REPORTED, WRITTEN, RESOLVED))
    assert add_timeline_entry(text, UPDATE) == expected


def test_one_before_all_others_goes_before_them() -> None:
    text = incident_text(timeline=(REPORTED, RESOLVED))
    detected = TimelineEntry(START - timedelta(hours=1), Kind.DETECTED)
    after = parsed(add_timeline_entry(text, detected)).incident.timeline
    assert [entry.kind for entry in after] == ["detected", "reported", "resolved"]


def test_at_equal_times_it_stands_behind_those_that_were_there() -> None:
    text = incident_text(timeline=(REPORTED, WRITTEN, RESOLVED))
    second = UPDATE._replace(text="Second.")
    after = parsed(add_timeline_entry(text, second)).incident.timeline
    assert [entry.text for entry in after[1:3]] == ["Pool is exhausted.", "Second."]


def test_a_file_without_a_last_newline_still_has_none() -> None:
    text = incident_text().removesuffix("\n")
    assert add_timeline_entry(text, UPDATE) == f"{text}\n{WRITTEN}"


def test_crlf_and_a_byte_order_mark_stay_and_are_used() -> None:
    text = "\ufeff" + incident_text().replace("\n", "\r\n")
    entry = UPDATE._replace(text="One.\nTwo.\n\nThree.")
    added = f"{WRITTEN.removesuffix('Pool is exhausted.')}One.\r\n  Two.\r\n\r\n  Three.\r\n"
    assert add_timeline_entry(text, entry) == text + added


def test_the_first_entry_of_an_empty_section_follows_a_blank_line() -> None:
    text = incident_text(timeline=()).rstrip("\n") + "\n"
    assert add_timeline_entry(text, UPDATE) == f"{text}\n{WRITTEN}\n"
    assert add_timeline_entry(f"{text}\n", UPDATE) == f"{text}\n{WRITTEN}\n"


def test_an_empty_section_between_others_keeps_its_distance() -> None:
    text = incident_text(timeline=()).rstrip("\n") + "\n## Impact\n"
    assert add_timeline_entry(text, UPDATE).endswith(f"## Timeline\n\n{WRITTEN}\n\n## Impact\n")


def test_a_missing_section_for_communications_is_made_behind_the_timeline() -> None:
    text = incident_text()
    assert add_communication(text, TOLD) == f"{text}\n## Communications\n\n{TOLD_WRITTEN}\n"


def test_a_missing_section_is_made_before_what_follows_the_timeline() -> None:
    text = incident_text() + "\n## Notes\n\nKept.\n"
    expected = f"{incident_text()}\n## Communications\n\n{TOLD_WRITTEN}\n\n## Notes\n\nKept.\n"
    assert add_communication(text, TOLD) == expected


def test_a_missing_timeline_is_made_before_the_communications() -> None:
    head, _, rest = incident_text(communications=(TOLD_WRITTEN,)).partition("## Timeline")
    text = head + "## Communications" + rest.partition("## Communications")[2]
    expected = f"{head}## Timeline\n\n{WRITTEN}\n\n## Communications\n\n{TOLD_WRITTEN}\n"
    assert add_timeline_entry(text, UPDATE) == expected


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\r\n"])
def test_a_record_of_front_matter_alone_gets_its_timeline(end: str) -> None:
    front = incident_text().partition("\n\n## Timeline")[0] + end
    after = add_timeline_entry(front, UPDATE)
    assert after.startswith(front)
    assert parsed(after).incident.timeline == (UPDATE,)


def test_a_paragraph_behind_the_list_does_not_become_part_of_the_entry() -> None:
    text = incident_text(timeline=(f"{REPORTED}\n  ```\n  log\n  ```\nProse of its own.",))
    after = add_timeline_entry(text, UPDATE)
    assert is_addition(text, after)
    assert parsed(after).incident.timeline[-1] == UPDATE


def test_a_list_that_is_set_in_stays_one_list() -> None:
    text = incident_text(timeline=(f"  {REPORTED}", f"  {RESOLVED}"))
    assert f"  {REPORTED}\n  {WRITTEN}\n  {RESOLVED}\n" in add_timeline_entry(text, UPDATE)


def test_a_fence_begins_on_a_line_of_its_own() -> None:
    after = add_timeline_entry(incident_text(), UPDATE._replace(text="```\nFATAL\n```"))
    assert after.endswith("**update** @jdoe:\n\n  ```\n  FATAL\n  ```\n")
    assert parsed(after).incident.timeline[-1].text == "```\nFATAL\n```"


def test_one_line_that_looks_like_markdown_stays_on_its_line() -> None:
    after = add_timeline_entry(incident_text(), UPDATE._replace(text="> 5% errors"))
    assert after.endswith("**update** @jdoe: > 5% errors\n")


def test_what_would_stand_in_an_open_comment_is_refused() -> None:
    text = incident_text() + "\n<!-- never closed\n"
    with pytest.raises(RefusedError, match="Communications"):
        add_communication(text, TOLD)


@pytest.mark.parametrize(
    "white", ["\u00a0", "\u3000", "\x0c", "\x0b", "\x85", "\u2028", "x \u00a0", "\u00a0\u00a0x"]
)
def test_white_space_that_is_neither_space_nor_tab_is_text(white: str) -> None:
    text = f"One.\n{white} \t\n\t\nTwo.{white}"
    after = add_timeline_entry(incident_text(), UPDATE._replace(text=text))
    assert parsed(after).incident.timeline[-1].text == f"One.\n{white}\n\nTwo.{white}"


@pytest.mark.parametrize("white", ["\u00a0", "\u3000", "\x0c", "\n\u2028\n"])
def test_white_space_alone_is_no_text(white: str) -> None:
    assert entry_text(white) == ""


def test_a_line_of_white_space_that_markdown_sees_keeps_its_distance() -> None:
    text = incident_text(timeline=()).rstrip("\n") + "\n\n\u00a0\n"
    assert add_timeline_entry(text, UPDATE) == f"{text}\n{WRITTEN}\n"


def test_half_of_a_surrogate_pair_is_wrong_usage() -> None:
    with pytest.raises(UsageError):
        add_timeline_entry(incident_text(), UPDATE._replace(text="\ud800"))


@settings(max_examples=400)
@given(text=TEXTS, minutes=st.integers(-60, 200), crlf=st.booleans(), newline=st.booleans())
def test_text_of_any_kind_is_one_entry_and_comes_back(
    text: str, minutes: int, *, crlf: bool, newline: bool
) -> None:
    before = incident_text(timeline=(REPORTED, ACKNOWLEDGED, RESOLVED), communications=(TOLD_WRITTEN,))
    before = before if newline else before.removesuffix("\n")
    before = before.replace("\n", "\r\n") if crlf else before
    entry = UPDATE._replace(at=START + timedelta(minutes=minutes), text=text)
    after = add_timeline_entry(before, entry)
    was, now = parsed(before).incident, parsed(after).incident
    kept = entry._replace(text=entry_text(text))
    assert sorted([*was.timeline, kept], key=lambda each: each.at) == list(now.timeline)
    assert now.communications == was.communications
    assert is_addition(before, after)
    assert markdown_shape(after) == (4, 1)


@settings(max_examples=200)
@given(text=TEXTS)
def test_text_of_any_kind_is_one_communication(text: str) -> None:
    before = incident_text()
    after = add_communication(add_communication(before, TOLD), TOLD._replace(text=text))
    assert parsed(after).incident.communications == (TOLD, TOLD._replace(text=entry_text(text)))
    assert after.startswith(before)
    assert markdown_shape(after) == (1, 2)


@settings(max_examples=300)
@given(above=st.lists(WRITTEN_BY_HAND, max_size=5), below=st.lists(WRITTEN_BY_HAND, max_size=5))
def test_in_a_body_of_any_kind_it_is_an_addition_that_says_just_that_or_refused(
    above: list[str], below: list[str]
) -> None:
    text = incident_text(body="\n".join(above), timeline=(REPORTED, RESOLVED, *below))
    record = parse_incident("incidents/2026/INC-2026-0042.md", text)
    assume(isinstance(record, IncidentRecord))
    before = parsed(text)
    try:
        after = add_communication(add_timeline_entry(text, UPDATE), TOLD)
    except RefusedError:
        return
    now = parsed(after)
    timeline, told = list(before.incident.timeline), list(before.incident.communications)
    timeline.insert(place_in_time(timeline, UPDATE), UPDATE)
    told.insert(place_in_time(told, TOLD), TOLD)
    assert (list(now.incident.timeline), list(now.incident.communications)) == (timeline, told)
    made = [("h2", title) for title in ("Timeline", "Communications") if before.body.section(title) is None]
    assert sorted(headings(after)) == sorted([*headings(text), *made])


def headings(text: str) -> list[tuple[str, str]]:
    """The top-level headings of the body with their tags, as a Markdown library reads it."""
    tokens = MarkdownIt("commonmark").parse(text.partition("\n---\n")[2])
    return [
        (token.tag, tokens[index + 1].content)
        for index, token in enumerate(tokens)
        if token.level == 0 and token.type == "heading_open"
    ]


def markdown_shape(text: str) -> tuple[int, ...]:
    """How many items each top-level list of the body has, as a Markdown library reads it."""
    body = text.replace("\r\n", "\n").partition("\n---\n")[2]
    tokens = MarkdownIt("commonmark").parse(body)
    counts: list[int] = []
    for token in tokens:
        if token.level == 0 and token.type == "bullet_list_open":
            counts.append(0)
        if token.level == 1 and token.type == "list_item_open":
            counts[-1] += 1
    headings = [token for token in tokens if token.level == 0 and token.type == "heading_open"]
    assert len(headings) == len(counts)
    return tuple(counts)
