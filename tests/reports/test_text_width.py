from hypothesis import given
from hypothesis import strategies as st

from incitrack.reports.text_width import cut, padded, width, wrapped


def test_wide_characters_take_two_columns_and_combining_ones_none() -> None:
    assert width("abc") == 3
    assert width("決済エラー") == 10
    assert width("e\u0301") == 1
    assert width("a\u200db") == 2
    assert width("ｱ") == 1


def test_what_is_too_long_ends_in_an_ellipsis() -> None:
    assert cut("Checkout", 8) == "Checkout"
    assert cut("Checkout fails", 9) == "Checkout…"
    assert cut("Checkout fails", 10) == "Checkout…"
    assert cut("決済エラー", 6) == "決済…"
    assert cut("決済エラー", 5) == "決済…"
    assert cut("決済", 1) == "…"


def test_padding_counts_columns() -> None:
    assert padded("決済", 6) + "|" == "決済  |"
    assert padded("longer", 3) == "longer"


def test_words_are_wrapped_and_a_long_one_stays_whole() -> None:
    assert wrapped("one two  three", 7) == ["one two", "three"]
    assert wrapped("see https://example.org/very/long here", 10) == [
        "see",
        "https://example.org/very/long",
        "here",
    ]
    assert wrapped(" \n", 7) == []


@given(st.text(), st.integers(1, 30))
def test_what_is_cut_fits(text: str, columns: int) -> None:
    assert width(cut(text, columns)) <= columns


def test_scripts_without_spaces_are_parted_between_any_two_characters() -> None:
    assert wrapped("決済エラーが発生しています", 10) == ["決済エラー", "が発生して", "います"]
    assert wrapped("fehl 決済エラーが 発生", 8) == ["fehl", "決済エラ", "ーが", "発生"]


@given(st.text(), st.integers(1, 30))
def test_wrapping_loses_nothing_and_only_a_narrow_word_is_wider(text: str, columns: int) -> None:
    lines = wrapped(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line) <= columns or len(line.split()) == 1 for line in lines)
