"""Builders of records and small archives, so that a test says only what it is about."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from incitrack.records.archive import Archive, read_archive
from incitrack.records.earlier import earlier_archive
from incitrack.records.parsing import parse
from incitrack.records.places import id_of_path, incident_path, postmortem_path
from incitrack.records.record import IncidentRecord, PostmortemRecord

REPORTED = "- `2026-11-20T14:10Z` **reported** @synthetics: Checkout probe fails from three regions."
ACKNOWLEDGED = "- `2026-11-20T14:14Z` **acknowledged** @maria: On it."
RESOLVED = "- `2026-11-20T16:40Z` **resolved** @maria: Error rate at zero for 30 minutes."

SEVERITIES = """\
severities:
  P1:
    name: Critical
    owner: at-once
    roles: [commander]
    aliases: [S1, critical]
    downtime: true
  P2: {name: High}
  P3: {name: Medium}
  P4: {name: Low}
"""

SECTIONS = """\
## Summary

## Impact

## Root cause

## Contributing factors

## Response review
"""
"""The sections of a postmortem in full."""


def front_matter(fields: Mapping[str, str | None]) -> str:
    """The YAML of the fields, each value as it is written; a field of None is left out."""
    return "".join(f"{key}: {value}\n" for key, value in fields.items() if value is not None)


def incident_text(
    *,
    timeline: Sequence[str] = (REPORTED,),
    communications: Sequence[str] = (),
    body: str = "",
    **fields: str | None,
) -> str:
    """The text of an incident's file: `incident_text(status="resolved", timeline=[…], owner=None)`."""
    known = {
        "id": "INC-2026-0042",
        "title": "Checkout returns 502 for EU customers",
        "severity": "P2",
        "status": "reported",
        "services": "[checkout]",
    }
    text = f"---\n{front_matter(known | fields)}---\n"
    text += f"\n{body}\n" if body else ""
    text += "\n## Timeline\n\n" + "".join(f"{entry}\n" for entry in timeline)
    if communications:
        text += "\n## Communications\n\n" + "".join(f"{entry}\n" for entry in communications)
    return text


def postmortem_text(*, body: str = "## Summary\n\nThe pool was too small.", **fields: str | None) -> str:
    """The text of a postmortem's file, a draft unless said otherwise."""
    known = {"incident": "INC-2026-0042", "title": "Checkout connection pool exhaustion", "status": "draft"}
    return f"---\n{front_matter(known | fields)}---\n\n{body}\n"


def incident(text: str | None = None, **fields: str | None) -> IncidentRecord:
    """A readable incident, from its text or from what `incident_text` takes."""
    content = incident_text(**fields) if text is None else text  # type: ignore[arg-type] # fields are one of its
    record = parse("incident", incident_path("INC-2026-0042"), content.encode())
    assert isinstance(record, IncidentRecord), record
    return record


def postmortem(text: str | None = None, **fields: str | None) -> PostmortemRecord:
    """A readable postmortem, from its text or from what `postmortem_text` takes."""
    content = postmortem_text(**fields) if text is None else text  # type: ignore[arg-type] # likewise
    record = parse("postmortem", postmortem_path("INC-2026-0042"), content.encode())
    assert isinstance(record, PostmortemRecord), record
    return record


def write(root: Path, path: str, text: str) -> Path:
    """Write a file of the archive, its folders with it, byte for byte."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return file


def write_incident(
    root: Path, text: str | None = None, *, id: str = "INC-2026-0042", **fields: str | None
) -> Path:
    """Write an incident where its ID says."""
    content = incident_text(id=id, **fields) if text is None else text  # type: ignore[arg-type] # likewise
    return write(root, incident_path(id), content)


def write_postmortem(
    root: Path, text: str | None = None, *, id: str = "INC-2026-0042", **fields: str | None
) -> Path:
    """Write a postmortem where the ID of its incident says."""
    content = postmortem_text(incident=id, **fields) if text is None else text  # type: ignore[arg-type] # likewise
    return write(root, postmortem_path(id), content)


def archive_folder(root: Path, *texts: str, severity: str | None = SEVERITIES) -> Path:
    """A folder of records with a severity policy and an incident for each text, where its `id:` says."""
    if severity is not None:
        write(root, "policies/severity.yaml", severity)
    for text in texts:
        identifier = text.partition("id: ")[2].partition("\n")[0].strip()
        assert id_of_path(identifier), "the text has no id:"
        write(root, incident_path(identifier), text)
    return root


def archive(root: Path, *texts: str) -> Archive:
    """The archive of such a folder."""
    return read_archive(archive_folder(root, *texts))


def archive_before(now: Archive, root: Path) -> Archive:
    """The archive whose files are those of a folder, as it was before `now`."""
    contents = {
        file.relative_to(root).as_posix(): file.read_bytes() for file in sorted(root.rglob("*")) if file.is_file()
    }
    return earlier_archive(now, contents.keys(), contents)
