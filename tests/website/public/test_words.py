"""Whatever a text is wrapped, escaped or packed in, its words are found in a file."""

import gzip
import json
from html import escape
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.website.public.words import readings, runs, short_runs, words_of

TEXT = "The café's pool <of 30> & “more”"
WORDS = words_of(TEXT)


def holds(content: bytes, words: list[str]) -> bool:
    return any(tuple(words) in runs(words_of(text), len(words)) for text in readings(content))


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        escape(TEXT).encode(),
        escape(escape(escape(TEXT))).encode(),
        TEXT.upper().encode(),
        "\n  ".join(escape(TEXT).split()).encode(),
        f'<a href="/x?q={quote(TEXT)}">y</a>'.encode(),
        f'<p title="{escape(TEXT)}">y</p>'.encode(),
        f"<!-- {escape(TEXT)} -->".encode(),
        b"<p>The caf&eacute;&#x27;s <b>pool</b> &lt;of <i>30</i>&gt; &amp; <span class=x>&ldquo;more</span></p>",
        b"<p>The ca<wbr>f\xc3\xa9's po&shy;ol of 30 more</p>",
        b'<p><span class="initial">T</span>he <i>c</i>af<b title=">">\xc3\xa9</b>\'s <em>po</em>ol of 30 m<A HREF=x>ore</A></p>',
        f'<a href="/x?q={quote(quote(quote(TEXT)))}">y</a>'.encode(),
        rb'.a::after{content:"\54 he caf\e9 \27s p\00006f ol \6f f 30 more"}',
        rb'x = "\u{54}he caf\u{0000e9}\'s p\u006fol of 30 mor\x65"',
        json.dumps({"a": TEXT}).encode(),
        json.dumps({"a": TEXT.replace(" ", "\n")}).encode(),
        gzip.compress(escape(TEXT).encode(), mtime=0),
        gzip.compress(gzip.compress(TEXT.encode(), mtime=0), mtime=0),
        f"<summary>{escape('<p>' + escape(TEXT) + '</p>')}</summary>".encode(),
        "The cafe\u0301's pool of 30 more".encode(),
    ],
    ids=lambda content: content[:20].hex(),
)
def test_the_words_are_found(content: bytes) -> None:
    assert holds(content, WORDS)


@pytest.mark.parametrize(
    "content",
    [b"", b"The caf", b"\x1f\x8bno gzip", b"\xff\xfe", b"<p", b"pool cafe the of 30 more"],
    ids=lambda content: content[:20].hex(),
)
def test_other_words_are_not(content: bytes) -> None:
    assert not holds(content, WORDS)


def test_words_are_whole() -> None:
    assert words_of("sam-1 Samantha's x_y 30%") == ["sam", "1", "samantha", "s", "x", "y", "30"]


def test_a_script_without_spaces_has_a_word_in_each_character() -> None:
    assert words_of("支付失败 ok") == ["支", "付", "失", "败", "ok"]


def test_runs_are_of_every_length_to_five() -> None:
    assert len(list(short_runs(["a", "b", "c", "d", "e", "f"]))) == 6 + 5 + 4 + 3 + 2


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=60))
def test_what_html_escapes_is_found_again(text: str) -> None:
    assert not (words := words_of(text)) or holds(f"<p>{escape(text)}</p>".encode(), words)


@given(st.binary(max_size=200))
def test_any_file_can_be_read(content: bytes) -> None:
    assert all(isinstance(text, str) for text in readings(content))


@pytest.mark.parametrize("content", [rb"\u{ffffffff} x", rb"\ffffff x", b"%25" * 30, b"<b" * 40], ids=range(4))
def test_what_no_escape_stands_for_is_no_failure(content: bytes) -> None:
    assert readings(content)
