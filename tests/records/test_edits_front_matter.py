"""A value set, put in or taken out: the value is read back, and every other line is as it was."""

from difflib import SequenceMatcher
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from incitrack.errors import RefusedError
from incitrack.records.edits_front_matter import add_element, remove_value, reorder_elements, set_value
from incitrack.records.edits_scalars import Plain, Value, write_flow, write_scalar
from incitrack.records.front_matter import find_front_matter
from incitrack.records.yaml_reader import read_yaml

FIELDS = """\
id: INC-2026-0042
title: "Checkout returns 502"   # as the probe says
severity: 'P1'
status:   reported  # follows the timeline
services: [checkout, payments]

# Who has it
owner:   # nobody yet
customers:
  tiers: []
  affected: 3   # so far

  # more may come
tags: [database,
  pool,  # the small one
]
visibility: ~
links:
  - https://example.org/d/checkout  # first
  -
    kind: runbook
    url: https://example.org/r
references: {jira: OPS-12}
actions:
- id: A1
  title: Alert at 80%
  owner: jdoe  # asked
  due: 2026-12-01
- {id: A2, title: Second}
x-notes: |  # ours
  one

  two

x-last: here
"""
TEXT = f"---\n{FIELDS}---\n\n## Timeline\n\n- nothing\n"


def values(text: str) -> dict[str, Any]:
    bounds = find_front_matter(text)
    assert bounds is not None
    reading = read_yaml(text[bounds.start : bounds.end])
    assert not reading.problems
    return dict(reading.value)


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went and the lines that came."""
    old, new = before.splitlines(), after.splitlines()
    ops = [op for op in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if op[0] != "equal"]
    gone = [line for _, first, last, _, _ in ops for line in old[first:last]]
    return gone, [line for _, _, _, first, last in ops for line in new[first:last]]


@pytest.mark.parametrize(
    ("keys", "value", "line"),
    [
        (("title",), "It's down", """title: "It's down"   # as the probe says"""),
        (("severity",), "P2", "severity: 'P2'"),
        (("status",), "in-progress", "status:   in-progress  # follows the timeline"),
        (("services",), ["api"], "services: [api]"),
        (("owner",), "maria", "owner: maria   # nobody yet"),
        (("visibility",), "public", "visibility: public"),
        (("customers", "affected"), Plain("312"), "  affected: 312   # so far"),
        (("customers", "tiers"), ["enterprise"], "  tiers: [enterprise]"),
        (("references", "jira"), "OPS-13", "references: {jira: OPS-13}"),
        (("actions", 0, "owner"), "kim", "  owner: kim  # asked"),
        (("actions", 1, "title"), "a, b", '- {id: A2, title: "a, b"}'),
        (("links", 1, "url"), "https://example.org/s", "    url: https://example.org/s"),
    ],
)
def test_a_value_is_set_on_its_line(keys: tuple[str | int, ...], value: Value, line: str) -> None:
    gone, come = changed(TEXT, set_value(TEXT, keys, value))
    assert len(gone) == 1
    assert come == [line]


@pytest.mark.parametrize(
    ("keys", "value", "after", "line"),
    [
        (("started_at",), Plain("2026-11-20T14:05Z"), "owner:   # nobody yet", "started_at: 2026-11-20T14:05Z"),
        (("category",), "network", "  affected: 3   # so far", "category: network"),
        (("duplicate_of",), "INC-2026-0001", "]", "duplicate_of: INC-2026-0001"),
        (("x-new",), "yes", "x-last: here", 'x-new: "yes"'),
        (("actions", 0, "status"), "done", "  due: 2026-12-01", "  status: done"),
        (("links", 1, "label"), "x", "    url: https://example.org/r", "    label: x"),
    ],
)
def test_a_missing_key_is_put_in_its_place(
    keys: tuple[str | int, ...], value: Value, after: str, line: str
) -> None:
    assert f"\n{after}\n{line}\n" in set_value(TEXT, keys, value)
    assert changed(TEXT, set_value(TEXT, keys, value)) == ([], [line])


def test_a_missing_map_is_made_around_its_first_key() -> None:
    assert changed(TEXT, set_value(TEXT, ("roles", "scribe"), "kim")) == ([], ["roles:", "  scribe: kim"])


def test_a_missing_key_is_put_into_braces() -> None:
    assert "- {id: A2, title: Second, due: 2026-12-01}" in set_value(
        TEXT, ("actions", 1, "due"), Plain("2026-12-01")
    )


def test_a_list_grows_in_the_style_it_has() -> None:
    assert changed(TEXT, add_element(TEXT, ("services",), "api"))[1] == ["services: [checkout, payments, api]"]
    assert changed(TEXT, add_element(TEXT, ("tags",), "cache"))[1] == ["  pool, cache,  # the small one"]
    assert changed(TEXT, add_element(TEXT, ("links",), "https://e.org"))[1] == ["  - https://e.org"]
    assert changed(TEXT, add_element(TEXT, ("customers", "tiers"), "makers"))[1] == ["  tiers: [makers]"]


def test_a_map_is_added_to_a_list_with_its_indentation() -> None:
    item: Value = {"id": "A3", "title": "Third: last", "due": Plain("2026-12-01")}
    come = ["- id: A3", '  title: "Third: last"', "  due: 2026-12-01"]
    assert changed(TEXT, add_element(TEXT, ("actions",), item)) == ([], come)


@pytest.mark.parametrize("written", ["", "actions:\n", "actions: []\n", "actions: null\n"])
def test_the_first_map_of_a_list_stands_in_a_block(written: str) -> None:
    text = f"---\nid: INC-2026-0042\n{written}---\n"
    after = add_element(text, ("actions",), {"id": "A1", "title": "First"})
    assert after == "---\nid: INC-2026-0042\nactions:\n  - id: A1\n    title: First\n---\n"


def test_an_element_is_taken_out_alone() -> None:
    assert changed(TEXT, remove_value(TEXT, ("services", 0)))[1] == ["services: [payments]"]
    assert changed(TEXT, remove_value(TEXT, ("services", 1)))[1] == ["services: [checkout]"]
    assert changed(TEXT, remove_value(TEXT, ("links", 0))) == (["  - https://example.org/d/checkout  # first"], [])
    gone = ["  -", "    kind: runbook", "    url: https://example.org/r"]
    assert changed(TEXT, remove_value(TEXT, ("links", 1))) == (gone, [])


def test_what_is_left_empty_goes_too() -> None:
    assert changed(TEXT, remove_value(TEXT, ("references", "jira"))) == (["references: {jira: OPS-12}"], [])


def test_a_field_goes_with_all_its_lines_and_nothing_else() -> None:
    gone = ["customers:", "  tiers: []", "  affected: 3   # so far"]
    assert changed(TEXT, remove_value(TEXT, ("customers",))) == (gone, [])
    assert remove_value(TEXT, ("cause",)) == TEXT


def test_a_block_text_gives_way_to_a_line() -> None:
    gone, come = changed(TEXT, set_value(TEXT, ("x-notes",), "short"))
    assert come == ["x-notes: short  # ours"]
    assert gone == ["x-notes: |  # ours", "  one", "", "  two"]


def test_crlf_is_used_for_new_lines() -> None:
    text = "\ufeff" + TEXT.replace("\n", "\r\n")
    after = set_value(text, ("category",), "network")
    assert after == text.replace("so far\r\n", "so far\r\ncategory: network\r\n")


def test_a_front_matter_within_braces_is_edited_too() -> None:
    text = "---\n{id: INC-2026-0042, title: x}\n---\n"
    assert set_value(text, ("severity",), "P1") == "---\n{id: INC-2026-0042, title: x, severity: P1}\n---\n"


def test_what_cannot_be_edited_safely_is_refused() -> None:
    with pytest.raises(RefusedError, match="cannot be written"):
        set_value("---\nid: INC-2026-0042\n? title\n: x\n---\n", ("severity",), "\ufdd0")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Checkout returns 502", "Checkout returns 502"),
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("Größe: 3", '"Größe: 3"'),
        ('no: #1 "x"', "'no: #1 \"x\"'"),
        ("it's", "it's"),
        ("no", '"no"'),
        ("1_000", '"1_000"'),
        ("2026-11-20", '"2026-11-20"'),
        ("22:22", '"22:22"'),
        ("null", '"null"'),
        ("", '""'),
        ("- dash", '"- dash"'),
        ("#1", '"#1"'),
        ("two\nlines", '"two\\nlines"'),
        ("C:\\temp #1", "'C:\\temp #1'"),
        (Plain("2026-11-20"), "2026-11-20"),
    ],
)
def test_a_text_is_quoted_where_it_needs_it(text: str, written: str) -> None:
    assert write_scalar(text) == written


# The reader shields line breaks of other alphabets with these four, and so cannot hold them.
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufdd0\ufdd1\ufdd2\ufdd3"))


@given(text=ANY_TEXT, style=st.sampled_from([None, "'", '"']))
def test_any_text_is_read_back(text: str, style: str | None) -> None:
    assert read_yaml(f"key: {write_scalar(text, style=style)}\n").value == {"key": text}
    assert read_yaml(f"[{write_scalar(text, style=style, in_flow=True)}]").value == [text]
    assert read_yaml(write_flow({"a": [text, {"b": text}]})).value == {"a": [text, {"b": text}]}


KEYS: list[tuple[str | int, ...]] = [
    ("title",), ("severity",), ("owner",), ("visibility",), ("cause",), ("x-last",), ("x-notes",), ("x-z",),
    ("customers", "affected"), ("references", "jira"), ("references", "pd"), ("roles", "scribe"),
    ("actions", 0, "owner"), ("actions", 0, "expected"), ("actions", 1, "owner"), ("actions", 1, "title"), ("links", 1, "url"),
]  # fmt: skip


@settings(max_examples=300)
@given(keys=st.sampled_from(KEYS), text=ANY_TEXT, crlf=st.booleans())
def test_setting_a_value_changes_that_value_alone(keys: tuple[str | int, ...], text: str, *, crlf: bool) -> None:
    before = TEXT.replace("\n", "\r\n") if crlf else TEXT
    after = set_value(before, keys, text)
    expected = values(before)
    holder: Any = expected
    for key in keys[:-1]:
        holder = holder.setdefault(key, {}) if isinstance(key, str) else holder[key]
    holder[keys[-1]] = text
    assert values(after) == expected
    gone, come = changed(before, after)
    assert len(come) <= 2
    assert len(gone) <= (4 if keys == ("x-notes",) else 1)
    assert after.count("\r\n") == (after.count("\n") if crlf else 0)


@given(
    words=st.lists(ANY_TEXT, max_size=6),
    adds=st.lists(ANY_TEXT, min_size=1, max_size=4),
    block=st.booleans(),
    data=st.data(),
)
def test_a_list_takes_and_gives_elements(
    words: list[str], adds: list[str], data: st.DataObject, *, block: bool
) -> None:
    lines = "".join(f"\n- {write_scalar(word)}  # said" for word in words)
    text = (
        f"---\nid: x\ntags:{lines}\nx-a: b\n---\n"
        if block
        else f"---\nid: x\ntags: {write_flow(list(words))}\n---\n"
    )
    for add in adds:
        text = add_element(text, ("tags",), add)
    assert values(text)["tags"] == [*words, *adds]
    assume(len(words) + len(adds) > 1)
    index = data.draw(st.integers(0, len(words) + len(adds) - 1))
    left = [*words, *adds][:index] + [*words, *adds][index + 1 :]
    assert values(remove_value(text, ("tags", index)))["tags"] == left


@pytest.mark.parametrize(
    ("keys", "order"), [(("services",), [1, 0]), (("links",), [1, 0]), (("actions",), [1, 0])]
)
@pytest.mark.parametrize("crlf", [True, False])
def test_another_order_moves_the_elements_and_nothing_else(
    keys: tuple[str, ...], order: list[int], *, crlf: bool
) -> None:
    text = TEXT.replace("\n", "\r\n") if crlf else TEXT
    after = reorder_elements(text, keys, order)
    assert values(after)[keys[0]] == [values(text)[keys[0]][index] for index in order]
    assert sorted(after) == sorted(text)
    assert reorder_elements(after, keys, order) == text
