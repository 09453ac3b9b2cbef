"""The block scanner sees the headings and items that a Markdown library sees."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from incitrack.records.blocks import paragraphs, scan

MARKDOWN = MarkdownIt("commonmark", {"html": True})
PIECES = st.sampled_from(
    [
        "## Timeline", "# T", "### deeper", "##no", "## closed ##", "#", "    ## code", "   ## three", "  ## two",
        "- `t` **update**: x", "- ", "-", "* star", "+ plus", "1. one", "2) two", "  - nested", "      deep", "  text",
        "text", "another word", "\xa0", "\u3000", "\x0c", "", " ", "```", "````", "  ```", "~~~ lang", "``` a`b", "> quote", ">", "> - item", "> ```",
        "<!--", "-->", "<!-- one line -->", "<div>", "</div>", "<pre>", "</pre>", "<b>", "<?php", "?>", "<![CDATA[", "]]>",
        "---", "===", "- - -", "***", "\t- tab", "-\ttab", "\tcode", "- a\tb", "    indented", "    - four", "      ## six",
    ]
)  # fmt: skip


def seen_by_the_library(lines: list[str]) -> tuple[list[tuple[int, int, str]], list[tuple[int, str]]]:
    tokens = MARKDOWN.parse("\n".join(lines))
    headings = [
        (token.map[0], int(token.tag[1]), " ".join(tokens[index + 1].content.split()))
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0 and token.map
    ]
    items = [
        (token.map[0], token.info + token.markup if token.info else token.markup)
        for token in tokens
        if token.type == "list_item_open" and token.level == 1 and token.map
    ]
    return headings, items


@given(st.lists(PIECES, max_size=14))
@example(["- a", "## Timeline"])
@example(["text", "---"])
@example(["> a", "b", "---"])
@example(["-", "", "  text"])
def test_headings_and_items_are_those_of_commonmark(lines: list[str]) -> None:
    found = scan(lines)
    headings, items = seen_by_the_library(lines)
    assert [(h.line, h.level, " ".join(h.title.split())) for h in found.headings] == headings
    assert [(i.first, i.marker) for i in found.items] == items


@given(st.lists(st.text(alphabet="#-*`~<>!+=1. \tax", max_size=12), max_size=8))
def test_any_lines_are_read_as_the_library_reads_them(lines: list[str]) -> None:
    found = scan(lines)
    headings, items = seen_by_the_library(lines)
    assert [(h.line, h.level, " ".join(h.title.split())) for h in found.headings] == headings
    assert [(i.first, i.marker) for i in found.items] == items


DEFINITIONS = st.sampled_from(
    [
        "[graph]: https://x", "[a]: <x y> 't'", '[a]: /x "t" ', "[a]: /x (t)", "[a]: /x(y)", "  [b\\]]:   /x\t'a b'",
        "[a]: /x bad", "[]: /x", "[ ]: /x", "[a] : /x", "[a]", "[a]:/x(", "[a]: /x)", "[a[b]: /x", "[a]: <x>y",
        "[a]: /x 't' bad", "[a]: /x 't", "[a]: /x't'", "[a]: <x", "[a]: <>", "'title'", "(title)", '"title', "text",
        "", "---", "===", "--- ", "== ==", "***", "## T", "- item", "  - nested", "> quote", "```", "<div>", "1. one",
    ]
)  # fmt: skip


@given(st.lists(DEFINITIONS, max_size=10))
@example(["[graph]: https://x", "---", "- item"])
@example(["[graph]: https://x", "===", "---"])
@example(["[a]: /x", "'title'", "text", "==="])
def test_a_paragraph_of_nothing_but_definitions_is_no_heading(lines: list[str]) -> None:
    found = scan(lines)
    headings, items = seen_by_the_library(lines)
    assert [(h.line, h.level, " ".join(h.title.split())) for h in found.headings] == headings
    assert [(i.first, i.marker) for i in found.items] == items


@pytest.mark.parametrize(
    ("lines", "headings"),
    [
        (["[a]:", "/x", "'a", "title'", "---"], []),
        (["[a", "b]: /x", "---"], []),
        (["[a]:", "/x", "'no title", "---"], [(2, 2, "'no title")]),
        (["[a]:", "---"], [(0, 2, "[a]:")]),
        (["[a", "==="], [(0, 1, "[a")]),
        (["[a]: /x", "-", "---"], [(1, 2, "-")]),
    ],
)
def test_a_definition_may_go_over_several_lines(lines: list[str], headings: list[tuple[int, int, str]]) -> None:
    assert [(h.line, h.level, h.title) for h in scan(lines).headings] == headings


@pytest.mark.parametrize(
    "line",
    [
        "[a]: /x",
        "[a]: /x '",
        "[a]: /x (",
        "[" + "a" * 900,
        "[a\\",
        "[a]: <",
        "[a]:" + " " * 900,
        "[a]: /x" + "(" * 900,
    ],
)
def test_very_many_definitions_are_scanned_in_a_moment(line: str) -> None:
    scan([*[line] * 50_000, "===", "===", "---"])


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        (["- a", "  b", "", "  c", "", "text"], 3),
        (["- a", "lazy", "", "- b"], 1),
        (["- a", "  ```", "", "", "  x", "  ```", ""], 5),
        (["- a", "", ""], 0),
    ],
)
def test_an_item_ends_with_its_last_line_that_is_not_blank(lines: list[str], last: int) -> None:
    assert scan(lines).items[0].last == last


@pytest.mark.parametrize(
    "line",
    [
        "[" * 20000,
        "*" * 50000 + "a",
        "#" * 50000,
        "<" * 50000,
        "- " * 20000,
        "> " * 20000,
        "# a" + " " * 900_000 + "b",
        "# " + " #" * 400_000 + "b",
        "* " * 400_000 + "b",
        "<a" + " b" * 400_000,
        "`" * 900_000 + "a`",
    ],
)
def test_a_hostile_line_is_scanned_in_a_moment(line: str) -> None:
    scan([line, "## Timeline"])


def test_html_that_never_closes_is_scanned_in_a_moment() -> None:
    scan(['<a b="' + " c='d" * 20000, "<a " + "b " * 30000, "## Timeline"])


def paragraphs_seen_by_the_library(lines: list[str]) -> list[tuple[int, int]]:
    """Paragraphs and the texts of underlined headings, outside of quotes."""
    found, quotes = [], 0
    for token in MARKDOWN.parse("\n".join(lines)):
        quotes += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        underlined = token.type == "heading_open" and token.markup in "=-"
        if token.map and not quotes and (underlined or token.type == "paragraph_open"):
            found.append((token.map[0], token.map[1] - 1 - underlined))
    return found


@given(st.lists(PIECES, max_size=14))
@example(["- one", "  two", "- three"])
@example(["> a", "b", "", "c"])
@example(["- a", "", "      code", "", "  b"])
def test_the_scanner_sees_the_paragraphs_that_the_library_sees(lines: list[str]) -> None:
    assert paragraphs(lines) == paragraphs_seen_by_the_library(lines)


@pytest.mark.parametrize("line", ["a", "> a", "===", "> ===", "- a", "---", "> - a"])
def test_a_paragraph_of_very_many_lines_is_scanned_line_by_line(line: str) -> None:
    """Where each line looked at all before it, this would take an hour."""
    lines = ["> a", *["b"] * 50_000, *[line] * 100_000]
    assert scan(lines).headings == []
