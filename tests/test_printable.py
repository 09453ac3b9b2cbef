"""What may reach a terminal or a page: nothing that moves the cursor or turns the direction of words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.printable import printable, printable_bytes, printable_line

UNSAFE = "\x00\x08\x0b\r\x1b\x1f\x7f\x85\x9f\u061c\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069\ud800\udcff"
TEXTS = st.text(alphabet=st.sampled_from(f"{UNSAFE}ab\n\té·—𝄞\u00a0\u200d") | st.characters(), max_size=12)


@pytest.mark.parametrize("character", UNSAFE)
def test_a_control_or_direction_character_is_made_visible(character: str) -> None:
    assert printable(f"a{character}é") == f"a\\u{ord(character):04x}é"


@pytest.mark.parametrize("character", "\t\né·—𝄞\u00a0\u200d")
def test_every_other_character_stays(character: str) -> None:
    assert printable(f"a{character}") == f"a{character}"


@given(TEXTS)
def test_the_bytes_of_a_page_are_the_same_text(text: str) -> None:
    assert printable_bytes(text) == printable(text).encode()


@given(TEXTS)
def test_what_is_printable_stays_as_it_is(text: str) -> None:
    assert printable(printable(text)) == printable(text)


def test_a_line_has_no_line_breaks() -> None:
    assert printable_line(" a\n\tb\x1b ") == "a b\\u001b"
