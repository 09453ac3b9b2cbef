"""SARIF, held to the schema of the standard (SARIF 2.1.0, OASIS), which lies beside this file."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft7Validator

from incitrack.checks.catalogue import catalogue
from incitrack.model.check_levels import Level
from incitrack.reports.findings_sarif import findings_sarif
from tests.reports.findings import HOSTILE, finding, hostile, outcome

SCHEMA = Draft7Validator(json.loads((Path(__file__).parent / "sarif-2.1.0.schema.json").read_text()))


def run(text: str) -> Any:
    log = json.loads(text)
    assert [error.message for error in SCHEMA.iter_errors(log)] == []
    (only,) = log["runs"]
    return only


def test_the_schema_refuses_what_is_no_sarif() -> None:
    log = json.loads(findings_sarif(outcome(finding())))
    log["runs"][0]["results"][0]["level"] = "notice"
    assert not SCHEMA.is_valid(log)


def test_nothing_found_is_valid_and_still_names_every_rule() -> None:
    found = run(findings_sarif(outcome()))
    assert found["results"] == []
    assert [rule["id"] for rule in found["tool"]["driver"]["rules"]] == [rule.code for rule in catalogue()]


@pytest.mark.parametrize(
    ("level", "word"), [(Level.ERROR, "error"), (Level.WARNING, "warning"), (Level.NOTICE, "note")]
)
def test_a_finding_is_a_result_of_its_rule_at_its_place(level: Level, word: str) -> None:
    found = run(findings_sarif(outcome(finding(level))))
    (result,) = found["results"]
    assert (result["ruleId"], result["level"]) == ("INC108", word)
    assert found["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "INC108"
    assert result["message"]["text"] == "P9 is wrong; write P1"
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "incidents/2026/INC-2026-0042.md", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 4, "startColumn": 11},
    }


def test_a_hostile_path_is_percent_encoded_and_names_the_same_file() -> None:
    text = findings_sarif(outcome(hostile()))
    assert not {"\x1b", "\u202e", "\r", "\udcff"} & set(text)
    (result,) = run(text)["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii()
    assert not set(' <>"\\^`{|}:') & set(uri)
    assert unquote(uri, errors="surrogateescape") == f"incidents/{HOSTILE}\udcff.md"
