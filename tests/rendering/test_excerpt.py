"""The words of a text without its markup, and the beginning of what somebody wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.rendering.excerpt import excerpt, plain_text
from tests.rendering.html_reader import ReadHtml


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a **b**c `d` [e](https://e.example)", "a bc d e"),
        ("a\nb\n\n- c\n- d", "a b c d"),
        ("by `2026-11-20T17:25Z`.", "by 20 November 2026, 17:25 UTC."),
        ("<b>x</b>", "<b>x</b>"),
        ("", ""),
    ],
)
def test_plain_text_is_the_words_on_one_line(text: str, words: str) -> None:
    assert plain_text(text) == words


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("On it.\nLooking.", "On it. Looking."),
        ("One.\n\nTwo.", "One. …"),
        ("a *b* <i>", "a b &lt;i&gt;"),
        ("one two three four", "one two three …"),
        ("```\nx\n```", "x"),
        ("", ""),
    ],
)
def test_an_excerpt_is_the_first_paragraph_cut_at_a_word(text: str, html: str) -> None:
    assert excerpt(text, 15) == html


def test_a_time_in_an_excerpt_is_a_time() -> None:
    assert excerpt("Next update by `2026-11-20T17:25Z`. More.", 200) == (
        'Next update by <time datetime="2026-11-20T17:25:00Z">20 November 2026, 17:25 UTC</time>. More.'
    )


@given(st.text(alphabet="ab <>&`*[]()!\n\"'", max_size=80), st.integers(1, 40))
def test_an_excerpt_holds_no_tag_but_times_and_is_about_as_long_as_asked(text: str, most: int) -> None:
    read = ReadHtml(excerpt(text, most))

    assert read.names <= {"time"}
    assert len(read.text) <= most + 2
