"""Many processes that write and push in one clone: each takes its turn, and all of it arrives."""

from pathlib import Path

from tests.cli.clones import Team
from tests.cli.records_repository import RECORD


def test_processes_of_one_clone_push_one_after_another(tmp_path: Path) -> None:
    team = Team(tmp_path)
    anna, ben = team.clone("anna"), team.clone("ben")
    ben.write("ben.md", "ben\n")
    ben.commit("of ben")
    ben.done("sync")
    running = [anna.started("log", "42", f"note {number}.", "--push") for number in range(6)]
    for process in running:
        _, said = process.communicate(timeout=120)
        assert (process.returncode, said) == (0, "")
    text = team.remote.file(RECORD)
    assert all(text.count(f"note {number}.") == 1 for number in range(6))
    assert (anna.record, anna.status, anna.is_whole) == (text, "", True)
