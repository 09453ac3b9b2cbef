"""Columns of words: each different word once, and a number for it in every row."""

from collections.abc import Iterable, Sequence
from typing import TypedDict

Codes = int | list[int]
"""A place in the words, several places, or -1 for nothing."""


class Column(TypedDict):
    """What each row has, as places in `words`, which are in the order in which they first come."""

    words: list[str]
    codes: list[Codes]


class Sparse(TypedDict):
    """The same for what few rows have: by row, its places in `words`."""

    words: list[str]
    rows: dict[int, list[int]]


def column(values: Iterable[str | None]) -> Column:
    """One word, or none, in each row."""
    places: dict[str, int] = {}
    codes: list[Codes] = [-1 if value is None else places.setdefault(value, len(places)) for value in values]
    return {"words": [*places], "codes": codes}


def column_of_lists(rows: Iterable[Sequence[str]]) -> Column:
    """Any number of words in each row, each once; a row of one has its place alone."""
    places: dict[str, int] = {}
    codes: list[Codes] = []
    for row in rows:
        found = [places.setdefault(word, len(places)) for word in dict.fromkeys(row)]
        codes.append(found[0] if len(found) == 1 else found or -1)
    return {"words": [*places], "codes": codes}


def sparse(rows: Iterable[Sequence[str]]) -> Sparse:
    """Any number of words in some of the rows, each once."""
    places: dict[str, int] = {}
    found = {
        number: [places.setdefault(word, len(places)) for word in dict.fromkeys(row)]
        for number, row in enumerate(rows)
        if row
    }
    return {"words": [*places], "rows": found}
