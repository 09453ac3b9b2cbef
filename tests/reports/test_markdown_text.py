"""Text stays text, whatever it holds and wherever it stands."""

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from incitrack.printable import printable_line
from incitrack.reports.markdown_text import (
    Markdown,
    bullets,
    document,
    heading,
    link,
    markdown,
    paragraph,
    plain,
    reference,
    references,
    table,
)

RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
NASTY = st.text(st.sampled_from("ab1 \\`*_[]()<>|~&;#+-=.!:$'\"\n\t\u202e\x1b") | st.characters(), max_size=40)


class Seen(HTMLParser):
    """The tags of a page, and its text by the element that holds it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - its signature
        self.tags.append(tag)
        if tag in {"p", "td", "th", "h2", "li", "a"}:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if self.texts:
            self.texts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in {"p", "td", "th", "h2", "li", "a"}:
            self.texts[-1] = self.texts[-1].rstrip("\n")
            self.texts.append("")


def rendered(text: str) -> Seen:
    seen = Seen()
    seen.feed(RENDERER.render(text))
    seen.texts = [found for found in seen.texts if found.strip()]
    return seen


@given(NASTY)
@example("a|b\\|c\\")
@example("# no heading")
@example("1. no list")
@example("---")
@example("<script>alert(1)</script> &lt;")
@example("[a](javascript:x) ![b](c) [INC-2026-0001]")
def test_any_text_renders_as_itself(text: str) -> None:
    said = printable_line(text)
    expected = [said] if said else []
    assert (found := rendered(paragraph([text]))).texts == expected, found.tags
    assert set(found.tags) <= {"p"}
    cell = rendered(table(["A", "B"], [[text, "x"]], 1))
    assert cell.texts == ["A", "B", *expected, "x"]
    assert set(cell.tags) == {"table", "thead", "tbody", "tr", "th", "td"}
    item = rendered(bullets([text]))
    assert item.texts == expected
    assert set(item.tags) <= {"ul", "li"}
    assert rendered(heading(2, f"x {text}")).texts == [f"x {said}".strip()]


@given(NASTY, NASTY)
def test_a_sentence_takes_any_text_between_its_words(first: str, second: str) -> None:
    says = markdown("From {first} **to** {second}.", first=first, second=second)
    found = rendered(says)
    assert found.tags == ["p", "strong"]
    assert found.texts == [" ".join(f"From {printable_line(first)} to {printable_line(second)}.".split(" "))]


def test_what_a_git_host_would_make_something_of_is_escaped() -> None:
    assert plain("see www.example.org, https://example.org, :tada: and $x$ at 14:05:30") == (
        r"see www\.example.org, https\://example.org, \:tada: and \$x\$ at 14:05:30"
    )
    assert plain("snake_case stays, _so_ does not") == r"snake_case stays, \_so\_ does not"


def test_markdown_is_not_escaped_twice() -> None:
    bold = Markdown("**bold**")
    assert plain(plain("a|b")) == r"a\|b"
    assert markdown("{bold} {text}", bold=bold, text="**not**") == r"**bold** \*\*not\*\*"


def test_a_link_leads_to_a_path_of_any_name() -> None:
    assert link("INC-2026-0042", "incidents/a (b)/INC-2026-0042.md") == (
        "[INC-2026-0042](incidents/a%20%28b%29/INC-2026-0042.md)"
    )


def test_a_reference_leads_where_the_end_of_the_document_says() -> None:
    text = document(
        [table(["Incident"], [[reference("INC-2026-0042")]]), references({"INC-2026-0042": "../a b.md"})]
    )
    assert '<a href="../a%20b.md">INC-2026-0042</a>' in RENDERER.render(text)


def test_a_table_can_be_read_as_it_is() -> None:
    assert table(["Service", "n"], [["Łódź", "1,200"], ["東京", "7"]], 1) == (
        "| Service |     n |\n| ------- | ----: |\n| Łódź    | 1,200 |\n| 東京    |     7 |"
    )


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_cell_is_a_cell(text: str) -> None:
    assert rendered(table(["A", "B"], [[text, "x"]])).texts == ["A", "B", "x"]
