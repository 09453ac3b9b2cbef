"""What one page may ask for is bounded, and what is refused is shown as it was written."""

from incitrack.rendering.allowance import Allowance, as_written


def test_an_ordinary_record_is_far_within_it() -> None:
    allowance = Allowance()

    assert all(allowance.covers("A *word* and `code` in [a link](https://e.example).\n" * 100) for _ in range(50))


def test_markup_by_the_hundred_thousand_is_not_laid_out() -> None:
    allowance = Allowance()

    assert not allowance.covers("![" * 60_000)
    assert not allowance.covers("[")


def test_plain_text_costs_nothing_however_long_it_is() -> None:
    assert Allowance().covers("words and words " * 60_000)


def test_html_is_bounded_over_all_texts_of_a_page() -> None:
    allowance = Allowance()

    assert allowance.admits("x" * 3_000_000)
    assert not allowance.admits("x" * 2_000_000)


def test_what_is_not_laid_out_is_shown_as_text() -> None:
    assert "<code>&lt;b&gt; *x*</code>" in as_written("<b> *x*")
