"""What versions of records say, read out of Git's store by the names of their contents."""

import pytest

from incitrack.records.folder import LARGEST
from incitrack.store.git import Git
from incitrack.store.versions import Versions
from tests.git_folder import GitFolder

ABSENT = "0123456789" * 4


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_content_is_read_in_any_number_of_processes(folder: GitFolder, jobs: int) -> None:
    texts = [f"{number}\n" + "x" * (LARGEST // 2) for number in range(7)]
    names = [hashed(folder, text) for text in texts]
    versions: Versions[str] = Versions(Git(folder.root), str.swapcase, "", jobs=jobs)
    versions.read([*names, None, *names])
    assert [versions.of(name) for name in names] == [text.swapcase() for text in texts]
    assert versions.of(None) == ""


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_too_large_or_not_there_says_nothing(folder: GitFolder, jobs: int) -> None:
    name = hashed(folder, "x" * (LARGEST + 1))
    versions: Versions[str] = Versions(Git(folder.root), str.swapcase, "nothing", jobs=jobs)
    versions.read([name, ABSENT])
    for each in (name, ABSENT):
        assert versions.of(each) == "nothing"
        assert versions.is_too_large(each)


def test_what_is_known_is_not_read_until_it_is_let_go(folder: GitFolder) -> None:
    name, other = hashed(folder, "words"), hashed(folder, "more")
    versions: Versions[str] = Versions(Git(folder.root), str.swapcase, "")
    versions.know(name, "as it was told")
    versions.read([name, other])
    assert (versions.of(name), versions.of(other)) == ("as it was told", "MORE")
    versions.keep([other, None])
    versions.read([name])
    assert (versions.of(name), versions.of(other)) == ("WORDS", "MORE")


def hashed(folder: GitFolder, text: str) -> str:
    """The name of a content that is put into the store."""
    return folder.git("hash-object", "-w", "--stdin", given=text).strip()
