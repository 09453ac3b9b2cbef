"""A file that could not be read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReasonView:
    """One reason why a file is unreadable."""

    code: str
    place: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class UnreadableView:
    """A file that could not be read: its path, its source page, and every reason with place and remedy."""

    path: str
    source: str | None
    reasons: tuple[ReasonView, ...]
