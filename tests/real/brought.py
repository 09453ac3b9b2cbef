"""An archive of what others published, written by the project's own importer and edits, and read back."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from incitrack.changes.draft import Draft
from incitrack.changes.fill_in import with_status
from incitrack.importers.foreign_incident import ForeignIncident
from incitrack.importers.plan import Choices, plan_import
from incitrack.importers.severity_words import severity_words
from incitrack.model.entry import TimelineEntry
from incitrack.records.archive import read_archive
from incitrack.records.edits_scalars import Value
from incitrack.records.record import IncidentRecord
from tests.builders import write
from tests.cli.ran import ran

SYSTEM: Final = "source"
NOW: Final = "2026-11-20T17:00Z"


class Told(NamedTuple):
    """An incident of a source, with the fields and entries that an import alone would not write.

    A field of None is taken out of what the import wrote.
    """

    incident: ForeignIncident
    fields: "Mapping[str, Value | None]" = MappingProxyType({})
    entries: Sequence[TimelineEntry] = ()


def bring(root: Path, told: Iterable[Told], policies: Mapping[str, str], ranked: Sequence[str]) -> Path:
    """A folder of records: each incident imported, then completed, edit by edit.

    `policies` are texts by file name; `ranked` are the source's words for severities, the worst first. Nothing of
    the source may be left out.
    """
    for name, text in policies.items():
        write(root, f"policies/{name}", text)
    told = list(told)
    by_name = {each.incident.name: each for each in told}
    assert len(by_name) == len(told)
    here = read_archive(root)
    assert here.unreadable == ()
    choices = Choices(SYSTEM, severity_words(ranked, here.policies), ("unknown",), "somebody")
    planned = plan_import([each.incident for each in told], here, choices, lambda year: f"INC-{year}-0001")
    assert planned.left_out == ()
    records, catalogue = planned.edits[: len(told)], planned.edits[len(told) :]
    for came, edit in zip(planned.came, records, strict=True):
        for done in completed(Draft(edit.path, came.identifier, None, edit.after), by_name[came.name]).edits():
            write(root, done.path, done.after)
    for edit in catalogue:
        write(root, edit.path, edit.after)
    return root


def completed(draft: Draft, told: Told) -> Draft:
    """The imported record with what else the source says."""
    for key, value in told.fields.items():
        draft = draft.without((key,)) if value is None else draft.with_value((key,), value)
    for entry in told.entries:
        draft = draft.with_entry(entry)
    return with_status(draft) if told.entries else draft


def by_source(root: Path) -> dict[str, IncidentRecord]:
    """The readable records of a folder by the name that the source has for each; every record is readable."""
    archive = read_archive(root)
    assert archive.unreadable == ()
    return {record.incident.references[SYSTEM]: record for record in archive.incidents}


def rows(file: Path) -> list[dict[str, str]]:
    """The rows of a table of the source."""
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def errors(root: Path) -> dict[str, list[str]]:
    """The source's names of the incidents in which `check` finds an error, by code, once for each finding, sorted."""
    found = json.loads(ran(root, "check", "--format", "json", now=NOW).out)["findings"]
    names = {record.id: name for name, record in by_source(root).items()}
    told: dict[str, list[str]] = defaultdict(list)
    for finding in found:
        if finding["level"] == "error":
            told[finding["code"]].append(names[finding["incident"]])
    return {code: sorted(incidents) for code, incidents in told.items()}


@cache
def metrics(root: Path, *options: str) -> Any:
    """What `metrics --json` says of a folder, which never changes once it was brought."""
    done = ran(root, "metrics", "--json", *options, now=NOW)
    assert (done.status, done.err) == (0, "")
    return json.loads(done.out)


def groups(root: Path, by: str) -> dict[str, Any]:
    """The groups of `metrics --json --by`, by key."""
    return {group["key"]: group for group in metrics(root, "--by", by)["groups"]}
