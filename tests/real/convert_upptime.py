"""Outages of web sites as a monitor saw them: down at, up at, and nothing else."""

from collections.abc import Mapping
from pathlib import Path

from incitrack.importers.foreign_incident import Ending, ForeignIncident
from incitrack.model.times import parse_time
from tests.real.brought import Told, bring, rows

POLICIES = {"severity.yaml": "severities:\n  down: {name: Down, downtime: true}\n"}


def convert(source: Path, root: Path) -> Path:
    """Every outage as an incident of a site: it starts and is reported when it is seen, and resolved when over."""
    return bring(root, map(_told, rows(source / "outages.csv")), POLICIES, ["down"])


def _told(row: Mapping[str, str]) -> Told:
    return Told(
        ForeignIncident(
            name=f"{row['slug']} {row['down_at']}",
            title=f"{row['site']} is down",
            severity="down",
            services=(row["site"],),
            reported_at=parse_time(row["down_at"]),
            ending=Ending(parse_time(row["up_at"])),
            planned=False,
            text="",
            updates=(),
        )
    )
