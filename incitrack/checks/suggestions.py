"""Hints for unknown words: the known word that was most likely meant, or what is known at all."""

from collections.abc import Collection
from typing import Final

from incitrack.records.validation import nearest

_MOST_SEARCHES: Final = 500
"""So many words are compared with every known one; a flood of others must not cost minutes."""

_SHOWN: Final = 8


class Suggestions:
    """The hints of one check, each unknown word looked up once."""

    def __init__(self) -> None:
        self._hints: dict[tuple[str, str], str] = {}

    def hint(self, word: str, known: Collection[str], path: str) -> str:
        """What to write instead of `word`, where `known` are the words that the policy at `path` lists."""
        found = self._hints.get((word, path))
        if found is None:
            found = _hint(word, known, path, search=len(self._hints) < _MOST_SEARCHES)
            self._hints[word, path] = found
        return found


def _hint(word: str, known: Collection[str], path: str, *, search: bool) -> str:
    near = nearest(word, list(known)) if search else None
    if near:
        return f"did you mean {near}? Otherwise add {word} to {path}"
    if not known:
        return f"{path} lists none; add {word} there"
    listed = ", ".join(list(known)[:_SHOWN]) + (", …" if len(known) > _SHOWN else "")
    return f"write one of {listed}, or add {word} to {path}"
