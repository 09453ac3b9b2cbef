"""Findings as JSON for a program: `check --format json`."""

from typing import TypedDict

from incitrack.checks.finding import Finding
from incitrack.checks.outcome import Outcome
from incitrack.model.check_levels import Level
from incitrack.model.times import format_time
from incitrack.reports.json_text import to_json


class FindingItem(TypedDict):
    """One element of `findings`; `path` is relative to the repository, line and column count from 1."""

    code: str
    name: str
    level: str
    path: str
    line: int
    column: int
    incident: str | None
    message: str
    hint: str


def findings_json(outcome: Outcome) -> str:
    """The outcome whole: the moment, what was looked at, how much was found, and each finding in order."""
    return to_json(
        {
            "now": format_time(outcome.now),
            "checked": {
                "incidents": len(outcome.files["incident"]),
                "postmortems": len(outcome.files["postmortem"]),
                "policies": len(outcome.files["policy"]),
            },
            "counts": {level.value: outcome.count(level) for level in Level},
            "findings": [_item(finding) for finding in outcome.findings],
        }
    )


def _item(finding: Finding) -> FindingItem:
    return {
        "code": finding.code,
        "name": finding.name,
        "level": finding.level.value,
        "path": finding.place.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "incident": finding.incident,
        "message": finding.message,
        "hint": finding.hint,
    }
