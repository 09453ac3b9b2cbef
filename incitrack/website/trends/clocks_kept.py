"""Clocks kept, by clock and severity."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final, NamedTuple

from incitrack.metrics.clock import ClockName, State
from incitrack.metrics.compliance import Compliance, compliance
from incitrack.records.record import IncidentRecord
from incitrack.reports.figure_words import percent_text, share_of
from incitrack.website.charts.columns import Part
from incitrack.website.charts.paths import rectangle
from incitrack.website.charts.row_bar import row_bar
from incitrack.website.charts.textures import fill_of
from incitrack.website.describe import Describer
from incitrack.website.trends.grounds import Grounds, counted_link
from incitrack.website.trends.wording import severity_name
from incitrack.website.views.charts import CellView, ChartView, ColumnView, KeyView, TableView, VerdictView
from incitrack.wording import count_text, day_text

_ANCHOR: Final = "clocks"
_HEADING: Final = "Clocks kept"
_KEYS: Final = (
    KeyView("kept", "kept", rectangle(0, 0, 16, 12)),
    KeyView("missed", "missed", rectangle(0, 0, 16, 12), fill_of("missed")),
)
_FEWEST: Final = 5


class _Kept(NamedTuple):
    clock: ClockName
    severity: str
    found: Compliance
    missed_by: int


def clocks_kept(grounds: Grounds, describe: Describer) -> ChartView:
    """How many clocks were met, of each severity's."""
    rows = list(_rows(grounds))
    since = _since(grounds)
    if not rows:
        return ChartView(
            _ANCHOR, _HEADING, "No clock has come to an end yet, and none is late.", notes=tuple(since)
        )
    n = sum(row.found.n for row in rows)
    running = sum(
        count
        for record in grounds.counted
        for (_, state), count in grounds.evidence.clocks.tally(record).items()
        if state in {State.RUNNING, State.AT_RISK}
    )
    return ChartView(
        _ANCHOR,
        _HEADING,
        _message(rows),
        tuple(_worst(rows, describe)),
        keys=_KEYS,
        table=TableView(
            "Clocks kept, by clock and severity",
            (
                ColumnView("Clock"),
                ColumnView("Kept and missed", "bar"),
                ColumnView("Kept", "right"),
                ColumnView("Missed in", "right"),
            ),
            tuple(_row(row, describe) for row in rows),
        ),
        in_sight=True,
        notes=(
            f"n = {count_text(n, 'clock')}, stopped or late; an incident may have several of one name.",
            *([f"Left out: {count_text(running, 'clock')} still in time."] if running else []),
            *since,
        ),
        verdict=_verdict(rows),
    )


def _rows(grounds: Grounds) -> Iterator[_Kept]:
    clocks = grounds.evidence.clocks
    by_severity: dict[str, list[IncidentRecord]] = defaultdict(list)
    for record in grounds.counted:
        by_severity[record.incident.severity].append(record)
    kept = {key: compliance(map(clocks.tally, records)) for key, records in by_severity.items()}
    missed = Counter((name, r.incident.severity) for r in grounds.counted for name in grounds.missed_by(r))
    for name in ClockName:
        for severity in grounds.severities:
            found = kept[severity][name] if severity in kept else None
            if found and found.n:
                yield _Kept(name, severity, found, missed[name, severity])


def _message(rows: list[_Kept]) -> str:
    met, n = sum(row.found.met for row in rows), sum(row.found.n for row in rows)
    return f"{percent_text(share_of(met, n))} of clocks were kept: {met:,} of {n:,}."


def _verdict(rows: list[_Kept]) -> VerdictView:
    met, n = sum(row.found.met for row in rows), sum(row.found.n for row in rows)
    return VerdictView(_HEADING, percent_text(share_of(met, n)), f"{met:,} of {n:,}")


def _worst(rows: list[_Kept], describe: Describer) -> Iterator[str]:
    judged = [row for row in rows if row.found.n >= _FEWEST]
    worst = min(judged, key=lambda row: row.found.rate or 0, default=None)
    if worst is None:
        yield f"Of no severity has a clock come to an end {_FEWEST} times, so none is compared."
    elif worst.found.met < worst.found.n:
        name = severity_name(describe.severity(worst.severity))
        yield (
            f"Least often kept: {worst.clock.value} of {name}, {worst.found.met:,} of {worst.found.n:,}"
            f" ({percent_text(worst.found.rate)})."
        )


def _row(row: _Kept, describe: Describer) -> tuple[CellView, ...]:
    links, name, found = describe.links, row.clock.value, row.found
    severity = severity_name(describe.severity(row.severity))
    missed = counted_link(links, severity=row.severity, missed=name)
    parts = [
        Part(
            found.met,
            f"{severity}: {found.met:,} of {found.n:,} {name} clocks kept",
            counted_link(links, severity=row.severity, met=name),
            "kept",
        ),
        Part(
            found.n - found.met,
            f"{severity}: {found.n - found.met:,} of {found.n:,} {name} clocks missed",
            missed,
            "missed",
            fill_of("missed"),
        ),
    ]
    return (
        CellView(name.capitalize(), note=severity),
        CellView(bar=row_bar(parts, found.n)),
        CellView(percent_text(found.rate), note=f"of {found.n:,}"),
        CellView(
            f"{row.missed_by:,}",
            missed if row.missed_by else "",
            "incident" if row.missed_by == 1 else "incidents",
        ),
    )


def _since(grounds: Grounds) -> list[str]:
    policy, first = grounds.policies.severity, grounds.chronicle.first_report
    if policy is None or policy.since is None or first is None or grounds.contents.day(first) >= policy.since:
        return []
    return [f"What was reported before {day_text(policy.since)} has no clocks: these targets did not exist yet."]
