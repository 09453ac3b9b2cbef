"""The incident log of a ministry's platform team: key events in London time, and the team's own figures.

Its figures are defined otherwise than ours. Time to resolve runs there from the fault to the resolution, ours from
the report. Time to repair runs there from when the team became aware, which is the detection or the declaration,
ours (time to mitigate) from the start of the impact. So that one figure can be held to the other, `reported` stands
where their time to resolve begins, and `started_at` where their time to repair does. What is measured is therefore
theirs, and only the names of the ends are ours.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from incitrack.importers.foreign_incident import Ending, ForeignIncident
from incitrack.importers.source_times import parse_source_time
from incitrack.model.entry import Kind, TimelineEntry
from incitrack.model.times import record_time
from incitrack.records.edits_scalars import Plain
from tests.real.brought import Told, bring, rows

LONDON = ZoneInfo("Europe/London")
POLICIES = {
    "severity.yaml": """\
calendar:
  timezone: Europe/London
  hours: {mon-fri: 10:00-17:00}
severities:
  incident: {name: Incident}
"""
}
WALL = "wallclock:"


def convert_key_events(source: Path, root: Path) -> Path:
    """Every incident by its key events: what the log says happened, when, whatever it made of that."""
    return bring(root, map(_by_key_events, rows(source / "incidents.csv")), POLICIES, ["incident"])


def convert_figures(source: Path, root: Path) -> Path:
    """Every incident by its published figures alone: from the morning of its day, for as long as was published.

    So the means by quarter can be held to the log's also where its figures do not follow from its key events (six
    times to repair, six to resolve) or count support hours alone (two to resolve). Without a figure there is no end.
    """
    return bring(root, map(_by_figures, rows(source / "incidents.csv")), POLICIES, ["incident"])


def _by_key_events(row: Mapping[str, str]) -> Told:
    events = {
        name: _moment(row[f"{name}_at"]) for name in ("fault", "detected", "declared", "repaired", "resolved")
    }
    fault = events["fault"] or events["detected"] or events["declared"]
    assert fault
    assert events["resolved"]
    found = ForeignIncident(
        name=row["slug"],
        title=row["title"],
        severity="incident",
        services=("Platform",),
        reported_at=fault,
        ending=Ending(events["resolved"]),
        planned=False,
        text="",
        updates=(),
    )
    rule = row["ttr_reproduced_by"].partition(" | ")[0]
    aware = events.get(rule.removeprefix(WALL).partition("..")[0]) or fault
    entries = []
    if events["declared"] and events["declared"] != fault:
        entries.append(TimelineEntry(events["declared"], Kind.ACKNOWLEDGED))
    if events["repaired"]:
        entries.append(TimelineEntry(events["repaired"], Kind.MITIGATED))
    return Told(found, {"started_at": Plain(record_time(aware))}, entries)


def _by_figures(row: Mapping[str, str]) -> Told:
    day = parse_source_time(f"{_day(row)} 09:00", LONDON)
    repair, resolve = row["published_ttr_minutes"], row["published_ttres_minutes"]
    found = ForeignIncident(
        name=row["slug"],
        title=row["title"],
        severity="incident",
        services=("Platform",),
        reported_at=day,
        ending=Ending(day + timedelta(minutes=int(resolve))) if resolve else None,
        planned=False,
        text="",
        updates=(),
    )
    mitigated = [TimelineEntry(day + timedelta(minutes=int(repair)), Kind.MITIGATED)] if repair else []
    return Told(found, {}, mitigated)


def _day(row: Mapping[str, str]) -> str:
    return row["slug"][:10]


def _moment(written: str) -> datetime | None:
    return parse_source_time(written, LONDON) if written else None
