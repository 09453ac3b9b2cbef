"""From a remote's address to the pages of its files, for the hosts that are known, with nothing private in it."""

from pathlib import Path

import pytest

from incitrack.model.policies import Policies
from incitrack.model.settings import Settings, SiteSettings
from incitrack.records.git_folder import git_folder, main_branch, origin_address
from incitrack.website.build import repository_of
from incitrack.website.source_links import repository_at, repository_of_remote
from tests.builders import write
from tests.git_folder import GitFolder
from tests.website.built_site import BuiltSite, build

PATH = "incidents/2026/INC-2026-0042.md"


@pytest.mark.parametrize(
    ("remote", "file", "history"),
    [
        (
            "https://github.com/o/r.git",
            "https://github.com/o/r/blob/main/",
            "https://github.com/o/r/commits/main/",
        ),
        (
            "https://gitlab.com/group/sub/r.git",
            "https://gitlab.com/group/sub/r/-/blob/main/",
            "https://gitlab.com/group/sub/r/-/commits/main/",
        ),
        (
            "git@codeberg.org:o/r.git",
            "https://codeberg.org/o/r/src/branch/main/",
            "https://codeberg.org/o/r/commits/branch/main/",
        ),
        (
            "http://forgejo.example.org:3000/o/r",
            "http://forgejo.example.org:3000/o/r/src/branch/main/",
            "http://forgejo.example.org:3000/o/r/commits/branch/main/",
        ),
        (
            "ssh://git@gitlab.example.org:2222/o/r.git",
            "https://gitlab.example.org/o/r/-/blob/main/",
            "https://gitlab.example.org/o/r/-/commits/main/",
        ),
        (
            "ssh://git@ssh.github.com:443/o/r.git",
            "https://github.com/o/r/blob/main/",
            "https://github.com/o/r/commits/main/",
        ),
        (
            "git@bitbucket.org:o/r.git",
            "https://bitbucket.org/o/r/src/main/",
            "https://bitbucket.org/o/r/history-node/main/",
        ),
    ],
)
def test_a_known_host_shows_the_file_and_its_history(remote: str, file: str, history: str) -> None:
    repository = repository_of_remote(remote, "main")

    assert repository is not None
    assert repository.file(PATH) == f"{file}{PATH}"
    assert repository.history(PATH) == f"{history}{PATH}"


@pytest.mark.parametrize(
    "remote", ["/srv/github/o/r.git", "file:///srv/github/o/r.git", "https://git.example.org/o/r"]
)
def test_where_no_known_forge_answers_there_is_no_link(remote: str) -> None:
    assert repository_of_remote(remote, "main") is None


def test_the_settings_override_the_remote() -> None:
    assert repository_at("https://git.example.org/o/r/", "main").file(PATH) == (
        f"https://git.example.org/o/r/blob/main/{PATH}"
    )


def test_a_name_and_a_password_in_the_settings_get_into_no_link() -> None:
    assert repository_at("https://maria:s3cret@github.com/o/r.git/", "main").file("x") == (
        "https://github.com/o/r/blob/main/x"
    )


def test_a_branch_with_a_slash_and_odd_characters_is_quoted() -> None:
    assert repository_at("https://github.com/o/r", "a/b#c").file("x y") == (
        "https://github.com/o/r/blob/a/b%23c/x%20y"
    )


def test_what_git_says_of_itself_is_read_without_git(tmp_path: Path) -> None:
    repository = GitFolder(tmp_path / "r")
    repository.git("remote", "add", "other", "https://github.com/other/other")
    repository.git("remote", "add", "origin", "git@github.com:o/r.git")
    repository.git("checkout", "-q", "-b", "feature/x")
    git = git_folder(repository.root)

    assert git is not None
    assert origin_address(git) == "git@github.com:o/r.git"
    assert main_branch(git) == "feature/x"


def test_the_branch_that_the_remote_calls_its_own_comes_first(tmp_path: Path) -> None:
    away = GitFolder(tmp_path / "away")
    away.commit()
    away.git("branch", "--move", "trunk")
    here = GitFolder(tmp_path / "here", init=False)
    away.git("clone", "--quiet", str(away.root), str(here.root))
    here.git("checkout", "-q", "-b", "incident/INC-2026-0001")
    git = git_folder(here.root)

    assert git is not None
    assert main_branch(git) == "trunk"


def test_a_linked_work_tree_shares_its_remote(tmp_path: Path) -> None:
    main = GitFolder(tmp_path / "main")
    main.commit()
    main.git("remote", "add", "origin", "https://github.com/o/r")
    main.git("worktree", "add", "--quiet", "-b", "side", str(tmp_path / "side"))
    git = git_folder(tmp_path / "side")

    assert git is not None
    assert origin_address(git) == "https://github.com/o/r"
    assert main_branch(git) == "side"


def test_a_detached_head_is_called_head(tmp_path: Path) -> None:
    repository = GitFolder(tmp_path / "r")
    repository.commit()
    repository.git("checkout", "-q", "--detach")
    git = git_folder(repository.root)

    assert git is not None
    assert main_branch(git) == "HEAD"


def test_a_plain_folder_has_no_git_folder(tmp_path: Path) -> None:
    assert git_folder(tmp_path) is None
    assert repository_of(tmp_path, Policies()) is None


def test_a_setting_that_is_no_web_address_is_passed_over(tmp_path: Path) -> None:
    settings = Settings(site=SiteSettings(repository="mailto:jane@example.org"))

    assert repository_of(tmp_path, Policies(settings=settings)) is None


def test_pages_link_to_their_source_where_there_is_a_remote_else_name_the_path(root: Path) -> None:
    build(root)
    plain = BuiltSite(root.parent / "site")["incidents/INC-2026-0042/"]
    write(root, ".git/config", '[remote "origin"]\n\turl = https://user:secret@github.com/o/r.git\n')
    write(root, ".git/HEAD", "ref: refs/heads/main\n")
    build(root)
    linked = BuiltSite(root.parent / "site")["incidents/INC-2026-0042/"]

    assert PATH in plain.text
    assert not plain.external
    assert linked.external == [
        f"https://github.com/o/r/blob/main/{PATH}",
        f"https://github.com/o/r/commits/main/{PATH}",
    ]
    assert "secret" not in linked.html
