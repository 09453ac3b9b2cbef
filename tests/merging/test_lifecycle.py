"""The status that a merged timeline leads to, and unions that no timeline may hold."""

from tests.merging.merging import clean, merge
from tests.merging.test_entries import R, note, record

STARTED = "2026-11-20T14:00Z"


def test_the_status_follows_the_merged_timeline() -> None:
    ack, done = note("14:20", "on it", "acknowledged"), note("14:40", "fixed", "resolved")
    ours = record(R, ack, status="acknowledged", owner="kim")
    theirs = record(R, done, status="resolved", owner="kim", started_at=STARTED)
    assert clean(record(R), ours, theirs) == record(
        R, ack, done, status="resolved", owner="kim", started_at=STARTED
    )


def test_a_reopening_behind_a_closing_leads_to_in_progress() -> None:
    done = note("14:20", "fixed", "resolved")
    base = record(R, done, status="resolved", owner="kim", started_at=STARTED)
    closed, reopened = note("14:30", "over", "closed"), note("14:40", "again", "reopened")
    ours = record(R, done, closed, status="closed", owner="kim", started_at=STARTED, cause="capacity")
    theirs = record(R, done, reopened, status="in-progress", owner="kim", started_at=STARTED)
    expected = record(
        R, done, closed, reopened, status="in-progress", owner="kim", started_at=STARTED, cause="capacity"
    )
    assert clean(base, ours, theirs) == expected


def test_the_comment_and_the_quotes_of_the_status_stay() -> None:
    base = record(R, status='"reported"  # by the probe')
    ours = base.replace('"reported"', '"acknowledged"') + note("14:20", "on it", "acknowledged") + "\n"
    merged = clean(base, ours.replace("services:", "owner: kim\nservices:"), base + note("14:30") + "\n")
    assert 'status: "acknowledged"  # by the probe\n' in merged


def test_a_union_that_breaks_the_lifecycle_conflicts_around_the_entries_concerned() -> None:
    done, start = note("14:10", "fixed", "resolved"), note("14:20", "begun", "in-progress")
    ours = record(R, done, note("14:12"), status="resolved", owner="kim", started_at=STARTED)
    theirs = record(R, note("14:15"), start, status="in-progress", owner="kim")
    found = merge(record(R), ours, theirs)
    assert (f"{done}\n", "") in found.conflicts
    assert ("", f"{start}\n") in found.conflicts
    assert ("status: resolved\n", "status: in-progress\n") in found.conflicts
    assert len(found.conflicts) == 3
    for entry in (note("14:12"), note("14:15")):
        assert f"\n{entry}\n" in found.text


def test_transitions_side_by_side_are_one_conflict() -> None:
    ours, theirs = note("14:20", "mine", "acknowledged"), note("14:21", "no, mine", "acknowledged")
    found = merge(
        record(R),
        record(R, ours, status="acknowledged", owner="kim"),
        record(R, theirs, note("14:40"), status="acknowledged", owner="kim"),
    )
    assert found.conflicts == [(f"{ours}\n", f"{theirs}\n")]
    assert note("14:40") in found.text


def test_a_transition_whose_ground_the_other_side_removed_conflicts() -> None:
    done, again = note("14:20", "fixed", "resolved"), note("14:30", "back", "reopened")
    fields = {"owner": "kim", "started_at": STARTED}
    found = merge(
        record(R, done, status="resolved", **fields),
        record(R, status="reported", **fields),
        record(R, done, again, status="in-progress", **fields),
    )
    assert found.conflicts[-1] == ("", f"{done}\n{again}\n")


def test_a_timeline_that_breaks_the_lifecycle_already_keeps_what_it_has() -> None:
    twice = [note("14:20", kind="acknowledged"), note("14:30", kind="acknowledged")]
    base = record(R, *twice, status="acknowledged", owner="kim")
    merged = clean(base, base + note("14:40") + "\n", base + note("14:50") + "\n")
    assert merged == base + note("14:40") + "\n" + note("14:50") + "\n"


def test_a_severity_that_the_last_entry_contradicts_conflicts() -> None:
    up, down = note("14:20", "P2 -> P1", "severity"), note("14:30", "P2 -> P3", "severity")
    back = note("14:35", "P3 -> P2", "severity")
    found = merge(record(R), record(R, up, severity="P1"), record(R, down, back, severity="P2"))
    assert found.conflicts == [("severity: P1\n", "severity: P2\n")]


def test_a_start_behind_the_other_sides_end_conflicts() -> None:
    base = record(R, status="reported", started_at=STARTED)
    ours = base.replace(STARTED, "2026-11-20T14:30Z")
    found = merge(base, ours, base + note("14:20", kind="mitigated") + "\n")
    assert found.conflicts == [("started_at: 2026-11-20T14:30Z\n", f"started_at: {STARTED}\n")]
