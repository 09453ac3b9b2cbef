"""What became of the entries of an earlier list: the law of the append-only timeline."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.model.entry import Communication, Kind, TimelineEntry
from incitrack.records.entry_matching import match_entries

START = datetime(2026, 11, 20, 14, tzinfo=UTC)


def entry(text: str, minute: int = 0, kind: Kind = Kind.UPDATE, by: str | None = "maria") -> TimelineEntry:
    return TimelineEntry(START + timedelta(minutes=minute), kind, by, text)


def entries(words: str) -> list[TimelineEntry]:
    """An entry for each character, the same for the same one."""
    return [entry(word) for word in words]


few_words = st.lists(st.sampled_from("abc"), max_size=12).map("".join)
"""Few words, so that many entries are equal."""

unlike = st.integers(0, 12).map(lambda count: [entry(f"old {number}", number) for number in range(count)])


@given(few_words, st.lists(st.tuples(st.integers(0, 20), st.sampled_from("abcxyz"))))
def test_whatever_is_added_anywhere_nothing_was_altered_or_removed(
    words: str, added: list[tuple[int, str]]
) -> None:
    later = words
    for at, word in added:
        later = later[:at] + word + later[at:]
    found = match_entries(entries(words), entries(later))
    assert (found.altered, found.removed) == ((), ())
    assert len(found.unchanged) == len(words)
    assert len(found.added) == len(added)


@given(few_words.filter(bool), st.data())
def test_whatever_one_is_removed_exactly_one_is_missed(words: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(words) - 1))
    found = match_entries(entries(words), entries(words[:at] + words[at + 1 :]))
    assert (found.altered, found.added, len(found.removed)) == ((), (), 1)
    assert words[found.removed[0]] == words[at]


CHANGES: list[Callable[[TimelineEntry], TimelineEntry]] = [
    lambda old: old._replace(text=f"{old.text}, or so"),
    lambda old: old._replace(at=old.at + timedelta(seconds=30)),
    lambda old: old._replace(kind=Kind.DECISION),
    lambda old: old._replace(by=None),
    lambda old: old._replace(text=f"{old.text}\n\n    more"),
]


@given(unlike.filter(bool), st.data(), st.sampled_from(CHANGES))
def test_whatever_one_is_altered_in_whatever_way_exactly_that_is_altered(
    earlier: list[TimelineEntry], data: st.DataObject, change: Callable[[TimelineEntry], TimelineEntry]
) -> None:
    at = data.draw(st.integers(0, len(earlier) - 1))
    later = [*earlier[:at], change(earlier[at]), *earlier[at + 1 :]]
    found = match_entries(earlier, later)
    assert (found.altered, found.removed, found.added) == (((at, at),), (), ())


@given(unlike, st.data())
def test_each_entry_that_does_not_stand_as_it_did_is_named_once_and_no_other(
    earlier: list[TimelineEntry], data: st.DataObject
) -> None:
    """Any of them altered or removed, and new ones in between."""
    later: list[TimelineEntry] = []
    faults: set[int] = set()
    for index, old in enumerate(earlier):
        later += [entry(f"new {index}.{n}", 500) for n in range(data.draw(st.integers(0, 2)))]
        match data.draw(st.sampled_from(["kept", "kept", "altered", "removed"])):
            case "kept":
                later.append(old)
            case "altered":
                later.append(data.draw(st.sampled_from(CHANGES))(old))
                faults.add(index)
            case _:
                faults.add(index)
    found = match_entries(earlier, later)
    named = [old for old, _ in found.altered] + list(found.removed)
    assert sorted(named) == sorted(faults)
    assert len(found.altered) + len(found.unchanged) + len(found.added) == len(later)


@given(few_words, few_words)
def test_every_entry_of_both_lists_is_accounted_for_once_in_order_and_as_many_as_can_be_are_unchanged(
    earlier: str, later: str
) -> None:
    found = match_entries(entries(earlier), entries(later))
    pairs = sorted((*found.unchanged, *found.altered))
    assert sorted([*(old for old, _ in pairs), *found.removed]) == list(range(len(earlier)))
    assert sorted(new for _, new in pairs) == [new for _, new in pairs]
    assert sorted([*(new for _, new in pairs), *found.added]) == list(range(len(later)))
    assert len(found.unchanged) == longest_common(earlier, later)
    assert all(earlier[old] == later[new] for old, new in found.unchanged)


def longest_common(one: str, other: str) -> int:
    """The textbook's table, row by row."""
    row = [0] * (len(other) + 1)
    for a in one:
        new = [0]
        for column, b in enumerate(other):
            new.append(row[column] + 1 if a == b else max(new[-1], row[column + 1]))
        row = new
    return row[-1]


def test_of_several_in_one_place_the_one_most_alike_is_the_altered_one() -> None:
    old = entry("Connection pool is exhausted.", 31)
    typo = old._replace(text="Connection pool was exhausted.")
    note = entry("Restarted the workers.", 20, by="jdoe")
    assert match_entries([old], [note, typo]).altered == ((0, 1),)
    assert match_entries([old], [typo, note]).altered == ((0, 0),)
    assert match_entries([note, old], [typo]) == ((), ((1, 0),), (0,), ())
    assert match_entries([old, note], [typo]) == ((), ((0, 0),), (1,), ())


def test_an_entry_that_was_moved_is_missed_where_it_stood() -> None:
    found = match_entries(entries("abcd"), entries("bcda"))
    assert (found.removed, found.added, found.altered) == ((0,), (3,), ())


def test_of_two_equal_ones_either_may_go_but_not_both() -> None:
    assert len(match_entries(entries("aa"), entries("a")).removed) == 1
    assert len(match_entries(entries("aa"), entries("")).removed) == 2


def test_one_moment_may_be_written_in_two_ways() -> None:
    there = datetime.fromisoformat("2026-11-20T15:00+01:00")
    assert match_entries([entry("a")], [entry("a")._replace(at=there)]).unchanged == ((0, 0),)


@pytest.mark.parametrize(
    "altered",
    [
        Communication(START, "stakeholders", "sam", ("email",), "It works."),
        Communication(START, "public", "sam", ("email", "status-page"), "It works."),
        Communication(START, "public", "sam", ("email",), "It works again."),
    ],
)
def test_messages_are_held_to_the_same(altered: Communication) -> None:
    told = Communication(START, "public", "sam", ("email",), "It works.")
    assert match_entries([told], [altered]).altered == ((0, 0),)


def test_thousands_of_entries_that_all_changed_are_matched_in_their_order() -> None:
    earlier = [entry(f"old {number}") for number in range(3000)]
    later = [entry(f"new {number}") for number in range(2900)]
    found = match_entries(earlier, later)
    assert (len(found.altered), len(found.removed)) == (2900, 100)


def test_thousands_of_equal_entries_take_no_longer_and_additions_are_free_among_them_too() -> None:
    earlier = [entry("x"), *entries("ab" * 3000), entry("y")]
    later = [entry("new"), *earlier[:3000], entry("new"), *earlier[3000:], entry("new")]
    found = match_entries(earlier, later)
    assert (found.altered, found.removed, len(found.added)) == ((), (), 3)
    assert len(match_entries(later, earlier).removed) == 3


def test_thousands_of_equal_entries_are_matched_in_their_order() -> None:
    """The one that went from their front to their end stands in the order with none of them."""
    many = entries("x" * 1001)
    found = match_entries([entry("y"), *many], [*many, entry("y")])
    assert sorted(new for _, new in found.unchanged) == [new for _, new in found.unchanged]
    assert len(found.unchanged) + len(found.altered) + len(found.removed) == 1002
