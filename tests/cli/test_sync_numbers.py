"""Who keeps a number that two people took without a network, and what becomes of the other's."""

import sys
from pathlib import Path

import pytest

from tests.builders import postmortem_text
from tests.cli.clones import Clone, Team

FIRST = "incidents/2026/INC-2026-0043.md"
SECOND = "incidents/2026/INC-2026-0044.md"


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path)


@pytest.fixture
def anna(team: Team) -> Clone:
    return team.clone("anna")


@pytest.fixture
def ben(team: Team) -> Clone:
    return team.clone("ben")


def opened(clone: Clone, title: str, *options: str) -> str:
    return clone.done("open", "--title", title, "--severity", "P2", "--service", "checkout", *options)


def test_the_first_to_reach_the_remote_keeps_the_number(team: Team, anna: Clone, ben: Clone) -> None:
    opened(ben, "Of Ben")
    opened(anna, "Of Anna")
    ben.done("sync")
    said = anna.done("sync")
    assert "INC-2026-0043 is INC-2026-0044 now: origin had INC-2026-0043 first" in said
    assert "title: Of Ben" in team.remote.file(FIRST)
    assert "title: Of Anna" in team.remote.file(SECOND)
    assert "id: INC-2026-0044" in team.remote.file(SECOND)
    assert anna.records() == ["INC-2026-0042", "INC-2026-0043", "INC-2026-0044"]
    assert (anna.status, anna.is_whole) == ("", True)
    anna.done("check")


def test_every_mention_in_unpushed_commits_moves_and_nothing_else(team: Team, anna: Clone, ben: Clone) -> None:
    ben.done("log", "42", "perhaps INC-2026-0043, says the remote")
    ben.done("sync")
    anna.done("sync")
    opened(ben, "Of Ben")
    ben.done("sync")
    opened(anna, "Of Anna")
    anna.done("log", "42", "the same as INC-2026-0043, not INC-2026-00431 or XINC-2026-0043")
    anna.write("postmortems/2026/INC-2026-0043.md", postmortem_text(incident="INC-2026-0043"))
    anna.write("postmortems/2026/INC-2026-0043/graph.txt", "of INC-2026-0043\n")
    anna.write("raw.bin", "\0INC-2026-0043")
    anna.git("add", "--all")
    anna.git(
        *("commit", "--quiet", "--author", "Old Author <old@example.org>", "--date", "2020-01-02T03:04:05+06:00"),
        *("-m", "Postmortem of INC-2026-0043", "-m", "Body of INC-2026-0043.\n\nIncident: INC-2026-0043"),
    )
    anna.done("sync")
    files = set(team.remote.git("ls-tree", "-r", "--name-only", "main").split())
    assert {
        FIRST,
        SECOND,
        "postmortems/2026/INC-2026-0044.md",
        "postmortems/2026/INC-2026-0044/graph.txt",
    } <= files
    assert not any(path.startswith("postmortems/2026/INC-2026-0043") for path in files)
    other = team.remote.file("incidents/2026/INC-2026-0042.md")
    assert "perhaps INC-2026-0043, says the remote" in other
    assert "the same as INC-2026-0044, not INC-2026-00431 or XINC-2026-0043" in other
    assert team.remote.file("postmortems/2026/INC-2026-0044/graph.txt") == "of INC-2026-0044\n"
    assert team.remote.file("raw.bin") == "\0INC-2026-0043"
    told = team.remote.git("log", "-1", "--format=%an|%ae|%ad|%B", "--date=iso-strict", "main")
    assert told.startswith("Old Author|old@example.org|2020-01-02T03:04:05+06:00|Postmortem of INC-2026-0044\n")
    assert "Body of INC-2026-0044.\n\nIncident: INC-2026-0044" in told
    assert "INC-2026-0044: reported" in team.remote.log()


def test_only_records_that_collide_move_and_in_their_order(team: Team, anna: Clone, ben: Clone) -> None:
    for title in ("Of Ben 1", "Of Ben 2"):
        opened(ben, title)
    for title in ("Of Anna 1", "Of Anna 2", "Of Anna 3"):
        opened(anna, title)
    ben.done("sync")
    anna.done("sync")
    titles = [
        team.remote.file(f"incidents/2026/INC-2026-00{n}.md").split("title: ")[1].split("\n")[0]
        for n in range(43, 48)
    ]
    assert titles == ["Of Ben 1", "Of Ben 2", "Of Anna 3", "Of Anna 1", "Of Anna 2"]


def test_the_next_number_is_the_highest_anywhere_plus_one(team: Team, anna: Clone, ben: Clone) -> None:
    anna.git("branch", "incident/INC-2026-0050")
    opened(ben, "Of Ben")
    ben.done("sync")
    anna.git("branch", "--delete", "incident/INC-2026-0050")
    opened(anna, "Of Anna")
    anna.git("branch", "incident/INC-2026-0050")
    assert "INC-2026-0043 is INC-2026-0051 now" in anna.done("sync")


def test_hand_edits_of_a_record_that_would_move_stop_it(anna: Clone, ben: Clone) -> None:
    opened(ben, "Of Ben")
    ben.done("sync")
    opened(anna, "Of Anna")
    anna.write(FIRST, anna.read(FIRST) + "\nby hand\n")
    assert FIRST in anna.refused(5, "sync")


def test_a_record_that_came_to_the_remote_by_another_way_is_the_same(team: Team, anna: Clone, ben: Clone) -> None:
    opened(anna, "Of Anna")
    anna.git("push", "--quiet", "origin", "main:refs/heads/topic")
    anna.git("update-ref", "-d", "refs/remotes/origin/topic")
    ben.git("fetch", "--quiet", "origin", "topic")
    ben.git("cherry-pick", "FETCH_HEAD")
    ben.done("sync")
    team.remote.git("branch", "-D", "topic")
    assert "now" not in anna.done("sync")
    assert anna.records() == ["INC-2026-0042", "INC-2026-0043"]


def test_a_number_that_a_branch_announces_is_held_before_it_is_merged(team: Team, anna: Clone, ben: Clone) -> None:
    opened(ben, "Of Ben", "--pr")
    opened(anna, "Of Anna")
    assert "INC-2026-0043 is INC-2026-0044 now" in anna.done("sync")
    assert "title: Of Anna" in team.remote.file(SECOND)
    assert "title: Of Ben" in team.remote.file(FIRST, "incident/INC-2026-0043")


def test_with_push_the_last_line_is_the_id_that_holds(anna: Clone, ben: Clone) -> None:
    assert opened(ben, "Of Ben", "--push").splitlines()[-1] == "INC-2026-0043"
    assert opened(anna, "Of Anna", "--push").splitlines()[-1] == "INC-2026-0044"
    assert anna.read(SECOND).count("INC-2026-0044") == 1


def test_rewritten_commits_are_signed_also_without_a_rebase(
    team: Team, anna: Clone, ben: Clone, tmp_path: Path
) -> None:
    opened(ben, "Of Ben", "--pr")
    signer = tmp_path / "signer"
    signer.write_text('#!/bin/sh\ncat > /dev/null\necho "[GNUPG:] SIG_CREATED " >&2\necho signed-by-maria\n')
    signer.chmod(0o755)
    anna.git("config", "gpg.program", str(signer))
    anna.git("config", "commit.gpgSign", "true")
    opened(anna, "Of Anna", "--push")
    assert "signed-by-maria" in team.remote.git("cat-file", "commit", "main")


def test_a_number_that_is_announced_while_ours_is_joined_is_not_pushed(
    team: Team, anna: Clone, ben: Clone
) -> None:
    cara = team.clone("cara")
    cara.done("log", "42", "so that there is something to join")
    cara.done("sync")
    opened(anna, "Of Anna")
    announce = "open --title Of-Ben --severity P2 --service checkout --pr"
    command = f"{sys.executable} -m incitrack -C {ben.root} {announce}"
    unset = "env -u GIT_DIR -u GIT_INDEX_FILE -u GIT_WORK_TREE -u GIT_PREFIX"
    anna.hook(
        "post-rewrite", f"rm -f {anna.root}/.git/hooks/post-rewrite; {unset} {command} > {team.folder}/said 2>&1"
    )
    said = anna.done("sync")
    assert "announced on origin/incident/INC-2026-0043" in (team.folder / "said").read_text()
    assert "INC-2026-0043 is INC-2026-0044 now" in said
    assert "title: Of Anna" in team.remote.file(SECOND)
    assert FIRST not in team.remote.git("ls-tree", "-r", "--name-only", "main")


def test_a_record_that_comes_from_its_announced_branch_by_another_way_is_pushed(team: Team, anna: Clone) -> None:
    opened(anna, "Of Anna", "--pr")
    anna.git("switch", "--quiet", "main")
    anna.git("commit", "--quiet", "--allow-empty", "--message", "so that it is another commit")
    anna.git("cherry-pick", "incident/INC-2026-0043")
    assert "INC-2026-0044" not in anna.done("sync")
    assert "title: Of Anna" in team.remote.file(FIRST)
