"""Markdown of a record into HTML that cannot do anything: no raw HTML, no image, no foreign scheme, no style."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from incitrack.model.words import MENTIONED_ID
from incitrack.rendering.plain_paragraphs import plain_paragraphs

if TYPE_CHECKING:
    from incitrack.rendering.whole_markdown import WholeMarkdown

_NOTHING: Final[Mapping[str, str]] = {}


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
        linked = {i: mentions[i] for i in MENTIONED_ID.findall(text) if i in mentions} if mentions else _NOTHING
        if not linked and (plain := plain_paragraphs(text)) is not None:
            return Markup(plain)  # noqa: S704 - the characters that it admits mean nothing to HTML
        return self.render_whole(text, outline, linked)

    def render_whole(self, text: str, outline: int | None, mentions: Mapping[str, str]) -> Markup:
        """The same by the library, whatever the text is."""
        return self._whole.render(text, outline, mentions)

    @cached_property
    def _whole(self) -> "WholeMarkdown":
        from incitrack.rendering.whole_markdown import WholeMarkdown  # most texts are plain and do without

        return WholeMarkdown()
