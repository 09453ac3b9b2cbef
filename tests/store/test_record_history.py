"""The law of a record's history: what it tells, done over again, gives the record."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from incitrack.records.entry_lists import entry_lists
from incitrack.store.git import Git
from incitrack.store.record_history import record_history
from tests.store.conftest import RECORD
from tests.store.random_history import STEPS, History


@settings(max_examples=8)
@given(STEPS, st.booleans())
def test_every_entry_came_once_from_the_commit_that_wrote_it_and_the_rest_has_gone(
    steps: list[str], loses: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        history = History(Path(folder) / "r", steps)
        if loses:
            history.lose("side", 0)
            history.merge_without(0)
        changes = record_history(Git(history.folder.root), "INC-2026-0042", history.folder.head).changes
        stands: set[object] = set()
        for change in (change for change in changes if change.entry is not None):
            assert change.old is None or change.old in stands
            assert change.new is None or change.new not in stands
            stands = (stands - {change.old}) | ({change.new} - {None})
            assert not change.commit.subject.startswith("Merge")
        assert stands == set(entry_lists(history.folder.read(RECORD)).timeline)


@settings(max_examples=5)
@given(STEPS)
def test_the_fields_come_with_the_first_commit_alone(steps: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        history = History(Path(folder) / "r", steps)
        changes = record_history(Git(history.folder.root), "INC-2026-0042", history.folder.head).changes
        assert {change.commit.subject for change in changes if change.entry is None} == {"first"}
