"""Findings as SARIF 2.1.0, which code scanning services and editors read."""

from typing import Any, Final
from urllib.parse import quote

from incitrack import __version__
from incitrack.checks.catalogue import catalogue
from incitrack.checks.finding import Finding
from incitrack.checks.outcome import Outcome
from incitrack.checks.rule import Rule
from incitrack.model.check_levels import Level
from incitrack.reports.json_text import to_json

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTICE: "note"}


def findings_sarif(outcome: Outcome) -> str:
    """One run with every rule of the catalogue and a result for each finding.

    Paths are percent-encoded URIs relative to the repository; columns count characters. Source: SARIF 2.1.0,
    OASIS Standard, sections 3.19 (driver), 3.27 (result) and 3.49 (reporting descriptor).
    """
    rules = catalogue()
    index = {rule.code: position for position, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {"name": "incitrack", "version": __version__, "rules": [_descriptor(rule) for rule in rules]}
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index[finding.code]) for finding in outcome.findings],
    }
    return to_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _descriptor(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.explanation, "markdown": rule.explanation},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
    }


def _result(finding: Finding, rule_index: int) -> dict[str, Any]:
    place = finding.place
    return {
        "ruleId": finding.code,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.level],
        "message": {"text": f"{finding.message}; {finding.hint}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": quote(place.path, errors="surrogateescape"),
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {"startLine": place.line, "startColumn": place.column},
                }
            }
        ],
    }
