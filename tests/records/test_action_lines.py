"""A record knows on which lines its action items begin, without its YAML being read once more."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.records.archive import read_archive
from incitrack.records.cache import open_cache
from incitrack.records.incident_file import parse_incident
from incitrack.records.one_record import read_incident
from incitrack.records.record import IncidentRecord, PostmortemRecord
from tests.builders import incident_text, write_incident, write_postmortem

BLOCK = """
  # the first
  - id: A1
    title: "Over two
      lines"
    expected: |
      No page

      at night

  -
    id: A2
    title: Alone
  - {id: A3,
     title: In braces}"""

IN_BRACKETS = """
  [
    {id: A1, title: On a line of its own},
    {id: A2, title: On the next}
  ]"""


def read(text: str, known: IncidentRecord | None = None) -> IncidentRecord:
    record = parse_incident("incidents/2026/INC-2026-0042.md", text, known=known)
    assert isinstance(record, IncidentRecord), record
    return record


def lines_of_places(record: IncidentRecord | PostmortemRecord, count: int) -> tuple[int, ...]:
    return tuple(record.place("actions", index).line for index in range(count))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (BLOCK, (9, 18, 20)),
        (IN_BRACKETS, (7, 7)),
        ("[{id: A1, title: x}, {id: A2, title: y}]", (7, 7)),
        ("[]", ()),
        ("", ()),
        (None, ()),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_an_action_begins_where_its_place_is(
    written: str | None, expected: tuple[int, ...], line_end: str
) -> None:
    record = read("\ufeff" + incident_text(actions=written).replace("\n", line_end))
    assert record.action_lines == lines_of_places(record, len(expected)) == expected


ABOVE = [
    "# actions:",
    "tags: [a,\n  b]",
    "references: {x: 'y\n\n  z'}",
    "alerts:\n- A\n-\n  B",
    "contact: “\u2028”",
]
ITEMS = [
    "- id: A{}\n    title: x",
    "-\n    id: A{}\n    title: x",
    "# between\n\n  - {{id: A{},\n  title: x}}",
    "- id: A{}\n    title: x\n    expected: |\n\n      - id: A9\n\n      - b\u0085\u2029",
    '- "id": A{}\n    "title": "a\\\n      b"',
    "- # first\n    id: A{}\n    title: x",
]


@given(
    above=st.lists(st.sampled_from(ABOVE), unique=True),
    items=st.lists(st.sampled_from(ITEMS), max_size=5),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_however_a_list_is_written_its_items_begin_where_their_places_are(
    above: list[str], items: list[str], line_end: str
) -> None:
    actions = "\n".join("  " + item.format(number) for number, item in enumerate(items, start=1))
    fields = "".join(f"{each}\n" for each in above)
    text = incident_text().replace("services:", f"{fields}actions:\n{actions}\nservices:", 1)
    record = read(text.replace("\n", line_end))
    assert record.action_lines == lines_of_places(record, len(items))


def test_an_edit_moves_the_lines_and_an_entry_does_not() -> None:
    record = read(incident_text(actions=BLOCK))
    longer = read(record.text + "- `2026-11-20T14:20Z` **update**: More.\n", known=record)
    assert longer.action_lines == record.action_lines
    lower = read(record.text.replace("id:", "owner: maria\nid:", 1), known=record)
    assert lower.action_lines == tuple(line + 1 for line in record.action_lines)


def test_the_lines_are_the_same_from_the_cache_and_alone(tmp_path: Path) -> None:
    write_incident(tmp_path, incident_text(actions=BLOCK))
    write_postmortem(tmp_path, actions=BLOCK)
    for cache in [None, open_cache(tmp_path), open_cache(tmp_path)]:
        found = read_archive(tmp_path, cache=cache)
        assert found.incidents[0].action_lines == lines_of_places(found.incidents[0], 3)
        assert found.postmortems[0].action_lines == lines_of_places(found.postmortems[0], 3)
        for _ in range(2):
            assert read_incident(tmp_path, "INC-2026-0042") == found.incidents[0]
