"""What Git knows of the work tree of a sync that was killed: the next sync takes that away too, and nothing else."""

from pathlib import Path

from tests.builders import SEVERITIES
from tests.cli.clones import Clone, Team


def work_tree(clone: Clone, name: str) -> Path:
    """A work tree as a sync makes one, and what Git keeps of it."""
    place = clone.root / ".git/incitrack/sync" / name
    clone.git("worktree", "add", "--quiet", "--detach", "--no-checkout", "--", str(place), "HEAD")
    return clone.root / ".git/worktrees" / name


def test_what_git_wrote_of_it_before_the_tree_was_there_goes(tmp_path: Path) -> None:
    clone = Team(tmp_path).clone("anna")
    known = work_tree(clone, "join-4711")
    (clone.root / ".git/incitrack/sync/join-4711/.git").unlink()
    for name in ("gitdir", "commondir", "HEAD"):
        (known.with_name("join-4712")).mkdir(exist_ok=True)
        (known.with_name("join-4712") / name).touch()
    (known.with_name("join-4712") / "gitdir").unlink()

    clone.done("sync")

    assert clone.left_over == []


def test_a_work_tree_of_the_person_stays(tmp_path: Path) -> None:
    clone = Team(tmp_path).clone("anna")
    work_tree(clone, "join-4711")
    theirs = tmp_path / "join-of-two-branches"
    clone.git("worktree", "add", "--quiet", "--detach", "--", str(theirs), "HEAD")

    clone.done("sync")

    assert [each.name for each in (clone.root / ".git/worktrees").iterdir()] == ["join-of-two-branches"]
    assert (theirs / "policies/severity.yaml").read_text() == SEVERITIES
