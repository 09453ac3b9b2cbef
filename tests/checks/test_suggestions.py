"""Hints for unknown words."""

from incitrack.checks.suggestions import Suggestions

PATH = "policies/services.yaml"


def test_the_nearest_known_word_is_named() -> None:
    hint = Suggestions().hint("chekout", ["payments", "checkout"], PATH)
    assert hint == "did you mean checkout? Otherwise add chekout to policies/services.yaml"


def test_where_nothing_is_near_what_is_known_is_named() -> None:
    assert Suggestions().hint("zebra", ["a1", "b2"], PATH) == f"write one of a1, b2, or add zebra to {PATH}"


def test_a_long_list_is_cut() -> None:
    hint = Suggestions().hint("zebra", [f"n{number}" for number in range(20)], PATH)
    assert "n7, …" in hint
    assert "n8" not in hint


def test_an_empty_list_is_said_to_be_empty() -> None:
    assert Suggestions().hint("zebra", [], PATH) == f"{PATH} lists none; add zebra there"


def test_one_word_in_two_lists_has_two_hints() -> None:
    suggestions = Suggestions()
    assert suggestions.hint("chnge", ["change"], "causes") != suggestions.hint("chnge", ["charge"], "tags")


def test_a_flood_of_unknown_words_is_not_compared_for_ever() -> None:
    suggestions, known = Suggestions(), ["checkout"]
    hints = [suggestions.hint(f"checkout{number}", known, PATH) for number in range(600)]
    assert hints[0].startswith("did you mean checkout?")
    assert hints[-1].startswith("write one of checkout")
