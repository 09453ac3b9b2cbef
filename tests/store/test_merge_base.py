"""The commit that a revision and HEAD have in common, and what of its files may differ from the work tree."""

import os
import subprocess
from pathlib import Path

import pytest

from incitrack.errors import GitError, UsageError
from incitrack.store.merge_base import EarlierFiles, earlier_files, merge_base
from incitrack.store.repository import find_repository
from tests.git_folder import GitFolder
from tests.store.conftest import RECORD

OTHER = "incidents/2026/INC-2026-0043.md"


def base(folder: GitFolder, revision: str) -> str:
    return merge_base(find_repository(folder.root), revision)


def files(folder: GitFolder, commit: str = "HEAD", largest: int = 1000) -> EarlierFiles:
    repository = find_repository(folder.root)
    return earlier_files(repository, commit, ("incidents", "policies"), suffixes=(".md", ".yaml"), largest=largest)


def test_is_where_two_branches_parted(folder: GitFolder) -> None:
    parted = folder.head
    folder.git("checkout", "--quiet", "-b", "side")
    folder.commit("one")
    folder.git("checkout", "--quiet", "main")
    main = folder.commit("two")
    folder.git("checkout", "--quiet", "side")
    assert base(folder, "main") == parted
    assert base(folder, "HEAD") == folder.head
    assert base(folder, main[:10]) == parted
    assert base(folder, "main~1") == parted


@pytest.mark.parametrize(
    "revision",
    [
        "nowhere",
        "",
        "-",
        "-h",
        "--output=pwned",
        "--all",
        "--upload-pack=touch pwned",
        "^main",
        "main..main",
        "main --output=pwned",
        "main\n--output=pwned",
        "main\0",
        "HEAD^{tree}",
        "HEAD:notes.md",
        "main^@",
        "0123456789012345678901234567890123456789",
        "\udcff",
        "main@{9999}",
        ":/[",
    ],
)
def test_what_names_no_commit_is_wrong_usage_and_no_option_of_gits(folder: GitFolder, revision: str) -> None:
    before = sorted(path.name for path in folder.root.iterdir())
    with pytest.raises(UsageError, match="names no commit of this repository"):
        base(folder, revision)
    assert sorted(path.name for path in folder.root.iterdir()) == before


def test_a_branch_whose_name_begins_like_an_option_is_reached_by_its_full_name(folder: GitFolder) -> None:
    folder.git("update-ref", "refs/heads/--output=x", "HEAD")
    with pytest.raises(UsageError):
        base(folder, "--output=x")
    assert base(folder, "refs/heads/--output=x") == folder.head


def test_histories_that_have_nothing_in_common_are_named(folder: GitFolder) -> None:
    folder.git("checkout", "--quiet", "--orphan", "other")
    folder.commit("another beginning")
    with pytest.raises(GitError, match="HEAD and main have no commit in common"):
        base(folder, "main")


def test_a_shallow_clone_that_ends_too_soon_says_how_to_deepen_it(folder: GitFolder, tmp_path: Path) -> None:
    folder.git("checkout", "--quiet", "-b", "side")
    folder.commit("one")
    folder.commit("two")
    folder.git("checkout", "--quiet", "main")
    folder.commit("three")
    address = folder.root.as_uri()
    folder.git(
        "clone", "--quiet", "--depth=1", "--no-single-branch", "--branch=side", address, str(tmp_path / "c")
    )
    clone = GitFolder(tmp_path / "c", init=False)
    with pytest.raises(GitError, match="this clone is shallow") as raised:
        base(clone, "origin/main")
    assert raised.value.hint is not None
    assert "fetch-depth: 0" in raised.value.hint
    clone.git("fetch", "--quiet", "--unshallow")
    assert base(clone, "origin/main") == folder.git("rev-parse", "main~1").strip()


def test_a_branch_without_a_commit_has_no_base(folder: GitFolder) -> None:
    folder.git("checkout", "--quiet", "--orphan", "new")
    with pytest.raises(GitError, match="nothing is committed"):
        base(folder, "main")


def test_a_repository_that_git_will_not_look_into_is_not_the_revisions_fault(folder: GitFolder) -> None:
    (folder.root / ".git/config").write_text("[broken\n")
    with pytest.raises(GitError, match="config"):
        base(folder, "main")


def test_nothing_differs_from_a_clean_work_tree(folder: GitFolder) -> None:
    assert files(folder) == EarlierFiles("HEAD", frozenset({RECORD}), {})


def test_whatever_differs_is_read_staged_or_not_committed_or_not(folder: GitFolder) -> None:
    first = folder.head
    folder.write(OTHER, "other\n")
    folder.write("policies/severity.yaml", "one\n")
    folder.write("policies/readme.txt", "no record\n")
    second = folder.commit()
    folder.write(RECORD, "after\n")
    assert files(folder).contents == {RECORD: b"before\n"}
    folder.git("add", RECORD)
    folder.write("policies/severity.yaml", "two\n")
    assert files(folder).contents == {RECORD: b"before\n", "policies/severity.yaml": b"one\n"}
    folder.commit()
    (folder.root / OTHER).unlink()
    found = files(folder, second)
    assert found.contents == {RECORD: b"before\n", "policies/severity.yaml": b"one\n", OTHER: b"other\n"}
    assert found.paths == frozenset({RECORD, OTHER, "policies/severity.yaml"})
    assert files(folder, first) == EarlierFiles(first, frozenset({RECORD}), {RECORD: b"before\n"})


def test_two_files_of_the_same_content_are_both_read(folder: GitFolder) -> None:
    folder.write(OTHER, "before\n")
    folder.commit()
    folder.git("rm", "--quiet", "-r", "incidents")
    assert files(folder).contents == {RECORD: b"before\n", OTHER: b"before\n"}


def test_a_file_that_git_no_longer_follows_may_differ(folder: GitFolder) -> None:
    folder.git("rm", "--quiet", "--cached", RECORD)
    assert files(folder).contents == {RECORD: b"before\n"}


def test_links_and_files_that_are_too_large_are_left_out(folder: GitFolder) -> None:
    (folder.root / OTHER).symlink_to("nowhere.md")
    folder.write("incidents/2026/INC-2026-0044.md", "x" * 1001)
    folder.commit()
    folder.git("rm", "--quiet", "-r", "incidents")
    assert files(folder) == EarlierFiles("HEAD", frozenset({RECORD}), {RECORD: b"before\n"})


def test_line_ends_that_git_turns_around_make_no_difference(folder: GitFolder) -> None:
    folder.git("config", "core.autocrlf", "true")
    folder.git("rm", "--quiet", "--cached", "-r", ".")
    folder.git("reset", "--quiet", "--hard")
    assert folder.read(RECORD) == "before\r\n"
    assert files(folder).contents == {}


def test_odd_names_and_odd_settings_change_nothing(folder: GitFolder) -> None:
    odd = os.fsdecode('incidents/ä "q"\n/'.encode() + b"\xff/INC-2026-0050.md")
    folder.write(odd, "odd\n")
    folder.commit()
    for setting in ("diff.noprefix=true", "diff.renames=copies", "diff.orderFile=nowhere", "core.quotePath=true"):
        folder.git("config", *setting.split("="))
    (folder.root / odd).rename(folder.root / OTHER)
    assert files(folder).contents == {odd: b"odd\n"}


def test_a_file_without_read_permission_stops_nothing(as_nobody: Path) -> None:
    folder = GitFolder(as_nobody / "repository")
    folder.write(RECORD, "before\n")
    folder.commit()
    (folder.root / RECORD).chmod(0)
    assert files(folder).contents == {RECORD: b"before\n"}


def test_in_the_middle_of_a_merge_both_sides_may_differ(folder: GitFolder) -> None:
    start = folder.head
    folder.git("checkout", "--quiet", "-b", "side")
    folder.write(RECORD, "theirs\n")
    folder.commit()
    folder.git("checkout", "--quiet", "main")
    folder.write(RECORD, "ours\n")
    folder.commit()
    done = subprocess.run(["git", "merge", "side"], cwd=folder.root, capture_output=True, check=False)
    assert done.returncode == 1
    assert files(folder, start).contents == {RECORD: b"before\n"}


def test_reading_takes_no_lock(folder: GitFolder) -> None:
    (folder.root / ".git/index.lock").touch()
    folder.write(RECORD, "after\n")
    assert base(folder, "main") == folder.head
    assert files(folder).contents == {RECORD: b"before\n"}
