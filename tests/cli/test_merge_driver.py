"""The merge driver where Git runs it: merge, rebase, cherry-pick, stash and merge-tree, in real repositories."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from incitrack.cli.main import run
from incitrack.store.merge_driver_config import driver_command
from tests.builders import incident_text, postmortem_text
from tests.merging.branches import POSTMORTEM, Branches

REPORTED = "- `2026-11-20T14:10Z` **reported** @synthetics: Probe fails."
OURS = "- `2026-11-20T14:20Z` **update** @maria: The pool is exhausted."
THEIRS = "- `2026-11-20T14:15Z` **update** @jdoe: The database answers."
BASE = incident_text(timeline=[REPORTED])
WITH_OURS = incident_text(timeline=[REPORTED, OURS])
WITH_THEIRS = incident_text(timeline=[REPORTED, THEIRS])
BOTH = incident_text(timeline=[REPORTED, THEIRS, OURS])


@pytest.fixture
def both(tmp_path: Path) -> Branches:
    """Each side with an entry more."""
    branches = Branches(tmp_path / "records", BASE)
    branches.side("theirs", WITH_THEIRS)
    branches.side("ours", WITH_OURS)
    branches.git("checkout", "--quiet", "ours")
    return branches


def test_a_merge_holds_the_entries_of_both(both: Branches) -> None:
    both.git("merge", "--quiet", "theirs")
    assert both.merged == BOTH


def test_a_rebase_holds_them(both: Branches) -> None:
    both.git("rebase", "--quiet", "theirs")
    assert both.merged == BOTH
    assert both.commits == 3


def test_a_cherry_pick_holds_them_and_the_merge_after_it_no_entry_twice(both: Branches) -> None:
    both.git("cherry-pick", "theirs")
    assert both.merged == BOTH
    both.git("merge", "--quiet", "theirs")
    assert both.merged == BOTH


def test_a_stash_holds_them(both: Branches) -> None:
    both.git("checkout", "--quiet", "main")
    both.write(both.path, WITH_OURS)
    both.git("stash", "--quiet")
    both.git("merge", "--quiet", "theirs")
    both.git("stash", "pop", "--quiet")
    assert both.merged == BOTH


def test_a_merge_without_a_work_tree_holds_them(both: Branches) -> None:
    tree = both.git("merge-tree", "--write-tree", "ours", "theirs").strip()
    assert both.git("show", f"{tree}:{both.path}") == BOTH


def test_a_revert_of_an_earlier_commit_takes_back_its_entry_alone(both: Branches) -> None:
    first = both.head
    both.git("merge", "--quiet", "theirs")
    both.git("revert", "--no-edit", first)
    assert both.merged == WITH_THEIRS


def test_branches_that_merged_each_other_merge_again(both: Branches) -> None:
    ours = both.head
    both.git("merge", "--quiet", "--no-ff", "theirs")
    both.write(both.path, BOTH + "- `2026-11-20T14:30Z` **update** @maria: Ours again.\n")
    both.commit()
    both.git("checkout", "--quiet", "theirs")
    both.git("merge", "--quiet", "--no-ff", ours)
    both.write(both.path, BOTH + "- `2026-11-20T14:25Z` **update** @jdoe: Theirs again.\n")
    both.commit()
    assert len(both.git("merge-base", "--all", "ours", "theirs").split()) == 2
    both.git("merge", "--quiet", "ours")
    assert [line[3:20] for line in both.merged.splitlines() if line.startswith("- ")] == [
        f"2026-11-20T14:{minute}Z" for minute in (10, 15, 20, 25, 30)
    ]


def test_a_conflict_leaves_the_path_unmerged_between_gits_markers(tmp_path: Path) -> None:
    branches = Branches(tmp_path / "records", BASE)
    branches.side("theirs", WITH_THEIRS.replace("P2", "P3"))
    branches.side("ours", WITH_OURS.replace("P2", "P1"))
    branches.git("checkout", "--quiet", "ours")
    assert branches.tried("merge", "theirs") == 1
    assert branches.unmerged == [branches.path]
    lines = branches.merged.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("<<<<<<< "))
    assert lines[start + 1 : start + 4] == ["severity: P1", "=======", "severity: P3"]
    assert lines[start + 4].startswith(">>>>>>> ")
    del lines[start : start + 5]
    lines.insert(start, "severity: P2")
    assert lines == BOTH.splitlines()


def test_a_conflict_shows_what_was_there_where_git_is_told_to(tmp_path: Path) -> None:
    action = "\n  - title: Alert\n    id: A1\n    owner: jdoe\n    due: 2026-12-01"
    first = "- `2026-11-20T14:15Z` **update** @jdoe: First."
    base = incident_text(timeline=[REPORTED, first], body="## Summary\n\nFirst.", actions=action)
    branches = Branches(tmp_path / "records", base)
    branches.git("config", "merge.conflictStyle", "diff3")
    for side in ("ours", "theirs"):
        text = base.replace("First.", f"Of {side}.").replace("P2", {"ours": "P1"}.get(side, "P3"))
        branches.side(side, text.replace("Alert", f"Alert {side}"))
    branches.git("checkout", "--quiet", "ours")
    assert branches.tried("merge", "theirs") == 1
    blocks = [each.split("=======")[0].split("\n", 1)[1] for each in branches.merged.split("|||||||")[1:]]
    assert blocks == ["severity: P2\n", "  - title: Alert\n", "First.\n", first + "\n"]


def test_a_postmortem_merges_by_field_and_its_prose_as_text(tmp_path: Path) -> None:
    action = "\n  - id: A1\n    title: Alert at 80%\n    owner: jdoe\n    due: 2026-12-01"
    base = postmortem_text(actions=action)
    branches = Branches(tmp_path / "records", base, path=POSTMORTEM)
    branches.side("theirs", base.replace("due: 2026-12-01", "due: 2026-12-08").replace("draft", "in-review"))
    ours = base.replace("owner: jdoe", "owner: sam").replace("too small.", "too small.\n\n## Lessons\n\nTest it.")
    branches.side("ours", ours)
    branches.git("checkout", "--quiet", "ours")
    branches.git("merge", "--quiet", "theirs")
    expected = ours.replace("due: 2026-12-01", "due: 2026-12-08").replace("draft", "in-review")
    assert branches.merged == expected


def test_two_records_of_one_id_conflict(tmp_path: Path) -> None:
    branches = Branches(tmp_path / "records", None)
    branches.side("theirs", incident_text(title="Mail is late", timeline=[THEIRS.replace("update", "reported")]))
    branches.side("ours", WITH_OURS)
    branches.git("checkout", "--quiet", "ours")
    assert branches.tried("merge", "theirs") == 1
    assert "Mail is late" in branches.merged
    assert "Checkout returns 502" in branches.merged


def test_the_same_record_added_by_both_does_not(tmp_path: Path) -> None:
    branches = Branches(tmp_path / "records", None)
    branches.side("theirs", BASE)
    branches.side("ours", BASE)
    branches.git("checkout", "--quiet", "ours")
    branches.git("merge", "--quiet", "theirs")
    assert branches.merged == BASE


def test_a_file_of_any_name_is_merged(tmp_path: Path) -> None:
    path = "incidents/2026/$(touch pwned) 'x' \"y\" %A; -m.md"
    branches = Branches(tmp_path / "records", BASE, path=path)
    branches.side("theirs", WITH_THEIRS)
    branches.side("ours", WITH_OURS)
    branches.git("checkout", "--quiet", "ours")
    branches.git("merge", "--quiet", "theirs")
    assert branches.merged == BOTH
    assert not (branches.root / "pwned").exists()


def test_a_package_in_the_work_tree_is_never_run(both: Branches) -> None:
    for name in ("incitrack", "click"):
        both.write(f"{name}/__init__.py", "open('pwned', 'w')\n")
        both.write(f"{name}/__main__.py", "open('pwned', 'w')\n")
    both.git("merge", "--quiet", "theirs")
    assert both.merged == BOTH
    assert not (both.root / "pwned").exists()


def test_where_the_program_is_gone_git_merges_texts(both: Branches, tmp_path: Path) -> None:
    both.git("config", "merge.incitrack.driver", driver_command(str(tmp_path / "gone" / "python")))
    assert both.tried("merge", "theirs") == 1
    assert both.unmerged == [both.path]
    assert OURS in both.merged
    assert THEIRS in both.merged
    assert "<<<<<<< ours\n" in both.merged


def test_where_the_program_is_gone_a_clean_merge_of_texts_is_clean(tmp_path: Path) -> None:
    branches = Branches(tmp_path / "records", BASE)
    branches.git("config", "merge.incitrack.driver", driver_command("/bin/false"))
    branches.side("theirs", BASE.replace("title: Checkout", "title: The checkout"))
    branches.side("ours", WITH_OURS)
    branches.git("checkout", "--quiet", "ours")
    branches.git("merge", "--quiet", "theirs")
    assert branches.merged == WITH_OURS.replace("title: Checkout", "title: The checkout")


def test_the_bare_command_of_the_documentation_is_enough(both: Branches, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    both.git("config", "merge.incitrack.driver", "incitrack merge-driver %O %A %B %P")
    both.git("merge", "--quiet", "theirs")
    assert both.merged == BOTH


def test_labels_and_the_size_of_markers_are_gits(tmp_path: Path) -> None:
    texts = {"base": BASE, "ours": BASE.replace("P2", "P1"), "theirs": BASE.replace("P2", "P3")}
    files = [tmp_path / name for name in texts]
    for file, text in zip(files, texts.values(), strict=True):
        file.write_text(text)
    options = ["--marker-size=9", "--our-label=HEAD", "--their-label=%Y"]
    assert run(["merge-driver", *options, "--", *map(str, files), "incidents/x.md"]) == 1
    merged = files[1].read_text()
    assert "<<<<<<<<< HEAD\nseverity: P1\n=========\nseverity: P3\n>>>>>>>>> theirs\n" in merged


PROGRAM = """
import sys
from incitrack.cli.main import run
status = run(sys.argv[1:])
print(" ".join(sys.modules))
sys.exit(status)
"""


def test_entries_alone_are_merged_without_any_heavy_library(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for file, text in zip(files, (BASE, WITH_OURS, WITH_THEIRS), strict=True):
        file.write_text(text)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "merge-driver", *map(str, files), "x.md"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert files[1].read_text() == BOTH
    heavy = {"pydantic", "git", "holidays", "jinja2", "markdown_it", "incitrack.model.incident", "asyncio"}
    assert heavy.isdisjoint(done.stdout.split())
