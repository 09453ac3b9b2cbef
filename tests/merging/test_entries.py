"""Entries of both sides, each once, in time order."""

import pytest

from incitrack.merging.merge import merge_record
from tests.builders import incident_text
from tests.merging.merging import TEXT_MERGE, clean, merge

R = "- `2026-11-20T14:10Z` **reported** @synthetics: Probe fails."
U = "- `2026-11-20T14:12Z` **update** @maria: First look."
V = "- `2026-11-20T14:13Z` **update** @jdoe: Second look."


def note(time: str, text: str = "seen", kind: str = "update", by: str = "kim") -> str:
    return f"- `2026-11-20T{time}Z` **{kind}** @{by}: {text}"


def record(*timeline: str, told: tuple[str, ...] = (), body: str = "", **fields: str | None) -> str:
    return incident_text(timeline=timeline, communications=told, body=body, **fields)


def test_entries_of_both_stand_in_time_order() -> None:
    ours, theirs = [note("14:20"), note("14:40")], [note("14:15"), note("14:30")]
    expected = record(R, U, theirs[0], ours[0], theirs[1], ours[1])
    assert clean(record(R, U), record(R, U, *ours), record(R, U, *theirs)) == expected


def test_times_are_compared_as_moments_whatever_their_offset() -> None:
    early = "- `2026-11-20T15:20+01:00` **update** @kim: early"
    assert clean(record(R), record(R, early), record(R, note("14:30"))) == record(R, early, note("14:30"))


def test_an_entry_of_several_paragraphs_stays_whole() -> None:
    long = note("14:20") + "\n\n  ```\n  - `x` no entry\n  ## no heading\n  ```\n\n  The end."
    assert clean(record(R), record(R, long), record(R, note("14:30"))) == record(R, long, note("14:30"))


def test_the_same_bytes_on_both_sides_stand_once() -> None:
    picked = note("14:20")
    both = record(R, picked, note("14:25"))
    assert clean(record(R), record(R, picked), both) == both


def test_the_same_entry_twice_on_one_side_stays_twice() -> None:
    twice = record(R, note("14:20"), note("14:20"))
    assert clean(record(R), twice, record(R, V, note("14:20"))) == record(R, V, note("14:20"), note("14:20"))


def test_at_equal_times_each_side_keeps_its_order() -> None:
    ours, theirs = [note("14:20", "z"), note("14:20", "b")], [note("14:20", "y"), note("14:20", "a")]
    merged = clean(record(R), record(R, *ours), record(R, *theirs))
    for first, second in (ours, theirs):
        assert merged.index(first) < merged.index(second)


def test_at_equal_times_transitions_stand_in_lifecycle_order() -> None:
    ack, start = note("14:20", "z", "acknowledged"), note("14:20", "a", "in-progress")
    base = record(R)
    merged = clean(
        base,
        record(R, ack, status="acknowledged", owner="kim"),
        record(R, note("14:20", "x"), start, status="in-progress", owner="kim"),
    )
    assert merged == record(R, note("14:20", "x"), ack, start, status="in-progress", owner="kim")


def test_a_correction_on_one_side_holds_beside_an_entry_of_the_other() -> None:
    corrected = U.replace("First", "Very first")
    assert clean(record(R, U), record(R, corrected), record(R, U, V)) == record(R, corrected, V)


def test_a_corrected_time_moves_the_entry_to_its_place() -> None:
    moved = U.replace("14:12", "14:30")
    merged = clean(record(R, U), record(R, moved), record(R, U, note("14:20")))
    assert merged == record(R, note("14:20"), moved)


def test_two_different_corrections_conflict_at_that_entry_alone() -> None:
    ours, theirs = U.replace("First", "Our first"), U.replace("First", "Their first")
    found = merge(record(R, U), record(R, ours, V), record(R, theirs, note("14:20")))
    assert found.conflicts == [(ours + "\n", theirs + "\n")]
    assert V in found.text
    assert note("14:20") in found.text


def test_the_same_correction_on_both_sides_is_none() -> None:
    corrected = U.replace("First", "Very first")
    assert clean(record(R, U), record(R, corrected, V), record(R, corrected)) == record(R, corrected, V)


def test_an_entry_removed_on_one_side_and_unchanged_on_the_other_is_gone() -> None:
    assert clean(record(R, U, V), record(R, V), record(R, U, V, note("14:20"))) == record(R, V, note("14:20"))


def test_an_entry_removed_on_one_side_and_corrected_on_the_other_conflicts() -> None:
    corrected = U.replace("First", "Very first")
    found = merge(record(R, U, V), record(R, V), record(R, corrected, V))
    assert found.conflicts == [("", corrected + "\n")]


def test_an_entry_replaced_by_another_is_not_taken_for_a_correction() -> None:
    merged = clean(record(R, U), record(R, note("14:50", "other")), record(R))
    assert merged == record(R, note("14:50", "other"))


def test_communications_merge_like_the_timeline() -> None:
    told = [f"- `2026-11-20T14:{minute}Z` **public** @sam: told" for minute in (20, 25, 30)]
    base, ours, theirs = (record(R, told=(told[0], *more)) for more in ((), (told[2],), (told[1],)))
    assert clean(base, ours, theirs) == record(R, told=tuple(told))


def test_communications_that_both_begin_are_one_section() -> None:
    first, second = (f"- `2026-11-20T14:{minute}Z` **public** @sam: told" for minute in (20, 25))
    assert clean(record(R), record(R, told=(second,)), record(R, told=(first,))) == record(R, told=(first, second))


def test_communications_of_one_side_stand_below_an_entry_of_the_other() -> None:
    told = "- `2026-11-20T14:20Z` **public** @sam: told"
    assert clean(record(R), record(R, told=(told,)), record(R, V)) == record(R, V, told=(told,))


def test_a_section_that_meets_the_communications_of_the_other_side_conflicts_there_alone() -> None:
    told = "- `2026-11-20T14:20Z` **public** @sam: told"
    found = merge(record(R), record(R, U, told=(told,)), record(R, V) + "\n## Lessons\n\nTest it.\n")
    assert found.conflicts == [(f"## Communications\n\n{told}\n", "## Lessons\n\nTest it.\n")]
    assert f"{U}\n{V}" in found.text


def test_a_section_removed_here_with_an_entry_more_there_loses_nothing() -> None:
    told = [f"- `2026-11-20T14:{minute}Z` **public** @sam: told" for minute in (20, 25)]
    found = merge(record(R, told=(told[0],)), record(R), record(R, told=tuple(told)))
    assert found.conflicts
    assert told[1] in found.text


def test_blank_lines_and_comments_between_entries_stay() -> None:
    base = record(R, "\n<!-- from here on by hand -->\n\n" + U)
    merged = clean(base, base.replace(U, U + "\n\n" + note("14:30")), base.replace(U, U + "\n" + note("14:20")))
    assert merged == base.replace(U, U + "\n" + note("14:20") + "\n\n" + note("14:30"))


def test_prose_of_both_is_merged_as_text() -> None:
    body = "## Summary\n\nIt fails.\n\n## Impact\n\nSome.\n\n## Later\n\nNothing."
    base = record(R, body=body)
    ours = record(R, U, body=body.replace("It fails.", "Checkout fails."))
    theirs = record(R, V, body=body.replace("Nothing.", "A lot."))
    changed = body.replace("It fails.", "Checkout fails.").replace("Nothing.", "A lot.")
    assert clean(base, ours, theirs) == record(R, U, V, body=changed)


def test_prose_changed_differently_conflicts_at_that_paragraph_alone() -> None:
    base = record(R, body="## Summary\n\nIt fails.")
    found = merge(base, record(R, U, body="## Summary\n\nOurs."), record(R, V, body="## Summary\n\nTheirs."))
    assert found.conflicts == [("Ours.\n", "Theirs.\n")]
    assert f"{U}\n{V}" in found.text


@pytest.mark.parametrize("line", ["<<<<<<< HEAD", "=======", ">>>>>>> x", "list-of-entries-0-timeline", "<" * 50])
def test_prose_may_look_like_our_own_marks(line: str) -> None:
    body = f"## Summary\n\n    {line}\n\n{line}\n\nIt fails.\n\n## Impact\n\nSome."
    ours = record(R, U, body=body.replace("It fails", "It failed"))
    theirs = record(R, V, body=body.replace("Some", "Many"))
    merged, is_clean = merge_record(record(R, body=body).encode(), ours.encode(), theirs.encode(), TEXT_MERGE)
    if line == "<" * 50:  # which Git alone can tell from its own
        assert not is_clean
    else:
        expected = body.replace("It fails", "It failed").replace("Some", "Many")
        assert (merged.decode(), is_clean) == (record(R, U, V, body=expected), True)
