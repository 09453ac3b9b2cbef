"""A sum in its parts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TallyPart:
    """A part of a sum: a number and what it counts, the class of a severity or a state, and the list of them."""

    text: str
    css: str
    href: str
