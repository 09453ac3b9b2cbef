import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.reports.reflow import reflow
from incitrack.reports.text_width import width


def test_without_a_width_the_lines_stay_as_they_are() -> None:
    assert reflow("one  two\nthree\n\n    code", None) == ["one  two", "three", "", "    code"]


def test_the_lines_of_a_paragraph_are_joined_and_wrapped() -> None:
    text = "The relay signs with a new key,\nwhich our DNS\ndoes not name.\n\nA second paragraph."
    assert reflow(text, 24) == [
        "The relay signs with a",
        "new key, which our DNS",
        "does not name.",
        "",
        "A second paragraph.",
    ]


@pytest.mark.parametrize("fence", ["```", "~~~~", "```json"])
def test_fenced_code_is_kept_however_long_its_lines(fence: str) -> None:
    end = fence.replace("json", "")
    code = "  FATAL:  remaining connection slots are reserved  for superusers"
    assert reflow(f"Seen:\n{fence}\n{code}\n\n- no item\n{end}\nAnd then.", 20) == [
        "Seen:",
        fence,
        code,
        "",
        "- no item",
        end,
        "And then.",
    ]


def test_a_fence_without_an_end_keeps_everything_after_it() -> None:
    assert reflow("```\na b\nc d", 20) == ["```", "a b", "c d"]


def test_indented_code_is_kept_but_not_in_a_paragraph() -> None:
    assert reflow("    SELECT  1\n    FROM  t", 20) == ["    SELECT  1", "    FROM  t"]
    assert reflow("a paragraph\n    that goes on", 40) == ["a paragraph that goes on"]


def test_items_keep_their_marker_and_hang() -> None:
    text = "1. Restart the workers one by one.\n2. Look.\n   Twice.\n- Then drink some tea, slowly\n  * nested"
    assert reflow(text, 22) == [
        "1. Restart the workers",
        "   one by one.",
        "2. Look. Twice.",
        "- Then drink some tea,",
        "  slowly",
        "  * nested",
    ]


def test_quotations_tables_and_headings_keep_their_lines() -> None:
    text = "> They are looking at certificates, they say.\n### Numbers\n| a | b |\n|---|---|\n| 1 | 2 |"
    assert reflow(text, 24) == [
        "> They are looking at",
        "> certificates, they",
        "> say.",
        "### Numbers",
        "| a | b |",
        "|---|---|",
        "| 1 | 2 |",
    ]


def test_a_hard_break_is_kept() -> None:
    assert reflow("one  \ntwo\\\nthree", 40) == ["one", "two\\", "three"]


def test_an_empty_item_stays() -> None:
    assert reflow("- \n- a", 40) == ["-", "- a"]


@given(st.text(alphabet=" \n`~-*>#|1.abc\\é決\t"), st.integers(20, 60))
def test_no_character_is_lost(text: str, columns: int) -> None:
    # The mark of a quotation begins each of its lines, however many these become.
    told = "".join("".join(line.split()) for line in reflow(text, columns)).replace(">", "")
    assert told == "".join(text.split()).replace(">", "")


@given(st.lists(st.text("abc決", min_size=1, max_size=9)), st.integers(20, 60))
def test_prose_fits(words: list[str], columns: int) -> None:
    assert all(width(line) <= columns for line in reflow(" ".join(words), columns))
