"""The engine's index as it is read here: every word at its places, and what is unknown refused."""

import gzip
from collections.abc import Mapping
from itertools import accumulate, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incitrack.website.search.engine import PART, Engine, EngineError
from incitrack.website.search.parts import Part, parts_of, unpacked
from incitrack.website.search.words import words
from tests.website.search.searched import executable

WORDS = st.text(max_size=40).map(words)


def indexed(pages: list[list[str]]) -> dict[str, bytes]:
    with Engine(executable()) as engine:
        return dict(engine.index(" ".join(page) for page in pages))


def places(parts: list[Part]) -> dict[str, dict[int, list[int]]]:
    """By word and page, as the script reads them: below zero stands a weight, and then a place."""
    found: dict[str, dict[int, list[int]]] = {}
    for part in parts:
        for word, pages, variants in unpacked(part.content)[0]:
            assert variants == []
            numbers = accumulate(step for step, *_ in pages)
            found[word] = {number: _places(steps) for number, (_, steps, _) in zip(numbers, pages, strict=True)}
    return found


def _places(steps: list[int]) -> list[int]:
    found: list[int] = []
    at = 0
    for step in steps:
        at = 0 if step < 0 else at + step
        found += [] if step < 0 else [at]
    return found


@settings(max_examples=25, deadline=None)
@given(st.lists(WORDS.filter(bool), min_size=1, max_size=4))
def test_every_word_stands_at_its_places_and_no_other_is_there(pages: list[list[str]]) -> None:
    wanted: dict[str, dict[int, list[int]]] = {}
    for number, page in enumerate(pages):
        for place, word in enumerate(page):
            wanted.setdefault(word, {}).setdefault(number, []).append(place)

    assert places(parts_of(indexed(pages), len(pages))) == wanted


def test_parts_are_small_and_each_has_the_words_from_its_first_on() -> None:
    pages = [[f"w{number * page}" for number in range(4_000)] for page in range(1, 4)]

    parts = parts_of(indexed(pages), len(pages))

    assert len(parts) >= 12_000 // PART
    assert set(places(parts)) == {word for page in pages for word in page}
    in_parts = [[word for word, *_ in unpacked(part.content)[0]] for part in parts]
    assert [word for each in in_parts for word in each] == sorted(places(parts))
    assert all(part.first <= each[0] for part, each in zip(parts, in_parts, strict=True))
    assert all(each[-1] < part.first for each, (_, part) in zip(in_parts, pairwise(parts), strict=False))


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return indexed([["alpha", "beta"], ["gamma"]])


def refusal(files: Mapping[str, bytes], pages: int = 2) -> str:
    with pytest.raises(EngineError) as refused:
        parts_of(files, pages)
    return str(refused.value)


def test_what_is_not_as_it_is_known_is_refused(files: dict[str, bytes]) -> None:
    unknown = "pagefind writes its index in another way than this version knows"
    [meta] = [path for path in files if path.endswith(".pf_meta")]
    [index] = [path for path in files if path.endswith(".pf_index")]

    assert len(parts_of(files, 2)) == 1
    assert refusal(files, 3) == unknown
    assert refusal({path: content for path, content in files.items() if path != index}) == unknown
    assert refusal({path: content for path, content in files.items() if path != meta}) == unknown
    for path in (meta, index):
        whole = gzip.decompress(files[path])
        for harmed in (files[path][:-9], b"", whole, gzip.compress(whole[1:]), gzip.compress(whole[:14])):
            assert refusal(files | {path: harmed}) == unknown
    for said in (b"\x81\x80", b"\xa0", b"\x81\x81\x83\x61w\x81\x82\x00\x81\x61x\x80", b"\x81\x81\x61w"):
        assert refusal(files | {index: gzip.compress(b"pagefind_dcd" + said)}) == unknown
