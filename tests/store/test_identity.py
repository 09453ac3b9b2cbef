import pytest

from incitrack.store.identity import Identity, configured_identity
from incitrack.store.repository import find_repository
from tests.git_folder import GitFolder


def identity(folder: GitFolder) -> Identity:
    return configured_identity(find_repository(folder.root).git)


def test_a_handle_of_its_own_comes_first(folder: GitFolder) -> None:
    folder.git("config", "incitrack.handle", "mlo")
    assert identity(folder).handle == "mlo"


def test_the_address_is_the_one_git_would_write(folder: GitFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.git("config", "user.email", "user@example.org")
    assert identity(folder).email == "maria@example.org", "GIT_AUTHOR_EMAIL comes first"
    monkeypatch.delenv("GIT_AUTHOR_EMAIL")
    assert identity(folder).email == "user@example.org"
    folder.git("config", "author.email", "author@example.org")
    assert identity(folder).email == "author@example.org"
    assert "author@example.org" in folder.git("var", "GIT_AUTHOR_IDENT")


def test_an_address_git_makes_up_is_taken_too(folder: GitFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GIT_AUTHOR_EMAIL")
    monkeypatch.setenv("EMAIL", "mail@example.org")
    assert identity(folder).email == "mail@example.org"


def test_nobody_is_nobody(folder: GitFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GIT_AUTHOR_EMAIL")
    folder.git("config", "user.useConfigOnly", "true")
    assert identity(folder) == Identity(None, None)
