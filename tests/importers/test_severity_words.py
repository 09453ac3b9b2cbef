"""What the severities of another tool mean here."""

import pytest

from incitrack.errors import UnreadableError, UsageError
from incitrack.importers.severity_words import severity_words
from incitrack.model.policies import Policies
from incitrack.model.severity import Severity, SeverityPolicy

RANKED = ("down", "disrupted", "notice")


def policies(*keys: str) -> Policies:
    return Policies(severity=SeverityPolicy(severities={key: Severity(name=key) for key in keys}))


@pytest.mark.parametrize(
    ("keys", "meant"),
    [
        (("P1", "P2", "P3", "P4"), ["P1", "P2", "P3"]),
        (("major", "minor"), ["major", "minor", "minor"]),
        (("only",), ["only", "only", "only"]),
    ],
)
def test_words_follow_the_rank_of_the_policy(keys: tuple[str, ...], meant: list[str]) -> None:
    words = severity_words(RANKED, policies(*keys))
    assert [words.key_for(word) for word in RANKED] == meant


def test_a_given_pair_holds_instead_whatever_the_case() -> None:
    words = severity_words(RANKED, policies("P1", "P2"), given=["DOWN=P2", "meltdown = P1"])
    assert words.key_for("Down") == "P2"
    assert words.key_for("meltdown") == "P1"


def test_what_has_no_known_word_is_what_the_last_word_means() -> None:
    words = severity_words(RANKED, policies("P1", "P2", "P3", "P4"))
    assert words.key_for(None) == "P3"
    assert words.key_for("odd") == "P3"
    assert not words.knows("odd")


def test_a_given_default_holds_for_what_has_no_known_word_alone() -> None:
    words = severity_words(RANKED, policies("P1", "P2", "P3", "P4"), default="P4")
    assert words.key_for("odd") == "P4"
    assert words.key_for("notice") == "P3"


@pytest.mark.parametrize("pair", ["down", "=P1", "", " =P1"])
def test_what_is_no_pair_is_wrong_usage(pair: str) -> None:
    with pytest.raises(UsageError, match="is not a pair"):
        severity_words(RANKED, policies("P1"), given=[pair])


def test_an_unknown_severity_is_wrong_usage_and_the_nearest_is_named() -> None:
    with pytest.raises(UsageError) as refused:
        severity_words(RANKED, policies("minor", "major"), given=["down=mjor"])
    assert refused.value.hint == "did you mean major?"


def test_without_a_policy_there_is_nothing_to_map_to() -> None:
    with pytest.raises(UnreadableError) as refused:
        severity_words(RANKED, Policies())
    assert refused.value.hint == "incitrack init writes one"
