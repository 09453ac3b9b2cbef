"""Where the values of a piece of YAML stand, and what is refused of it."""

from typing import NamedTuple

Path = tuple[str | int, ...]


class Span(NamedTuple):
    """Where a value stands, in character offsets of the text that was read.

    `key` is where its key begins (its own start for an element of a list). `style` is the scalar's quote or
    block indicator, None for a plain one; of a collection it is "block" or "flow".
    """

    key: int
    start: int
    end: int
    style: str | None


class YamlProblem(NamedTuple):
    """What YAML, or a rule of ours about it, refuses: the code, the offset, what is wrong, what to write."""

    code: str
    offset: int
    message: str
    hint: str
