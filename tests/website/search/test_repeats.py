"""Common words: few, told by a sample, and each in its place whether it is marked or not."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from incitrack.website.search.engine import PART
from incitrack.website.search.repeats import REPEAT, common_words, repeats_apart, sampled
from incitrack.website.search.words import words

WORDS = st.lists(st.sampled_from(["the", "of", "pump", "fan"]))


@given(WORDS, st.sets(st.sampled_from(["the", "of"])))
def test_every_word_keeps_its_place_and_the_first_of_each_its_name(
    given_words: list[str], common: set[str]
) -> None:
    marked = repeats_apart(given_words, common)

    assert [word.removeprefix(REPEAT) for word in marked] == given_words
    for word in set(given_words):
        assert marked.count(word) == (1 if word in common else given_words.count(word))
        assert marked.index(word) == given_words.index(word)


@given(st.text())
def test_no_word_of_a_text_is_a_marked_one(text: str) -> None:
    assert not [word for word in words(f"{text}{REPEAT}{text}") if word.startswith(REPEAT) and word != REPEAT]


def test_a_common_word_stands_in_most_documents_and_there_again_and_again() -> None:
    often, once = ["the"] * 5, ["the", "pump"]

    assert common_words([often, once, [*often, *once]], PART) == {"the"}
    assert common_words([often, ["pump"], ["pump"]], PART) == frozenset()
    assert common_words([["the"] * 3, ["the"] * 3], PART) == frozenset()


def test_few_documents_have_no_common_words() -> None:
    assert common_words([["the"] * 9], PART // 10) == frozenset()


@given(st.integers(0, 5000))
def test_a_sample_is_some_documents_that_lie_evenly(count: int) -> None:
    documents = list(range(count))

    found = documents[sampled(documents)]

    assert min(count, 50) <= len(found) <= 100
    assert len({after - before for before, after in pairwise(found)}) <= 1
