"""Markdown of a record into HTML that cannot do anything: no raw HTML, no image, no foreign scheme, no style."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

from incitrack.rendering.code_html import block_html, span_html
from incitrack.rendering.links import is_allowed_link, is_own_page
from incitrack.rendering.plain_paragraphs import plain_paragraphs
from incitrack.rendering.tame_tokens import MENTIONED, tame

_NOTHING: Final[Mapping[str, str]] = {}
_BLOCKS: Final = ("blockquote", "div", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "ul")
_TABLES: Final = ("table", "tbody", "td", "th", "thead", "tr")
_WORDS: Final = ("a", "br", "code", "em", "s", "strong", "time")
_CLASSES: Final = {
    "div": {"table"},
    "p": {"heading"},
    "th": {"left", "right", "center"},
    "td": {"left", "right", "center"},
}
_VALUES: Final = {
    "div": {"role": {"group"}, "aria-label": {"Table"}, "tabindex": {"0"}},
    "pre": {"tabindex": {"0"}},
}


class Renderer:
    """Renders Markdown: CommonMark with tables and strikethrough, then a second wall of allowed tags."""

    def render(self, text: str, *, outline: int | None = None, mentions: Mapping[str, str] = _NOTHING) -> Markup:
        """The HTML of a text.

        `outline` is the level of the page's heading that the text stands under; without it, headings in the
        text become paragraphs. `mentions` gives the address of each incident that may be linked where the
        text names its ID.
        """
        if not text:
            return Markup()
        linked = {i: mentions[i] for i in MENTIONED.findall(text) if i in mentions} if mentions else _NOTHING
        if not linked and (plain := plain_paragraphs(text)) is not None:
            return Markup(plain)  # noqa: S704 - the characters that it admits mean nothing to HTML
        return self.render_whole(text, outline, linked)

    def render_whole(self, text: str, outline: int | None, mentions: Mapping[str, str]) -> Markup:
        """The same by the library, whatever the text is."""
        html = self._markdown.render(text, {"outline": outline, "mentions": mentions})
        return Markup(self._wall.clean(html))  # noqa: S704 - this is what makes it safe

    @cached_property
    def _markdown(self) -> MarkdownIt:
        return _Markdown("commonmark", {"html": False}, renderer_cls=_Html).enable(["table", "strikethrough"])

    @cached_property
    def _wall(self) -> nh3.Cleaner:
        return nh3.Cleaner(
            tags={*_BLOCKS, *_TABLES, *_WORDS},
            attributes={"a": {"href", "title"}, "ol": {"start"}, "time": {"datetime", "title"}},
            allowed_classes=_CLASSES,
            tag_attribute_values=_VALUES,
            url_schemes={"http", "https", "mailto"},
            url_relative=lambda address: address if is_own_page(address) else None,
            link_rel="noopener noreferrer",
        )


class _Markdown(MarkdownIt):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.core.ruler.push("tame", tame)

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        return is_allowed_link(url)


class _Html(RendererHTML):
    """The library's tags but for a few; a method's name is the kind of token that it writes."""

    def moment(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return span_html(tokens[idx].content)

    def fence(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return block_html(tokens[idx].content)

    def code_block(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return self.fence(tokens, idx)

    def table_open(self, *_: Any) -> str:
        return _TABLE

    def table_close(self, *_: Any) -> str:
        return "</table></div>\n"


_TABLE: Final = '<div class="table" role="group" aria-label="Table" tabindex="0"><table>\n'
"""A table scrolls inside where it is wider than the page; so does code."""
