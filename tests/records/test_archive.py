"""The archive: every readable record, every broken file with its reason, with a cache and without."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incitrack.errors import UnreadableError, UsageError
from incitrack.records.archive import Archive, read_archive
from incitrack.records.cache import Cache, open_cache
from incitrack.records.cache_file import cache_folder
from incitrack.records.folder import LARGEST
from incitrack.records.one_record import read_incident, read_postmortem
from tests.builders import (
    archive,
    archive_folder,
    incident_text,
    postmortem_text,
    write,
    write_incident,
    write_postmortem,
)


def reasons(found: Archive) -> list[tuple[str, str]]:
    return [(each.path, problem.code) for each in found.unreadable for problem in each.problems]


def test_a_folder_is_read_whole(tmp_path: Path) -> None:
    archive_folder(tmp_path, incident_text(id="INC-2026-0001"), incident_text(id="INC-2025-0007"))
    write_postmortem(tmp_path, id="INC-2026-0001")
    found = read_archive(tmp_path)
    assert [record.id for record in found.incidents] == ["INC-2025-0007", "INC-2026-0001"]
    assert found.postmortem_of("INC-2026-0001") is not None
    assert found.exists("INC-2026-0001")
    assert not found.exists("INC-2026-0002")
    assert found.unreadable == ()


def test_an_empty_folder_is_an_empty_archive(tmp_path: Path) -> None:
    found = read_archive(tmp_path)
    assert (found.incidents, found.unreadable, found.policies.severity) == ((), (), None)


def test_one_broken_record_stops_no_other_and_its_number_is_taken(tmp_path: Path) -> None:
    found = archive(tmp_path, incident_text(id="INC-2026-0001"), incident_text(id="INC-2026-0002", title=None))
    assert [record.id for record in found.incidents] == ["INC-2026-0001"]
    assert reasons(found) == [("incidents/2026/INC-2026-0002.md", "INC004")]
    assert found.exists("INC-2026-0002")


def test_a_file_of_exactly_a_mebibyte_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    text = incident_text(id="INC-2026-0001")
    write_incident(tmp_path, text + " " * (LARGEST - len(text)), id="INC-2026-0001")
    write_incident(tmp_path, text + " " * (LARGEST - len(text) + 1), id="INC-2026-0002")
    found = read_archive(tmp_path)
    assert len(found.incidents) == 1
    assert reasons(found) == [("incidents/2026/INC-2026-0002.md", "INC001")]


def test_bytes_that_are_not_utf_8_are_named_in_their_line(tmp_path: Path) -> None:
    path = write_incident(tmp_path)
    path.write_bytes(path.read_bytes() + b"\n\nca\xe9\n")
    (broken,) = read_archive(tmp_path).unreadable
    assert broken.problems[0].place.line == 1
    assert f"0xE9 in line {path.read_bytes().count(bytes([10]))} " in broken.problems[0].message


@pytest.mark.parametrize(
    "name", ["notes.md", "INC-2026-42.md", "inc-2026-0001.md", "INC-２０２６-0001.md", "INC-2026-0001\n.md"]
)
def test_a_markdown_file_whose_name_is_no_id_is_named(tmp_path: Path, name: str) -> None:
    write(tmp_path, f"incidents/2026/{name}", incident_text())
    assert reasons(read_archive(tmp_path)) == [(f"incidents/2026/{name}", "INC001")]


def test_other_files_are_passed_over(tmp_path: Path) -> None:
    for name in [".gitkeep", "README.txt", "a.png", "x.markdown"]:
        write(tmp_path, f"incidents/2026/{name}", "x")
    assert read_archive(tmp_path).unreadable == ()


def test_links_folders_and_pipes_in_place_of_records_are_named_and_never_followed(tmp_path: Path) -> None:
    secret = write(tmp_path, "secret", incident_text(id="INC-2026-0001"))
    year = tmp_path / "incidents/2026"
    year.mkdir(parents=True)
    (year / "INC-2026-0001.md").symlink_to(secret)
    (year / "INC-2026-0002.md").mkdir()
    os.mkfifo(year / "INC-2026-0003.md")
    (year / "INC-2026-0004.md").symlink_to(tmp_path / "nowhere")
    (tmp_path / "incidents/etc").symlink_to("/etc")
    (tmp_path / "postmortems").symlink_to(year)
    found = read_archive(tmp_path)
    assert found.incidents == ()
    assert sorted(reasons(found)) == [
        ("incidents/2026/INC-2026-0001.md", "INC001"),
        ("incidents/2026/INC-2026-0002.md", "INC001"),
        ("incidents/2026/INC-2026-0003.md", "INC001"),
        ("incidents/2026/INC-2026-0004.md", "INC001"),
        ("incidents/etc", "INC001"),
        ("postmortems", "INC001"),
    ]


def test_a_file_without_read_permission_is_named_and_the_others_are_read(as_nobody: Path) -> None:
    archive_folder(as_nobody, incident_text(id="INC-2026-0001"), incident_text(id="INC-2026-0002"))
    (as_nobody / "incidents/2026/INC-2026-0002.md").chmod(0)
    found = read_archive(as_nobody)
    assert [record.id for record in found.incidents] == ["INC-2026-0001"]
    assert reasons(found) == [("incidents/2026/INC-2026-0002.md", "INC001")]


def test_a_cache_changes_nothing_and_follows_the_content(tmp_path: Path) -> None:
    archive_folder(
        tmp_path, incident_text(id="INC-2026-0001", owner="maria"), incident_text(id="INC-2026-0002", titel="x")
    )
    write_postmortem(tmp_path, id="INC-2026-0001", factors="[{factor: late-detection, detail: x}]")
    without = read_archive(tmp_path)
    assert read_archive(tmp_path, cache=open_cache(tmp_path)) == without
    assert read_archive(tmp_path, cache=open_cache(tmp_path)) == without
    write_incident(tmp_path, id="INC-2026-0001", owner="jdoe")
    changed = read_archive(tmp_path, cache=open_cache(tmp_path))
    assert changed == read_archive(tmp_path)
    assert changed.incidents[0].incident.owner == "jdoe"


@given(content=st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_cache_is_no_cache(tmp_path: Path, content: bytes) -> None:
    archive_folder(tmp_path, incident_text(id="INC-2026-0001"))
    read_archive(tmp_path, cache=open_cache(tmp_path))
    file = cache_folder(tmp_path) / "records.cache"
    file.write_bytes(file.read_bytes()[:16] + content)
    assert len(read_archive(tmp_path, cache=open_cache(tmp_path)).incidents) == 1


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    archive_folder(tmp_path, incident_text(id="INC-2026-0001"))
    assert len(read_archive(tmp_path, cache=Cache(Path("/proc/nowhere/records.cache"))).incidents) == 1


def test_the_cache_lies_under_the_git_directory_or_where_the_variable_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cache_folder(tmp_path).parent == Path(os.environ["XDG_CACHE_HOME"]) / "incitrack"
    (tmp_path / ".git").mkdir()
    assert cache_folder(tmp_path) == tmp_path / ".git/incitrack"
    monkeypatch.setenv("INCITRACK_CACHE", str(tmp_path / "elsewhere"))
    assert cache_folder(tmp_path).parent == tmp_path / "elsewhere"


def test_two_readers_at_once_leave_a_whole_cache(tmp_path: Path) -> None:
    archive_folder(tmp_path, *(incident_text(id=f"INC-2026-{n:04d}") for n in range(1, 30)))
    one, other = open_cache(tmp_path), open_cache(tmp_path)
    read_archive(tmp_path, cache=one)
    read_archive(tmp_path, cache=other)
    assert len(read_archive(tmp_path, cache=open_cache(tmp_path)).incidents) == 29
    assert sorted(file.name for file in cache_folder(tmp_path).iterdir()) == ["last-policies", "records.cache"]


def test_many_files_are_read_by_several_processes_alike(tmp_path: Path) -> None:
    texts = [incident_text(id=f"INC-2026-{n:04d}", owner="maria" if n % 7 else "Maria") for n in range(1, 451)]
    told: list[tuple[int, int]] = []
    found = read_archive(
        archive_folder(tmp_path, *texts), on_progress=lambda done, total: told.append((done, total))
    )
    assert len(found.incidents) + len(found.unreadable) == 450
    assert found.incidents[0] == read_incident(tmp_path, "INC-2026-0001")
    assert told[-1] == (450, 450)


def test_one_record_is_read_alone(tmp_path: Path) -> None:
    archive_folder(tmp_path, incident_text(id="INC-2026-0001"), incident_text(id="INC-2026-0002", title=None))
    assert read_incident(tmp_path, "INC-2026-0001").id == "INC-2026-0001"
    assert read_postmortem(tmp_path, "INC-2026-0001") is None
    with pytest.raises(UsageError, match="does not exist"):
        read_incident(tmp_path, "INC-2026-0003")
    with pytest.raises(UnreadableError, match="title is missing") as caught:
        read_incident(tmp_path, "INC-2026-0002")
    assert str(caught.value.place) == "incidents/2026/INC-2026-0002.md:1:1"


def test_a_record_is_not_read_through_a_linked_folder(tmp_path: Path) -> None:
    write_incident(tmp_path / "other", id="INC-2026-0001")
    (tmp_path / "incidents").symlink_to(tmp_path / "other/incidents")
    with pytest.raises(UnreadableError, match="symbolic link"):
        read_incident(tmp_path, "INC-2026-0001")


FIELDS = """\
x-regulated: {type: boolean, label: Reportable}
x-region: {type: list, choices: [eu, us]}
x-count: {type: integer}
"""


@pytest.mark.parametrize(
    ("name", "value", "reads"),
    [
        ("x-regulated", "true", True),
        ("x-regulated", "yes", False),
        ("x-region", "[eu]", True),
        ("x-region", "[mars]", False),
        ("x-region", "eu", False),
        ("x-count", "3", True),
        ("x-count", "'3'", False),
        ("x-undeclared", "{a: [b]}", True),
    ],
)
def test_declared_fields_are_held_to_their_declaration(tmp_path: Path, name: str, value: str, reads: bool) -> None:
    write(tmp_path, "policies/fields.yaml", FIELDS)
    found = archive(tmp_path, incident_text(id="INC-2026-0001", **{name: value}))
    assert [code for _, code in reasons(found)] == ([] if reads else ["INC005"])
    assert len(found.incidents) == (1 if reads else 0)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"status": "published"}, [("INC004", 1)] * 3),
        (
            {"status": "published", "authors": "[]", "trigger": "x", "published_at": "2026-11-24T09:00Z"},
            [("INC005", 5)],
        ),
        ({"method": "six-whys"}, [("INC005", 5)]),
        ({"factors": "[{detail: x}]"}, [("INC004", 5)]),
        ({"factors": "[late-detection]"}, [("INC005", 5)]),
        ({"runbook": "{used: true, link: 'https://example.org'}"}, []),
        ({"faciliator": "kim"}, [("INC003", 5)]),
    ],
)
def test_a_postmortem_is_read_as_strictly(
    tmp_path: Path, fields: dict[str, str], expected: list[tuple[str, int]]
) -> None:
    write_postmortem(tmp_path, postmortem_text(incident="INC-2026-0042", **fields))
    found = read_archive(tmp_path)
    problems = [(p.code, p.place.line) for each in found.unreadable for p in each.problems]
    assert problems == expected


def test_a_record_that_was_read_before_is_read_the_same_and_follows_every_edit(tmp_path: Path) -> None:
    for fields in [{}, {"owner": "maria"}, {"owner": "maria"}, {"title": "Another"}]:
        file = write_incident(tmp_path, id="INC-2026-0001", **fields)
        assert read_incident(tmp_path, "INC-2026-0001") == read_archive(tmp_path).incidents[0]
        file.write_text(file.read_text() + "- `2026-11-20T14:20Z` **update**: More.\n")
        assert read_incident(tmp_path, "INC-2026-0001") == read_archive(tmp_path).incidents[0]
        file.write_text(file.read_text() + "- nonsense\n")
        with pytest.raises(UnreadableError, match="not an entry"):
            read_incident(tmp_path, "INC-2026-0001")


def test_a_record_read_alone_is_held_to_the_declared_fields(tmp_path: Path) -> None:
    write(tmp_path, "policies/fields.yaml", FIELDS)
    write_incident(tmp_path, id="INC-2026-0001", **{"x-count": "three"})
    with pytest.raises(UnreadableError, match="x-count"):
        read_incident(tmp_path, "INC-2026-0001")
