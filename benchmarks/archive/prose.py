"""How a sentence of the word list becomes one of an incident: every word in braces is drawn anew."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from benchmarks.archive import words

NUMBERS = {"few": (2, 9), "n": (10, 100), "pct": (3, 98), "ms": (120, 30_000), "big": (1_000, 90_000)}


class Speaker(dict[str, str]):
    """Speaks about one service; as a mapping it draws a new word at each look-up of a slot."""

    def __init__(self, rng: Random, service: str, others: Sequence[str]) -> None:
        super().__init__()
        self._rng = rng
        self._service = service
        self._others = others

    def __missing__(self, slot: str) -> str:
        if slot[0].isupper():
            word = self[slot.lower()]
            return word[0].upper() + word[1:]
        return self._draw(slot)

    def _draw(self, slot: str) -> str:
        rng = self._rng
        match slot:
            case "service":
                return self._service
            case "slug":
                return self._service.replace("-", "")
            case "other":
                return rng.choice(self._others)
            case "host":
                return f"{rng.choice(words.SLOTS['region'])}-{self._service}-{rng.randrange(1, 40):02d}"
            case "version":
                return f"{rng.randrange(1, 9)}.{rng.randrange(40)}.{rng.randrange(20)}"
            case "hex":
                return f"{rng.getrandbits(40):010x}"
            case "errno":
                return f"E{rng.randrange(100, 999)}"
            case _ if slot in NUMBERS:
                return str(rng.randrange(*NUMBERS[slot]))
            case _:
                return rng.choice(words.SLOTS[slot])

    def say(self, sentences: Sequence[str]) -> str:
        """One of ``sentences``, its slots filled."""
        return self._rng.choice(sentences).format_map(self)

    def fill(self, sentence: str) -> str:
        """This very sentence, its slots filled."""
        return sentence.format_map(self)
