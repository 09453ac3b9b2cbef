"""The words of a Markdown text without its markup: for headings, and for the beginning of what somebody wrote."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from markupsafe import Markup

from incitrack.model.times import format_time
from incitrack.rendering.code_html import written_moment
from incitrack.rendering.plain_paragraphs import plain_paragraphs
from incitrack.wording import moment_text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


def plain_text(text: str) -> str:
    """The words on one line."""
    return " ".join("".join(word if isinstance(word, str) else moment_text(word) for word in _words(text)).split())


def excerpt(text: str, most: int) -> Markup:
    """The first paragraph on one line, at most about `most` characters of it, `…` where there is more.

    A time in it is a `<time>`.
    """
    first, _, rest = text.partition("\n\n")
    html, room = "", most
    is_cut = bool(rest.strip())
    for word in _words(first):
        if room <= 0:
            is_cut = True
            break
        if isinstance(word, datetime):
            html += f'<time datetime="{format_time(word)}">{moment_text(word)}</time>'
            room -= len(moment_text(word))
            continue
        line = " ".join(f"|{word}|".split())[1:-1]  # the bars keep a space at either end
        if len(line) > room:
            is_cut = True
            line = line[:room].rsplit(" ", 1)[0].rstrip(",.;:")
            room = 0
        html += escape(line, quote=False)
        room -= len(line)
    return Markup(html.strip() + (" …" if is_cut else ""))  # noqa: S704 - each word was escaped


def _words(text: str) -> Iterator[str | datetime]:
    if "`" not in text and plain_paragraphs(text) is not None:
        yield text
        return
    for token in _parser().parse(text):
        for part in token.children or [token]:
            moment = written_moment(part.content) if part.type == "code_inline" else None
            yield moment or (" " if part.block or "break" in part.type else "") + part.content


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # most texts are plain and do without

    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
