"""What an entry ends in is told from its text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.website.parts.entry_tail import Tail, tail_of

LINK = "https://e.example/1"


@pytest.mark.parametrize(
    ("text", "tail"),
    [
        ("The pool.", Tail("The pool.")),
        (f"The pool. (evidence: {LINK})", Tail("The pool.", LINK)),
        ("The pool. (from memory)\n", Tail("The pool.", "", from_memory=True)),
        (f"The pool. (from memory)(evidence:{LINK})", Tail("The pool.", LINK, from_memory=True)),
        (f"(evidence: {LINK}) (evidence: {LINK}2) ", Tail("", LINK)),
        ("Odd. (evidence: javascript:x)", Tail("Odd. (evidence: javascript:x)")),
        ("Odd. (evidence: )", Tail("Odd. (evidence: )")),
        ("(from memory) it was so ", Tail("(from memory) it was so ")),
        ("It was (so) (from memory)", Tail("It was (so)", "", from_memory=True)),
        ("", Tail("")),
    ],
)
def test_the_tail_is_taken_from_the_text(text: str, tail: Tail) -> None:
    assert tail_of(text) == tail


PIECES = st.sampled_from(
    [" ", "\n", "a", "(", ")", "(from memory)", f"(evidence: {LINK})", f"(evidence:  {LINK}2)"]
)


@given(st.lists(PIECES, max_size=8).map("".join))
def test_it_is_what_one_pattern_would_find_in_a_short_text(text: str) -> None:
    found = re.search(r"(?:\s*\((?:evidence: *[^\s()]+|from memory)\))+\s*\Z", text)
    assert tail_of(text).rest == (text[: found.start()] if found else text)


@pytest.mark.parametrize(
    "text",
    [
        "x" + " " * 500_000 + "y)",
        "x" + " (from memory)" * 50_000,
        "x" + " (from memory)" * 50_000 + " y)",
        "x" + "(" * 500_000 + ")",
        "x" + "(evidence: " * 50_000 + ")",
    ],
)
def test_a_text_that_goes_on_and_on_is_read_in_a_moment(text: str) -> None:
    """A pattern that begins anew at each of its characters would take an hour."""
    assert tail_of(text).rest in {text, "x"}
