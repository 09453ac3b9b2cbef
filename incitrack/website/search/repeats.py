"""Common words: where they stand again in a document is indexed apart, for few queries ask it.

`the` stands in every document, in each twenty times. To find the documents its first place in each will do; the
others, nine tenths of its bytes, are needed for phrases alone.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from incitrack.website.search.engine import PART

REPEAT: Final = "\u309d"
"""Begins a common word that stands there again: a letter that is a word of its own wherever a text has it."""

_SAMPLE: Final = 100
_OFTEN: Final = 3
"""A common word stands so often again in a document on average: `the`, `of`, but no word that tells much."""


def sampled(documents: Sequence[object]) -> slice:
    """Which documents tell what is common: some that lie evenly."""
    return slice(None, None, -(-len(documents) // _SAMPLE) or None)


def common_words(sample: Sequence[Sequence[str]], documents: int) -> frozenset[str]:
    """The words that stand in most of so many documents, and there again and again, as a sample of them tells.

    Any choice is right, since the tables say which it was. Of few documents there is none: they are light.
    """
    if documents * _OFTEN < PART:
        return frozenset()
    everywhere = Counter(word for words in sample for word in words)
    in_documents = Counter(word for words in sample for word in set(words))
    return frozenset(
        word
        for word, count in in_documents.items()
        if count * 2 > len(sample) and everywhere[word] - count >= _OFTEN * len(sample)
    )


def repeats_apart(words: Sequence[str], common: Collection[str]) -> list[str]:
    """The words of a document, each in its place, with those marked that are common and stand there again."""
    seen: set[str] = set()
    found: list[str] = []
    for word in words:
        if word in seen:
            found.append(REPEAT + word)
        else:
            found.append(word)
            if word in common:
                seen.add(word)
    return found
