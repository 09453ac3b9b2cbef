"""A writer that is killed at each point in turn: before each call of its own, around each Git, and inside of Git."""

import os
import shutil
import signal
from pathlib import Path

import pytest

from tests.store.conftest import RECORD
from tests.store.killed_folder import NEW, KilledFolder

_KILLS = {
    "with all that it started": "kill -9 -$(ps -o pgid= -p $$ | tr -d ' ')",
    "alone": "kill -9 $(ps -o ppid= -p $PPID | tr -d ' ')",
    "its Git alone": "kill -9 $PPID; sleep 0.1",
}
_SLOW = os.environ.get("HYPOTHESIS_PROFILE") == "slow"
_HOOKS = ("pre-commit", "reference-transaction", "post-index-change", "post-commit")
_MORE_HOOKS = ("prepare-commit-msg", "commit-msg") if _SLOW else ()


@pytest.fixture
def folder(tmp_path: Path) -> KilledFolder:
    return KilledFolder(tmp_path / "repository")


@pytest.mark.parametrize("path", [RECORD, NEW])
def test_before_each_of_its_own_calls(folder: KilledFolder, path: str, tmp_path: Path) -> None:
    calls = int(folder.copied(tmp_path / "counted").writer(path).out)
    assert calls > 12
    ends = []
    for number in range(1, calls + 1):
        killed = folder.copied(tmp_path / str(number))
        assert killed.writer(path, number).status == -signal.SIGKILL
        noted = (killed.root / ".git/incitrack/under-way.json").exists()
        assert len(killed.next_writer()) == noted
        ends.append(killed.is_whole(path))
    assert ends == sorted(ends), "once it stands, it stands"
    assert {True, False} == set(ends)


@pytest.mark.parametrize("path", [RECORD, NEW])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_around_each_git_that_it_runs(
    folder: KilledFolder, path: str, moment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A `git` of ours stands first on the PATH, which kills who calls it at the n-th call and then is Git."""
    git = shutil.which("git")
    kill = 'if [ "$n" = "$KILL_AT" ]; then kill -9 $PPID; fi'
    first, last = (kill, "") if moment == "before" else ("", kill)
    ours = tmp_path / "bin/git"
    ours.parent.mkdir()
    # Some run at once: each takes the first number whose folder nobody has made yet.
    count = 'n=1; until mkdir "$CALLS/$n" 2>/dev/null; do n=$((n + 1)); done'
    ours.write_text(f'#!/bin/sh\n{count}\n{first}\n{git} "$@"; s=$?\n{last}\nexit $s\n')
    ours.chmod(0o755)
    for number in range(1, 20):
        killed = folder.copied(tmp_path / str(number))
        calls = tmp_path / f"calls-{number}"
        calls.mkdir()
        ended = killed.writer(
            path, PATH=f"{ours.parent}:{os.environ['PATH']}", CALLS=str(calls), KILL_AT=str(number)
        )
        if ended.status == 0:
            break
        assert ended.status == -signal.SIGKILL
        killed.next_writer()
        killed.is_whole(path)
    assert number > (3 if path == RECORD else 4)


@pytest.mark.parametrize("path", [RECORD, NEW])
@pytest.mark.parametrize("hook", [*_HOOKS, *_MORE_HOOKS])
@pytest.mark.parametrize("who", _KILLS)
def test_inside_of_the_git_that_commits(folder: KilledFolder, path: str, hook: str, who: str) -> None:
    """Each hook is a point at which Git holds something: its locks, a reference about to move, one that has moved."""
    when = 'read -r line; [ "$1" = prepared ] || exit 0\n' if hook == "reference-transaction" else ""
    script = folder.hook(hook, f"{when}{_KILLS[who]}")
    ended = folder.writer(path)
    script.unlink()
    if who == "its Git alone":
        assert ended.status in {0, 5}, ended
        assert not (folder.root / ".git/incitrack/under-way.json").exists()
        assert (folder.committed(path) == "after\n") == (
            (folder.root / path).exists() and "after" in folder.read(path)
        )
    else:
        assert ended.status == -signal.SIGKILL
    folder.next_writer()
    folder.is_whole(path)
