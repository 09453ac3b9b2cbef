"""Documents over bundles: each in exactly one, few bundles, and little made anew."""

from hypothesis import given, settings
from hypothesis import strategies as st

from incitrack.website.search.layout import LARGEST, SMALL, Known, lay_out


def digests(count: int, start: int = 0) -> list[str]:
    return [f"d{number:06}" for number in range(start, start + count)]


def first_build(wanted: list[str]) -> list[Known]:
    return [Known(f"k{place}", each) for place, each in enumerate(lay_out(wanted, []).new)]


@settings(max_examples=20)
@given(st.integers(0, 3 * LARGEST), st.integers(0, 2 * SMALL), st.integers(0, 2 * LARGEST))
def test_each_document_is_in_exactly_one_bundle(count: int, added: int, removed: int) -> None:
    known = first_build(digests(count))
    wanted = digests(count + added)[removed:]

    layout = lay_out(wanted, known)

    kept = [digest for bundle in known if bundle.key in layout.kept for digest in bundle.digests]
    new = [digest for each in layout.new for digest in each]
    assert sorted([*set(wanted).intersection(kept), *new]) == wanted
    assert len(kept) == len(set(kept))
    assert all(0 < len(each) <= LARGEST for each in layout.new)


def test_an_archive_without_records_needs_no_bundle() -> None:
    assert lay_out([], []).new == ()


def test_ten_thousand_documents_are_three_bundles_of_one_size() -> None:
    assert [len(each) for each in lay_out(digests(10_000), []).new] == [3333, 3333, 3334]


def test_nothing_changed_is_nothing_to_make() -> None:
    known = first_build(digests(9_999))

    assert lay_out(digests(9_999), known) == (("k0", "k1", "k2"), ())


def test_a_changed_record_is_a_small_bundle_beside_the_large_ones() -> None:
    known = first_build(digests(9_999))
    wanted = [*digests(9_998), "changed"]

    assert lay_out(wanted, known) == (("k0", "k1", "k2"), (("changed",),))


def test_changes_gather_until_they_are_many_and_then_fill_the_smallest_volume() -> None:
    known = first_build(digests(2500))
    few, many = [*digests(2500), *digests(SMALL, 50_000)], [*digests(2500), *digests(SMALL + 1, 50_000)]

    assert [len(each) for each in lay_out(few, known).new] == [SMALL]
    assert [len(each) for each in lay_out(many, known).new] == [2500 + SMALL + 1]


def test_a_volume_of_which_a_tenth_is_gone_is_made_again() -> None:
    known = first_build(digests(4000))

    assert lay_out(digests(3600), known).kept == ("k0",)
    assert lay_out(digests(3599), known).kept == ()


def test_a_small_bundle_is_not_kept_in_part_so_that_there_are_never_many() -> None:
    known = [*first_build(digests(4000)), Known("small", tuple(digests(5, 90_000)))]
    wanted = [*digests(4000), *digests(6, 90_000)]

    assert lay_out(wanted, known) == (("k0",), (tuple(digests(6, 90_000)),))
