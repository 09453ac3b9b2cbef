"""What a file is like apart from its lines: a byte order mark, its line ends, a last newline."""

from typing import NamedTuple

from incitrack.merging.choice import settled_text

_BOM = "\ufeff"


class Layout(NamedTuple):
    """The mark before the text, what ends its lines, and what ends the last one; "" where there is nothing."""

    mark: str
    line_end: str
    last_end: str


def laid_out(text: str) -> tuple[Layout, str]:
    """A text's layout, and the text without it: no mark, LF, a last newline.

    A text whose line ends are mixed keeps them.
    """
    mark = _BOM if text.startswith(_BOM) else ""
    bare = text.removeprefix(_BOM)
    last_end = "\n" if bare.endswith("\n") else ""
    newlines = bare.count("\n")
    line_end = "\r\n" if newlines and bare.count("\r\n") == newlines == bare.count("\r") else "\n"
    plain = bare.replace("\r\n", "\n") if line_end == "\r\n" else bare
    return Layout(mark, line_end, last_end), plain if last_end else plain + "\n"


def merged_layout(base: Layout, ours: Layout, theirs: Layout) -> Layout:
    """The layout that three come to; each has two possibilities, so that nothing is ever unsettled."""
    return Layout(*(settled_text(*each) for each in zip(base, ours, theirs, strict=True)))


def in_layout(text: str, layout: Layout) -> str:
    """The text as a file has it; a text without last newline is left without it."""
    if not layout.last_end:
        text = text.removesuffix("\n")
    return layout.mark + (text.replace("\n", "\r\n") if layout.line_end == "\r\n" else text)
