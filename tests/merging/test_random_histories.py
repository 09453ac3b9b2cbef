"""Random histories of two branches, merged both ways round."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.merging.merge import merge_record
from incitrack.merging.pieces import Conflict, Side, resolved, unmarked
from incitrack.records.incident_file import parse_incident
from incitrack.records.record import IncidentRecord
from incitrack.store.text_merge import GitTextMerge
from tests.merging.branches import RECORD, Branches
from tests.merging.random_histories import BASE, commits, faults, history

TEXT_MERGE = GitTextMerge(Path.cwd())


def two_sides(seed: int) -> tuple[str, str, str]:
    random = Random(seed)
    base = history(random, BASE, "b", random.randrange(3))
    ours = history(random, base, "o", random.randrange(1, 6))
    return base, ours, history(random, base, "t", random.randrange(1, 6))


def entries(text: str) -> Counter[object]:
    record = parse_incident(RECORD, text)
    assert isinstance(record, IncidentRecord), record
    return Counter((*record.incident.timeline, *record.incident.communications))


def merged(base: str, ours: str, theirs: str) -> tuple[str, bool]:
    found = merge_record(base.encode(), ours.encode(), theirs.encode(), TEXT_MERGE)
    return found.content.decode(), found.is_clean


@given(st.integers(min_value=0))
def test_whichever_side_merges_the_result_is_the_same_and_holds_every_entry_once(seed: int) -> None:
    base, ours, theirs = two_sides(seed)
    text, is_clean = merged(base, ours, theirs)
    assert is_clean == ("<<<<<<<" not in text)
    other, _ = merged(base, theirs, ours)
    turned = [Conflict(p.theirs, p.ours) if isinstance(p, Conflict) else p for p in unmarked(other, 7)]
    pieces = unmarked(text, 7)
    assert resolved(pieces, Side.OURS) == resolved(turned, Side.OURS)
    assert resolved(pieces, Side.THEIRS) == resolved(turned, Side.THEIRS)
    was, our, their = entries(base), entries(ours), entries(theirs)
    for side, own in ((Side.OURS, our), (Side.THEIRS, their)):
        found = entries(resolved(pieces, side))
        assert not found - (our | their)  # none twice, none of nobody's
        if is_clean:
            assert (our - was) | (their - was) <= found
            assert was & our & their <= found
        else:
            assert own - was <= found
    for said in (our - was) + (their - was):
        assert said.text.split("\n")[0] in text
    if is_clean:
        assert faults(text) == []


@pytest.mark.parametrize("seed", range(4))
def test_git_merges_random_histories_both_ways_round_alike(tmp_path: Path, seed: int) -> None:
    base, ours, theirs = two_sides(seed)
    branches = Branches(tmp_path / "records", base)
    branches.side("theirs", theirs)
    branches.side("ours", ours)
    expected, is_clean = merged(base, ours, theirs)
    branches.git("checkout", "--quiet", "ours")
    ours_alone = branches.head
    assert branches.tried("merge", "theirs") == (0 if is_clean else 1)
    if is_clean:
        assert branches.merged == expected
        branches.git("checkout", "--quiet", "theirs")
        branches.git("merge", "--quiet", ours_alone)
        assert branches.merged == expected


@pytest.mark.parametrize("seed", range(3))
def test_git_rebases_random_commits_one_by_one(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    ours, theirs = (commits(random, BASE, name, 4)[1:] for name in ("o", "t"))
    branches = Branches(tmp_path / "records", BASE)
    branches.side("theirs", *theirs)
    branches.side("ours", *ours)
    branches.git("checkout", "--quiet", "ours")
    before = branches.head
    if branches.tried("rebase", "theirs") != 0:
        assert branches.unmerged == [branches.path]
        branches.git("rebase", "--abort")
        assert branches.head == before
        return
    assert faults(branches.merged) == []
    was, our, their = entries(BASE), entries(ours[-1]), entries(theirs[-1])
    assert (our - was) | (their - was) <= entries(branches.merged)
    assert not entries(branches.merged) - (our | their)
