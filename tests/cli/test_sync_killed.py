"""A sync that is killed at any moment: the next one leaves the clone whole and everything there once."""

import os
import random
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.builders import SEVERITIES
from tests.cli.clones import Clone, Team

KILLS = 100 if os.environ.get("HYPOTHESIS_PROFILE") == "slow" else 5


def killed(process: "subprocess.Popen[str]", after: float, *, group: bool) -> None:
    time.sleep(after)
    if group:
        with suppress(ProcessLookupError):  # it may have ended, and been waited for
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()


@pytest.mark.parametrize("group", [True, False], ids=["with Git", "alone"])
def test_after_each_kill_the_next_sync_finds_all_whole(tmp_path: Path, group: bool) -> None:
    team = Team(tmp_path)
    anna, ben = team.clone("anna"), team.clone("ben")
    # The other side goes on when ours dies, as a server does.
    anna.git("config", "remote.origin.receivepack", "setsid git-receive-pack")
    anna.git("config", "remote.origin.uploadpack", "setsid git-upload-pack")
    anna.write("policies/severity.yaml", SEVERITIES + "# staged\n")
    anna.git("add", "policies/severity.yaml")
    chance = random.Random(20261121)
    for number in range(KILLS):
        ben.write(f"ben-{number}.md", "ben\n")
        ben.commit(f"ben {number}")
        ben.done("sync")
        anna.write(f"anna-{number}.md", "anna\n")
        anna.git("add", f"anna-{number}.md")
        anna.git("commit", "--quiet", "--message", f"anna {number}", "--", f"anna-{number}.md")
        killed(anna.started("sync"), chance.uniform(0.15, 0.8), group=group)
        see_that_a_sync_makes_it_whole(anna)
        assert anna.git("fsck", "--strict", "--no-dangling") == ""
    ben.done("sync")
    assert sorted(team.remote.log()) == sorted(
        ["as it is", *(f"{name} {number}" for name in ("anna", "ben") for number in range(KILLS))]
    )


def see_that_a_sync_makes_it_whole(clone: Clone) -> None:
    ran = clone.run("sync")
    assert ran.status == 0, ran
    assert clone.status == "M  policies/severity.yaml\n"
    assert clone.left_over == []


def test_ctrl_c_leaves_the_clone_where_it_was_or_where_it_should_be(tmp_path: Path) -> None:
    team = Team(tmp_path)
    anna, ben = team.clone("anna"), team.clone("ben")
    ben.write("ben.md", "ben\n")
    ben.commit("ben")
    ben.done("sync")
    anna.write("anna.md", "anna\n")
    old = anna.commit("anna")
    anna.hook("post-rewrite", f"touch {tmp_path}/rewriting; sleep 5")
    process = anna.started("sync")
    give_up = time.monotonic() + 30
    while not (tmp_path / "rewriting").exists():
        assert time.monotonic() < give_up
        time.sleep(0.02)
    with suppress(ProcessLookupError):  # it may have ended, and been waited for
        os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said.strip()) == (130, "error: interrupted")
    assert (anna.head, anna.status, anna.is_whole) == (old, "", True)
