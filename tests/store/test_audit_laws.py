"""The laws of the audit over random histories: who only adds is never named, and who loses is, alone."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from incitrack.store.audit import Audit, audit
from incitrack.store.main_branch import git_at, main_line
from tests.store.random_history import STEPS, History


def audited(history: History) -> Audit:
    git = git_at(history.folder.root)
    line = main_line(git)
    return audit(git, line.tips, line.name, lambda _done, _all: None)


@settings(max_examples=8)
@given(STEPS)
def test_a_history_that_only_adds_has_lost_nothing(steps: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert audited(History(Path(folder) / "r", steps)).breaches == ()


@settings(max_examples=8)
@given(STEPS, st.sampled_from(["main", "side"]), st.integers(0, 1))
def test_the_commit_that_lost_an_entry_of_main_is_named_and_no_other(
    steps: list[str], branch: str, index: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        history = History(Path(folder) / "r", steps)
        culprit = history.lose(branch, index)
        if branch == "side":
            history.merge_without(index)
        (breach,) = audited(history).breaches
        assert (breach.commit.hash, breach.commit.subject) == (culprit, "the culprit")
        assert breach.loss.entry
        assert breach.loss.entry.entry.text == f"Entry {index + 1}."
