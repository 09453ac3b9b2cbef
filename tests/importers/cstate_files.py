"""Small invented issues of a cState page."""

from datetime import UTC, datetime
from pathlib import Path

from incitrack.importers.cstate import read_issue
from incitrack.importers.foreign_incident import ForeignIncident
from incitrack.importers.source_folder import LeftOut, SourceFile

NOW = datetime(2026, 11, 20, 17, tzinfo=UTC)


def issue_text(body: str = "The till does not answer.", **fields: str | None) -> str:
    """An issue's file; a field of None is left out, a value stands as it is written."""
    known: dict[str, str | None] = {
        "title": "The till is down",
        "date": "2024-05-02 10:00:00",
        "resolved": "true",
        "resolvedWhen": "2024-05-02 11:30:00",
        "severity": "down",
        "affected": "[Till]",
        "section": "issue",
    }
    written = "".join(f"{key}: {value}\n" for key, value in (known | fields).items() if value is not None)
    return f"---\n{written}---\n\n{body}\n"


def read(text: str, name: str = "2024-05-02-till.md") -> ForeignIncident | LeftOut:
    """What is read from an issue's text."""
    return read_issue(SourceFile(name, text), zone=UTC, now=NOW)


def issue(body: str = "The till does not answer.", **fields: str | None) -> ForeignIncident:
    """An issue that can be read."""
    found = read(issue_text(body, **fields))
    assert isinstance(found, ForeignIncident), found
    return found


def write_issues(folder: Path, **texts: str) -> Path:
    """A folder of issues by the name of their files, without the `.md`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder
