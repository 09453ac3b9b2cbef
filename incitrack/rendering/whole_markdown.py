"""Markdown rendered by the library, whatever the text is, then let through a second wall of allowed tags."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

from incitrack.rendering.code_html import block_html, span_html
from incitrack.rendering.links import is_allowed_link, is_own_page
from incitrack.rendering.tame_tokens import tame

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


class WholeMarkdown:
    """CommonMark with tables and strikethrough."""

    def __init__(self) -> None:
        self._markdown = _Markdown("commonmark", {"html": False}, renderer_cls=_Html).enable(
            ["table", "strikethrough"]
        )
        self._wall = nh3.Cleaner(
            tags={*_BLOCKS, *_TABLES, *_WORDS},
            attributes={"a": {"href", "title"}, "ol": {"start"}, "time": {"datetime", "title"}},
            allowed_classes=_CLASSES,
            tag_attribute_values=_VALUES,
            url_schemes={"http", "https", "mailto"},
            url_relative=lambda address: address if is_own_page(address) else None,
            link_rel="noopener noreferrer",
        )

    def render(self, text: str, outline: int | None, mentions: Mapping[str, str]) -> Markup:
        """The HTML of a text, as `Renderer.render` says."""
        html = self._markdown.render(text, {"outline": outline, "mentions": mentions})
        return Markup(self._wall.clean(html))  # noqa: S704 - this is what makes it safe


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
