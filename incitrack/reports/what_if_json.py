"""The JSON shape of what a proposed policy would change."""

from datetime import datetime
from typing import TypedDict

from incitrack.metrics.compliance import Compliance
from incitrack.metrics.what_if import WhatIf
from incitrack.model.times import format_time
from incitrack.reports.clocks import ClockItem, clock_item
from incitrack.reports.metrics_items import ComplianceItem


class ComparisonItem(TypedDict):
    """How a clock of a severity was kept before, and would be after."""

    severity: str
    clock: str
    before: ComplianceItem
    after: ComplianceItem


class ChangeItem(TypedDict):
    """A clock that only one of the policies finds late; None where a policy has no such clock."""

    incident: str
    severity: str
    clock: str
    before: ClockItem | None
    after: ClockItem | None


class WhatIfItem(TypedDict):
    """What `sla --policy --json` prints."""

    now: str
    incidents: int
    unknown_severities: dict[str, int]
    compliance: list[ComparisonItem]
    changes: list[ChangeItem]


def what_if_item(found: WhatIf, now: datetime) -> WhatIfItem:
    """What a proposed policy would change."""
    return {
        "now": format_time(now),
        "incidents": found.incidents,
        "unknown_severities": found.unknown,
        "compliance": [
            {
                "severity": row.severity,
                "clock": str(row.name),
                "before": _compliance(row.before),
                "after": _compliance(row.after),
            }
            for row in found.rows
        ],
        "changes": [
            {
                "incident": change.incident,
                "severity": change.severity,
                "clock": str(change.name),
                "before": change.before and clock_item(change.before, now),
                "after": change.after and clock_item(change.after, now),
            }
            for change in found.changes
        ],
    }


def _compliance(found: Compliance) -> ComplianceItem:
    rate = None if found.rate is None else float(found.rate)
    return {"met": found.met, "missed": found.missed, "breached": found.breached, "rate": rate}
