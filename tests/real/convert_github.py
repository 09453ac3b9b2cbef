"""GitHub's incidents as its status page told them, with the downtime that was published for each."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from incitrack.importers.foreign_incident import DatedText, Ending, ForeignIncident
from incitrack.model.entry import Kind, TimelineEntry
from incitrack.model.times import parse_time, record_time
from incitrack.records.edits_scalars import Plain
from tests.real.brought import Told, bring

SEVERITIES = """\
calendar: {{timezone: {zone}}}
severities:
  critical: {{name: Critical, downtime: true}}
  major: {{name: Major, downtime: true}}
  minor: {{name: Minor}}
  none: {{name: None}}
"""
RANKED = ("critical", "major", "minor", "none")


def convert(source: Path, root: Path, zone: str = "UTC") -> Path:
    """Every incident of `incidents.jsonl`, in records of a team whose calendar has that time zone.

    The page's first update is the report, each other one an update that begins with the page's own status, the
    last one the resolution. Users were affected from `downtime_start` to `downtime_end`: where the page resolved
    later, they were mitigated before; where it resolved too early, the end of the downtime is the resolution.
    Maintenance is planned.
    """
    lines = (source / "incidents.jsonl").read_text(encoding="utf-8").splitlines()
    return bring(root, map(_told, map(json.loads, lines)), {"severity.yaml": SEVERITIES.format(zone=zone)}, RANKED)


def _told(found: dict[str, Any]) -> Told:
    *updates, last = found["updates"]
    down, up, resolved = (parse_time(found[key]) for key in ("downtime_start", "downtime_end", "resolved_at"))
    if up > resolved:
        updates.append(last)
    incident = ForeignIncident(
        name=found["id"],
        title=found["title"],
        severity=found["impact"],
        services=tuple(found.get("components") or ()),
        reported_at=parse_time(found["started_at"]),
        ending=Ending(max(up, resolved), _text(last)),
        planned=found["impact"] == "maintenance",
        text="",
        updates=tuple(DatedText(parse_time(each["at"]), _text(each)) for each in updates),
    )
    return Told(incident, {"started_at": Plain(record_time(down))}, _mitigated(up, resolved))


def _text(update: dict[str, str]) -> str:
    return f"{update['status']}: {update['message']}"


def _mitigated(up: datetime, resolved: datetime) -> tuple[TimelineEntry, ...]:
    return (TimelineEntry(up, Kind.MITIGATED),) if up < resolved else ()
