"""Which of a team's severities the words of another tool mean."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from incitrack.changes.known_words import severity, severity_policy
from incitrack.errors import UsageError
from incitrack.model.policies import Policies
from incitrack.model.words import shown


class SeverityWords(NamedTuple):
    """A key of the policy for each of the source's words (in lower case), and one for what has none of them."""

    keys: dict[str, str]
    default: str

    def key_for(self, word: str | None) -> str:
        """The key that a word of the source means."""
        return self.keys.get((word or "").casefold(), self.default)

    def knows(self, word: str) -> bool:
        """Whether somebody has said what this word means."""
        return word.casefold() in self.keys


def severity_words(
    ranked: Sequence[str], policies: Policies, *, given: Iterable[str] = (), default: str | None = None
) -> SeverityWords:
    """What the words of a source, `ranked` the worst first, mean in a team's policy.

    The worst word is the worst severity, the next the next; where the policy has fewer, its last one. `given`
    are `word=KEY` pairs that hold instead. What has no known word is `default`, else what the last word means.

    Raises:
        UsageError: a pair is none, or names a severity that is not in the policy.
        UnreadableError: there is no severity policy.
    """
    levels = list(severity_policy(policies).severities)
    keys = {word.casefold(): levels[min(rank, len(levels) - 1)] for rank, word in enumerate(ranked)}
    for pair in given:
        word, sign, key = pair.partition("=")
        if not (word.strip() and sign):
            raise UsageError(
                f"{shown(pair)} is not a pair", hint="write the source's word and a severity, down=P1"
            )
        keys[word.strip().casefold()] = severity(key.strip(), policies)
    last = keys[ranked[-1].casefold()]
    return SeverityWords(keys, last if default is None else severity(default, policies))
