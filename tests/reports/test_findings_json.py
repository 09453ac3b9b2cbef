import json

from incitrack.model.check_levels import Level
from incitrack.reports.findings_json import findings_json
from tests.reports.findings import HOSTILE, finding, hostile, outcome


def test_the_json_has_exactly_its_keys() -> None:
    written = json.loads(findings_json(outcome(finding(), finding(Level.NOTICE, line=9))))
    assert written == {
        "now": "2026-11-20T17:00:00Z",
        "checked": {"incidents": 2, "postmortems": 0, "policies": 1},
        "counts": {"error": 1, "warning": 0, "notice": 1},
        "findings": [
            {
                "code": "INC108",
                "name": "unknown-severity",
                "level": level,
                "path": "incidents/2026/INC-2026-0042.md",
                "line": line,
                "column": 11,
                "incident": "INC-2026-0042",
                "message": "P9 is wrong",
                "hint": "write P1",
            }
            for level, line in (("error", 4), ("notice", 9))
        ],
    }


def test_nothing_found_is_an_empty_list() -> None:
    written = json.loads(findings_json(outcome()))
    assert written["findings"] == []
    assert written["counts"] == {"error": 0, "warning": 0, "notice": 0}


def test_hostile_text_is_read_back_the_same_and_reaches_no_terminal() -> None:
    text = findings_json(outcome(hostile()))
    assert not {"\x1b", "\u202e", "\r", "\udcff"} & set(text)
    (item,) = json.loads(text)["findings"]
    assert item["message"] == item["hint"] == HOSTILE
    assert item["incident"] is None
