"""What a record's Markdown may not do to the page around it: headings fitted in, images as links, no style."""

from collections.abc import Iterator, Mapping
from typing import Final

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from incitrack.model.words import MENTIONED_ID
from incitrack.rendering.code_html import written_moment
from incitrack.rendering.links import is_allowed_link

_ALIGNED: Final = {"text-align:right": "right", "text-align:center": "center", "text-align:left": "left"}
_LOWEST: Final = 6


def tame(state: StateCore) -> None:
    """A core rule of markdown-it. `env` holds `outline` (an int or None) and `mentions` (ID to address)."""
    fit_headings(state.tokens, state.env["outline"])
    for token in state.tokens:
        if token.children:
            token.children = list(_inline(token.children, state.env["mentions"]))
        elif token.type in {"th_open", "td_open"} and (style := token.attrs.pop("style", None)):
            token.attrs["class"] = _ALIGNED[str(style)]


def fit_headings(tokens: list[Token], outline: int | None) -> None:
    """Put headings under one of level `outline`, without a gap; without an outline they become paragraphs."""
    above = outline or 0
    tag = ""
    for token in tokens:
        if token.type == "heading_open":
            level = min(max(int(token.tag[1]), (outline or 0) + 1), above + 1, _LOWEST)
            above, tag = level, f"h{level}"
            if outline is None:
                tag, token.attrs["class"] = "p", "heading"
        if token.type in {"heading_open", "heading_close"}:
            token.tag = tag


def _inline(tokens: list[Token], mentions: Mapping[str, str]) -> Iterator[Token]:
    in_link = 0
    for token in tokens:
        in_link += (token.type == "link_open") - (token.type == "link_close")
        if token.type == "image":
            yield from _image(token, linked=in_link > 0)
        elif token.type == "code_inline" and written_moment(token.content):
            yield Token("moment", "time", 0, content=token.content)
        elif token.type == "text" and mentions and not in_link:
            yield from _mentions(token.content, mentions)
        else:
            yield token


def _image(token: Token, *, linked: bool) -> Iterator[Token]:
    """An image is never shown: it is a link to it with its alt text, or the text alone."""
    address = str(token.attrs.get("src", ""))
    words = _words(token.children or []) or address
    leads = not linked and is_allowed_link(address) and address.lower().startswith("http")
    yield from _link(words, address) if leads else (_text(words),)


def _words(tokens: list[Token]) -> str:
    return "".join(
        _words(token.children) if token.children else "\n" if "break" in token.type else token.content
        for token in tokens
    )


def _mentions(text: str, mentions: Mapping[str, str]) -> Iterator[Token]:
    end = 0
    for found in MENTIONED_ID.finditer(text):
        if address := mentions.get(found[0]):
            yield _text(text[end : found.start()])
            yield from _link(found[0], address)
            end = found.end()
    yield _text(text[end:])


def _link(words: str, address: str) -> Iterator[Token]:
    yield Token("link_open", "a", 1, attrs={"href": address})
    yield _text(words)
    yield Token("link_close", "a", -1)


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
