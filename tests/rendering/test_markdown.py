"""Markdown as a page shows it: links, images, headings, tables, code, times, mentions, and what is kept of it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.rendering.markdown import Renderer
from incitrack.rendering.plain_paragraphs import plain_paragraphs
from tests.rendering.html_reader import ReadHtml

HOME = "../../incidents/INC-2026-0001/index.html"


def rendered(text: str, **given_options: object) -> str:
    return str(Renderer().render(text, **given_options))  # type: ignore[arg-type] # a test's own options


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("[x](https://e.example/a?b=1&c=2#d)", "https://e.example/a?b=1&c=2#d"),
        ("[x](HTTP://e.example)", "HTTP://e.example"),
        ("<https://e.example/a>", "https://e.example/a"),
        ("<jane@e.example>", "mailto:jane@e.example"),
        ("[x](mailto:jane@e.example)", "mailto:jane@e.example"),
        ("[x][1]\n\n[1]: https://e.example", "https://e.example"),
    ],
)
def test_http_https_and_mailto_are_links(text: str, address: str) -> None:
    assert ReadHtml(rendered(text)).addresses == [address]


def test_an_image_becomes_a_link_with_its_words() -> None:
    assert rendered("![the graph](https://g.example/x.png)") == (
        '<p><a href="https://g.example/x.png" rel="noopener noreferrer">the graph</a></p>\n'
    )


def test_an_image_without_words_is_called_by_its_address() -> None:
    assert ">https://g.example/x.png</a>" in rendered("![](https://g.example/x.png)")


def test_an_image_in_a_link_is_its_words_in_that_link() -> None:
    read = ReadHtml(rendered("[![the graph](https://g.example/x.png)](https://d.example)"))

    assert read.addresses == ["https://d.example"]
    assert read.text.strip() == "the graph"


def test_an_address_alone_is_no_link() -> None:
    assert ReadHtml(rendered("See INC-1.md and https://e.example.")).addresses == []


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# a\n\n## b\n\n### c", ["h3", "h3", "h3"]),
        ("### a\n\n##### b\n\n###### c", ["h3", "h4", "h5"]),
        ("a\n===\n\nb\n---", ["h3", "h3"]),
        ("- ## a", ["h3"]),
        ("### a\n\n#### b\n\n##### c\n\n###### d\n\n### e", ["h3", "h4", "h5", "h6", "h3"]),
    ],
)
def test_headings_stand_under_the_heading_of_the_page_without_a_gap(text: str, levels: list[str]) -> None:
    assert re.findall(r"<(h[1-6])>", rendered(text, outline=2)) == levels


def test_without_an_outline_a_heading_is_a_paragraph() -> None:
    assert rendered("# a *b*") == '<p class="heading">a <em>b</em></p>\n'


def test_a_wide_table_scrolls_inside_and_has_no_style() -> None:
    html = rendered("|a|b|c|\n|-:|:-:|--|\n|1|2|3|")

    assert html.startswith('<div class="table" role="group" aria-label="Table" tabindex="0"><table>')
    assert '<td class="right">1</td>' in html
    assert '<td class="center">2</td>' in html
    assert "style" not in html


@pytest.mark.parametrize("text", ["```json\na < b\n```", "    a < b"])
def test_code_is_shown_as_written_and_can_be_scrolled_by_keyboard(text: str) -> None:
    assert rendered(text) == '<pre tabindex="0"><code>a &lt; b\n</code></pre>\n'


def test_a_time_in_code_style_is_a_time_for_people_and_programs() -> None:
    assert rendered("Next update by `2026-11-20T18:25+01:00`.") == (
        '<p>Next update by <time datetime="2026-11-20T17:25:00Z" title="2026-11-20T18:25+01:00">'
        "20 November 2026, 17:25 UTC</time>.</p>\n"
    )


@pytest.mark.parametrize("code", ["2026-02-31T10:00Z", "2026-11-20T14:10", "2026-05", "2026"])
def test_what_is_no_time_stays_code(code: str) -> None:
    assert rendered(f"It was `{code}`.") == f"<p>It was <code>{code}</code>.</p>\n"


def test_an_incident_that_is_known_is_linked_where_it_is_named() -> None:
    html = rendered("As in INC-2026-0001, not INC-2026-0002.", mentions={"INC-2026-0001": HOME})

    assert html == (
        f'<p>As in <a href="{HOME}" rel="noopener noreferrer">INC-2026-0001</a>, not INC-2026-0002.</p>\n'
    )


@pytest.mark.parametrize(
    "text", ["`INC-2026-0001`", "XINC-2026-0001", "INC-2026-00011", "INC-2026-0001-b", "a/INC-2026-0001"]
)
def test_an_id_within_something_else_is_not_linked(text: str) -> None:
    assert "<a" not in rendered(text, mentions={"INC-2026-0001": HOME})


def test_a_link_that_names_an_incident_leads_where_it_says() -> None:
    html = rendered("[INC-2026-0001](https://e.example)", mentions={"INC-2026-0001": HOME})

    assert ReadHtml(html).addresses == ["https://e.example"]


def test_strikethrough_and_hard_breaks_are_kept() -> None:
    assert rendered("~~a~~\\\nb") == "<p><s>a</s><br>\nb</p>\n"


WORDS = st.text(alphabet="aZé9 .,;:'\"()%/?!=+$^{}@#–—…’“”„-_\n`*<&|~\\[]>\u00a0\t", max_size=60)
PIECES = st.lists(
    st.sampled_from(
        ["`", "``", "a", " ", "\n", "\n\n", "_", "*", "`b c`", "`2026-11-20T17:25Z`", "`2026-13-20T17:25Z`"]
    )
    | st.from_regex(r"[a-z0-9][a-z0-9 .,\-=+#()]{0,12}", fullmatch=True)
    | st.text(alphabet="aé0 `_*<>&\"'\\|~[]!-", max_size=6).map("`{}`".format),
    max_size=8,
).map("".join)
RENDERER = Renderer()
FENCED = st.lists(
    st.sampled_from(
        [
            "```\n",
            "```sh\n",
            "```\n\n",
            "\n```",
            "a b",
            "a\n\n",
            "  df -h <x> & 'y'\n",
            "\n",
            "x_y",
            "`c`",
            "````\n",
        ]
    ),
    max_size=7,
).map("".join)
LINES = st.lists(
    st.from_regex(r"[a-z0-9][a-z0-9 .,\-=+#()]{0,12}", fullmatch=True).map(str.strip), min_size=1, max_size=5
).map("\n".join)


@given(WORDS | PIECES | FENCED | LINES)
def test_the_short_way_for_plain_text_gives_what_markdown_makes_of_it(text: str) -> None:
    short = plain_paragraphs(text)
    if short is not None:
        assert short == RENDERER.render_whole(text, None, {})


@pytest.mark.parametrize(
    "text", ["a\n1. b", "1. a", "1) a", "a\n---", "a  \nb", "- a", "a & b", "a_b", "a *b*", "", " a", "a ", "a\n"]
)
def test_what_markdown_reads_otherwise_does_not_go_the_short_way(text: str) -> None:
    assert plain_paragraphs(text) is None


def test_ordinary_text_goes_the_short_way() -> None:
    assert plain_paragraphs("On it, looking at the host.\n31 of 40 nodes.\n\n`x_y` next.") == (
        "<p>On it, looking at the host.\n31 of 40 nodes.</p>\n<p><code>x_y</code> next.</p>\n"
    )


def test_what_a_terminal_said_goes_the_short_way() -> None:
    assert plain_paragraphs("Full again.\n\n```\ndf -h /a_b\n\n> 100%\n```\n\nNext.") == (
        '<p>Full again.</p>\n<pre tabindex="0"><code>df -h /a_b\n\n&gt; 100%\n</code></pre>\n<p>Next.</p>\n'
    )
