"""What no built site shows of an archive."""

from pathlib import Path

import pytest

from incitrack.records.archive import read_archive
from incitrack.records.folder import LARGEST
from incitrack.records.unrestricted import hidden_ids, unrestricted
from tests.builders import archive_folder, incident_text, write, write_postmortem


def test_restricted_incidents_are_left_out_with_their_postmortems(tmp_path: Path) -> None:
    archive_folder(
        tmp_path,
        incident_text(id="INC-2026-0001", visibility="restricted"),
        incident_text(id="INC-2026-0002"),
        incident_text(id="INC-2026-0003", visibility="public"),
    )
    write_postmortem(tmp_path, id="INC-2026-0001")
    write_postmortem(tmp_path, id="INC-2026-0002")
    write(tmp_path, "incidents/2026/INC-2026-0004.md", "broken")
    found = read_archive(tmp_path)
    assert (
        found.postmortem_of("INC-2026-0001") is not None
    )  # an index of the whole archive is no index of the rest
    shown = unrestricted(found)
    assert [record.id for record in shown.incidents] == ["INC-2026-0002", "INC-2026-0003"]
    assert [record.id for record in shown.postmortems] == ["INC-2026-0002"]
    assert shown.incident("INC-2026-0001") is None
    assert shown.postmortem_of("INC-2026-0001") is None
    assert (shown.policies, shown.unreadable) == (found.policies, found.unreadable)


@pytest.mark.parametrize(
    ("written", "is_hidden"),
    [
        ("visibility: restricted\nseverty: P1", True),
        ("visiblity: 'restricted'", True),
        ("visibility: restrcted", True),
        ("visibility:\nseverty: P1", True),
        ("{'visibility': \"confidential\"}", True),
        ("visibility: internal\nvisibility: restricted", True),
        ("severty: P1", False),
        ("visibility: internal\nseverty: P1", False),
        ('"visibility": "Public"\nseverty: P1', False),
    ],
)
def test_an_unreadable_incident_is_hidden_where_its_text_does_not_say_that_it_is_open(
    tmp_path: Path, written: str, is_hidden: bool
) -> None:
    archive_folder(tmp_path, incident_text(id="INC-2026-0001"))
    write(tmp_path, "incidents/2026/INC-2026-0002.md", f"---\nid: INC-2026-0002\n{written}\n---\n")
    write_postmortem(tmp_path, id="INC-2026-0002")

    found = read_archive(tmp_path)

    assert [each.id for each in found.unreadable] == ["INC-2026-0002"]
    assert hidden_ids(found) == ({"INC-2026-0002"} if is_hidden else set())
    assert [record.id for record in unrestricted(found).postmortems] == ([] if is_hidden else ["INC-2026-0002"])


def test_an_incident_of_which_nobody_knows_the_text_may_be_restricted(tmp_path: Path) -> None:
    archive_folder(tmp_path)
    latin = "---\nid: INC-2026-0001\nvisibility: {}\ntitle: Zo\xeb\n---\n"
    write(tmp_path, "incidents/2026/INC-2026-0001.md", "").write_bytes(latin.format("internal").encode("latin-1"))
    write(tmp_path, "incidents/2026/INC-2026-0002.md", "").write_bytes(
        latin.format("restricted").encode("latin-1")
    )
    write(tmp_path, "incidents/2026/INC-2026-0003.md", "").write_bytes(b"x" * (LARGEST + 1))
    (tmp_path / "incidents/2026/INC-2026-0004.md").symlink_to("INC-2026-0001.md")
    write(tmp_path, "postmortems/INC-2026-0005.md", "").write_bytes(b"x" * (LARGEST + 1))

    found = read_archive(tmp_path)

    assert len(found.unreadable) == 5
    assert hidden_ids(found) == {"INC-2026-0002", "INC-2026-0003", "INC-2026-0004"}
