"""An archive with one public record of each kind: felt, again, watched, planned, and what was no incident."""

from pathlib import Path

from tests.builders import archive_folder, incident_text, write

SERVICES = """\
services:
  checkout: {name: Checkout}
  mail: {name: Mail}
  search: {name: Search}
  storage: {name: Storage}
  disk: {name: Disk}
  pay: {name: Pay}
"""
PROMISED = "2026-11-20T17:30Z"

FELT, AGAIN, WATCHED, PLANNED, DONE, FALSE, DUPLICATE, OVER = (f"INC-2026-000{number}" for number in range(1, 9))
INTERNAL = "INC-2026-0099"


def at(moment: str, kind: str, text: str = "So.") -> str:
    """An entry, `20T15:00` in November 2026."""
    return f"- `2026-11-{moment}Z` **{kind}** @maria: {text}"


def record(key: str, title: str, service: str, *timeline: str, **fields: str | None) -> str:
    """The text of a public record."""
    stands: dict[str, str | None] = {"visibility": "public", "owner": "maria", "severity": "P1"}
    return incident_text(id=key, title=title, services=f"[{service}]", timeline=timeline, **stands | fields)  # type: ignore[arg-type] # texts


def every_kind(root: Path) -> Path:
    """Write the archive; built at 17:00 on 20 November 2026, the promise of FELT is half an hour off."""
    archive_folder(root)
    write(root, "policies/services.yaml", SERVICES)
    for text in (*_open(), *_dismissed(), *_over()):
        write(root, f"incidents/2026/{text.partition('id: ')[2].partition(chr(10))[0]}.md", text)
    return root


def _open() -> tuple[str, ...]:
    told = [f"- `2026-11-20T16:30Z` **public** @maria: We are on it. Next update by `{PROMISED}`."]
    felt = incident_text(
        id=FELT,
        title="Checkout is slow",
        severity="P2",
        services="[checkout]",
        owner="maria",
        visibility="public",
        timeline=[at("20T15:00", "reported")],
        communications=told,
    )
    again = record(
        AGAIN,
        "Mails are late",
        "mail",
        at("18T10:00", "reported"),
        at("18T12:00", "resolved"),
        at("20T16:00", "reopened"),
        status="in-progress",
        started_at="2026-11-18T09:00Z",
    )
    watched = record(
        WATCHED,
        "Search finds nothing",
        "search",
        at("20T13:00", "reported"),
        at("20T14:00", "mitigated"),
        status="in-progress",
        started_at="2026-11-20T12:30Z",
    )
    return felt, again, watched


def _dismissed() -> tuple[str, ...]:
    reported = at("19T10:00", "reported")
    paused = at("20T12:00", "mitigated")
    planned = record(PLANNED, "Storage moves", "storage", reported, paused, disposition="planned", severity="P4")
    false = record(FALSE, "Alarm of a test host", "disk", reported, disposition="false-positive", severity="P3")
    double = record(
        DUPLICATE,
        "Payments fail too",
        "pay",
        at("17T10:00", "reported"),
        disposition="duplicate",
        duplicate_of=INTERNAL,
        started_at="2026-11-17T09:00Z",
        severity="P3",
    )
    return planned, false, double


def _over() -> tuple[str, ...]:
    done = record(
        DONE,
        "Storage grew",
        "storage",
        at("10T10:00", "reported"),
        at("12T09:00", "resolved"),
        status="resolved",
        disposition="planned",
        severity="P4",
        started_at="2026-11-10T10:00Z",
    )
    over = record(
        OVER,
        "Exports hang",
        "disk",
        at("01T22:10", "reported"),
        at("02T02:00", "resolved"),
        at("04T06:00", "reopened"),
        at("04T08:00", "mitigated"),
        at("04T09:00", "resolved"),
        at("05T09:00", "closed"),
        status="closed",
        started_at="2026-11-01T21:30Z",
    )
    internal = incident_text(id=INTERNAL, title="Payments fail", services="[pay]", owner="maria")
    return done, over, internal
