"""Postmortems of a shipping company's platform team: dated rows, action items, and how soon it saw and mended it."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from incitrack.importers.foreign_incident import DatedText, Ending, ForeignIncident
from incitrack.importers.source_times import TIME, parse_source_time
from incitrack.model.entry import Kind, TimelineEntry
from incitrack.records.edits_scalars import Value
from tests.real.brought import Told, bring, rows

POLICIES = {"severity.yaml": "severities:\n  incident: {name: Incident}\n"}
_ROW = re.compile(rf"\|\s*({TIME})~?\s*\|\s*(.*?)\s*\|?\s*")
_BULLET = re.compile(r"\s*[-*] (.+)")


class Row(NamedTuple):
    """A row of a postmortem's timeline; its zone, UTC or Danish time, is taken for UTC: only lengths count here."""

    at: datetime
    text: str


def convert(source: Path, root: Path) -> Path:
    """Every postmortem as an incident: from its first row, which began it, to its last, which resolved it.

    The row that lies the published time to detection behind the first is the detection, the one that lies the
    published time to recovery behind it the mitigation, where there is such a row. Every row is an update. Action
    items have neither owner nor due day.
    """
    return bring(root, (_told(source, row) for row in rows(source / "postmortems.csv")), POLICIES, ["incident"])


def text_of(source: Path, identifier: str) -> str:
    """The Markdown of a postmortem."""
    return (source / "postmortems" / f"{identifier}.md").read_text(encoding="utf-8")


def timeline(text: str) -> list[Row]:
    """The dated rows of a postmortem."""
    found = map(_ROW.fullmatch, text.splitlines())
    return [Row(parse_source_time(row[1], UTC), row[2]) for row in found if row]


def action_titles(text: str) -> list[str]:
    """The bullets under its heading of action items, nested ones too, up to the next heading of any level."""
    return list(_bullets(text))


def _bullets(text: str) -> Iterator[str]:
    within = False
    for line in text.splitlines():
        if line.startswith("#"):
            within = line.strip("# ").casefold() == "action items"
        elif within and (bullet := _BULLET.fullmatch(line)):
            yield bullet[1]


def _told(source: Path, row: Mapping[str, str]) -> Told:
    text = text_of(source, row["id"])
    told = sorted(timeline(text))
    begun, ended = told[0].at, told[-1].at
    incident = ForeignIncident(
        name=row["id"],
        title=row["title"],
        severity="incident",
        services=(),
        reported_at=begun,
        ending=Ending(ended),
        planned=False,
        text="",
        updates=tuple(DatedText(*each) for each in told),
    )
    marks = [
        TimelineEntry(begun + timedelta(minutes=int(row[f"published_{figure}_minutes"])), kind)
        for figure, kind in (("ttd", Kind.DETECTED), ("ttr", Kind.MITIGATED))
        if row[f"{figure}_is_a_timeline_row"] == "yes"
    ]
    assert {mark.at for mark in marks} <= {each.at for each in told}
    return Told(incident, dict(_fields(row, text)), marks)


def _fields(row: Mapping[str, str], text: str) -> Iterator[tuple[str, Value]]:
    if row["category"]:
        yield "category", category(row)
    if titles := action_titles(text):
        yield "actions", [{"id": f"A{n}", "title": title[:200]} for n, title in enumerate(titles, start=1)]


def category(row: Mapping[str, str]) -> str:
    """The slug of a postmortem's category."""
    return "-".join(re.findall("[a-z0-9]+", row["category"].lower()))
