"""The policies as they were read last are those that the files say now, with the files that say so."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.records.archive import read_archive
from incitrack.records.cache import open_cache
from incitrack.records.cache_file import cache_folder
from incitrack.records.last_policies import policies_of, policy_reading_of
from incitrack.records.policy_files import read_policies
from tests.builders import SEVERITIES, write

VERSIONS = "versions: [{until: 2025-12-31, file: severity-2025.yaml}]\n"

Edit = tuple[str, str | None]
EDITS: list[Edit] = [
    ("policies/severity.yaml", SEVERITIES),
    ("policies/severity.yaml", "\ufeff" + SEVERITIES.replace("\n", "\r\n")),
    ("policies/severity.yaml", SEVERITIES + VERSIONS),
    ("policies/severity.yaml", "severities: {P1: {nam: Critical}}\n"),
    ("policies/severity.yaml", None),
    ("policies/severity-2025.yaml", SEVERITIES),
    ("policies/severity-2025.yaml", "severities: 7\n"),
    ("policies/severity-2025.yaml", None),
    ("policies/services.yaml", "services: {checkout: {}}\n"),
    ("policies/services.yaml", ""),
    ("policies/services.yaml", None),
    ("policies/notes.yaml", "{"),
    ("incitrack.yaml", "title: Ours\n"),
    ("incitrack.yaml", None),
]


@given(edits=st.lists(st.lists(st.sampled_from(EDITS), min_size=1, max_size=4), max_size=5))
def test_they_are_always_what_the_files_say(
    tmp_path_factory: pytest.TempPathFactory, edits: list[list[Edit]]
) -> None:
    root = tmp_path_factory.mktemp("root")
    for several in edits:
        for path, content in several:
            if content is None:
                (root / path).unlink(missing_ok=True)
            else:
                write(root, path, content)
        for _ in range(2):
            assert policy_reading_of(root) == read_policies(root)
            assert policies_of(root) == read_policies(root).policies


def test_a_link_a_pipe_or_a_folder_in_the_place_of_a_policy_is_named_each_time(tmp_path: Path) -> None:
    write(tmp_path, "policies/severity.yaml", SEVERITIES)
    assert policy_reading_of(tmp_path).unreadable == ()
    os.mkfifo(tmp_path / "policies/services.yaml")
    (tmp_path / "policies/checks.yaml").mkdir()
    (tmp_path / "incitrack.yaml").symlink_to(tmp_path / "nowhere")
    for _ in range(2):
        found = read_archive(tmp_path, cache=open_cache(tmp_path))
        assert [each.path for each in found.unreadable] == [
            "policies/services.yaml",
            "policies/checks.yaml",
            "incitrack.yaml",
        ]
        assert found == read_archive(tmp_path)


def test_policies_in_a_folder_that_may_not_be_listed_are_read_all_the_same(as_nobody: Path) -> None:
    write(as_nobody, "policies/severity.yaml", SEVERITIES)
    (as_nobody / "policies").chmod(0o300)
    for _ in range(2):
        assert policy_reading_of(as_nobody) == read_policies(as_nobody)
        assert policies_of(as_nobody).severity is not None
    (as_nobody / "policies").chmod(0o700)


@pytest.mark.parametrize("content", [b"", b"\x80", b"rubbish"])
def test_a_damaged_memory_is_none(tmp_path: Path, content: bytes) -> None:
    write(tmp_path, "policies/severity.yaml", SEVERITIES)
    expected = policy_reading_of(tmp_path)
    kept = cache_folder(tmp_path) / "last-policies"
    kept.write_bytes(kept.read_bytes()[:-9] + content)
    assert policy_reading_of(tmp_path) == expected == policy_reading_of(tmp_path)
