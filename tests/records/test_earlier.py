"""The archive as it was: what did not change is what stands now, and the rest is read anew."""

from pathlib import Path

from incitrack.records.archive import Archive, read_archive
from incitrack.records.earlier import earlier_archive
from tests.builders import archive_before, archive_folder, incident_text, postmortem_text, write

ONE, TWO = (f"incidents/2026/INC-2026-000{number}.md" for number in (1, 2))
POSTMORTEM = "postmortems/2026/INC-2026-0001.md"


def text(number: int, **fields: str) -> str:
    return incident_text(id=f"INC-2026-000{number}", **fields)


def everything(archive: Archive) -> object:
    """All that an archive says, whatever folder it is of."""
    return archive.policies, archive.policy_files, archive.incidents, archive.postmortems, archive.unreadable


def test_is_the_archive_that_its_folder_holds(tmp_path: Path) -> None:
    """One record is the same, one differs, one is new, one is gone; one could not be read, and another cannot be now."""
    before = archive_folder(tmp_path / "before", text(1), text(2, title="Before"), text(3), text(4, severity="[]"))
    write(before, "incidents/2026/INC-2026-0005.md", text(5))
    write(before, POSTMORTEM, postmortem_text(incident="INC-2026-0001"))
    write(before, "policies/services.yaml", "services: {checkout: {}}\n")
    now = archive_folder(tmp_path / "now", text(1), text(2, title="After"), text(4), text(6), severity=None)
    write(now, "policies/severity.yaml", "severities: {P2: {name: Higher}}\n")
    write(now, "incidents/2026/INC-2026-0005.md", "nothing\n")
    write(now, "policies/taxonomy.yaml", "causes: {change: Change}\n")
    assert everything(archive_before(read_archive(now), before)) == everything(read_archive(before))


def test_what_did_not_change_is_the_same_object_line_ends_aside(tmp_path: Path) -> None:
    archive = read_archive(archive_folder(tmp_path, text(1), text(2)))
    contents = {ONE: text(1).replace("\n", "\r\n").encode(), TWO: text(2, title="Before").encode()}
    earlier = earlier_archive(archive, {ONE, TWO, "policies/severity.yaml"}, contents)
    assert earlier.incidents[0] is archive.incidents[0]
    assert earlier.incidents[1].incident.title == "Before"
    assert earlier.policies is archive.policies


def test_what_is_not_among_its_paths_was_not_there(tmp_path: Path) -> None:
    archive = read_archive(archive_folder(tmp_path, text(1), text(2)))
    earlier = earlier_archive(archive, {ONE}, {})
    assert [record.path for record in earlier.incidents] == [ONE]
    assert earlier.policies.severity is None


def test_a_record_is_held_to_the_fields_that_were_declared_then(tmp_path: Path) -> None:
    archive = read_archive(archive_folder(tmp_path, text(1)))
    contents = {
        ONE: text(1, **{"x-cost": "much"}).encode(),
        "policies/fields.yaml": b"x-cost: {type: integer}\n",
    }
    earlier = earlier_archive(archive, contents, contents)
    assert [each.path for each in earlier.unreadable] == [ONE]


def test_what_is_named_like_no_record_is_none(tmp_path: Path) -> None:
    archive = read_archive(archive_folder(tmp_path, text(1)))
    contents = {
        "incidents/readme.md": b"x",
        "incidents/2026/INC-2026-0009.txt": b"x",
        "notes/INC-2026-0009.md": b"x",
    }
    earlier = earlier_archive(archive, {ONE, *contents}, contents)
    assert [record.path for record in earlier.incidents] == [ONE]
    assert earlier.unreadable == ()


def test_a_version_of_the_policy_is_found_where_it_was(tmp_path: Path) -> None:
    severity = "severities: {P2: {name: High}}\n"
    old = severity + "versions: [{until: 2026-01-01, file: old.yaml}]\n"
    archive = read_archive(archive_folder(tmp_path, text(1), severity=severity))
    contents = {"policies/severity.yaml": old.encode(), "policies/old.yaml": severity.encode()}
    earlier = earlier_archive(archive, {ONE, *contents}, contents)
    assert list(earlier.policies.versions) == ["old.yaml"]
