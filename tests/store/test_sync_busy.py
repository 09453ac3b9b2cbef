"""A remote that stays busy: tried again within bounds, and then said."""

from pathlib import Path

import pytest

from incitrack.errors import GitError
from incitrack.model.settings import SyncMode
from incitrack.store.pauses import AT_LEAST, AT_MOST, Pauses
from incitrack.store.repository import find_repository
from incitrack.store.sync import sync
from tests.cli.clones import Team


def test_tries_go_on_for_a_minute_at_least_and_not_for_ever() -> None:
    assert 60 <= AT_LEAST < AT_MOST < 3600


def test_progress_of_others_prolongs_the_tries_up_to_the_bound() -> None:
    pauses = Pauses(at_least=0.0, at_most=1000.0)
    assert pauses.over
    pauses.at_least = 1000.0
    pauses.progress()
    assert not pauses.over
    bounded = Pauses(at_least=1000.0, at_most=0.0)
    bounded.progress()
    assert bounded.over


def test_a_remote_that_stays_locked_is_given_up_with_what_stays(tmp_path: Path) -> None:
    team = Team(tmp_path)
    anna = team.clone("anna")
    anna.write("anna.md", "anna\n")
    commit = anna.commit("of anna")
    team.remote.git("config", "core.filesRefLockTimeout", "0")
    (team.remote.root / "refs" / "heads" / "main.lock").touch()
    why: list[str] = []
    with pytest.raises(GitError, match="busy") as caught:
        sync(find_repository(anna.root), SyncMode.REBASE, pauses=Pauses(at_least=1.0), on_wait=why.append)
    assert "your commits stay here" in caught.value.message
    assert why
    assert (anna.head, anna.status, anna.is_whole) == (commit, "", True)
