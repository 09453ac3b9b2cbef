from pathlib import Path

from incitrack.records.archive import read_archive
from incitrack.records.unrestricted import unrestricted
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
