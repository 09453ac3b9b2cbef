import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.printable import printable
from incitrack.reports.json_text import to_json


def test_json_is_indented_by_two_and_keeps_letters_as_they_are() -> None:
    assert to_json({"title": "Płatność – ✓"}) == '{\n  "title": "Płatność – ✓"\n}'


def test_an_escape_sequence_and_a_bidi_override_are_escaped() -> None:
    assert to_json(["\x1b]0;pwn\x07", "a\u202eb", "\x9b2J", "\u2028"]) == (
        '[\n  "\\u001b]0;pwn\\u0007",\n  "a\\u202eb",\n  "\\u009b2J",\n  "\\u2028"\n]'
    )


def test_what_json_cannot_say_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        to_json(float("nan"))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda v: st.lists(v) | st.dictionaries(st.text(), v),
    )
)
def test_a_program_reads_back_what_was_given_and_a_terminal_is_safe(value: object) -> None:
    text = to_json(value)
    assert json.loads(text) == value
    assert printable(text) == text
