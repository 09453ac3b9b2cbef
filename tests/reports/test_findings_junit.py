from xml.etree import ElementTree as ET

import pytest

from incitrack.checks.finding import Finding
from incitrack.model.check_levels import Level
from incitrack.reports.findings_junit import findings_junit
from tests.reports.findings import PATH, finding, hostile, outcome


def suites(*findings: Finding, fail_on: Level = Level.ERROR) -> ET.Element:
    return ET.fromstring(findings_junit(outcome(*findings), fail_on))  # noqa: S314 - written by ourselves


def test_a_file_without_findings_is_a_test_that_passes() -> None:
    root = suites()
    assert (root.get("tests"), root.get("failures")) == ("3", "0")
    assert len(list(root.iter("testcase"))) == 3
    assert not list(root.iter("failure"))


def test_an_error_is_a_test_that_fails_and_names_code_and_path() -> None:
    root = suites(finding())
    assert (root.get("tests"), root.get("failures")) == ("3", "1")
    (case,) = [case for case in root.iter("testcase") if case.find("failure") is not None]
    assert case.get("classname") == case.get("file") == PATH
    assert case.get("line") == "4"
    text = case.findtext("failure") or ""
    assert text.splitlines() == [f"{PATH}:4:11: error INC108 unknown-severity", "P9 is wrong", "write P1"]


@pytest.mark.parametrize(
    ("level", "fail_on", "failures"),
    [
        (Level.WARNING, Level.ERROR, "0"),
        (Level.WARNING, Level.WARNING, "1"),
        (Level.NOTICE, Level.WARNING, "0"),
        (Level.NOTICE, Level.NOTICE, "1"),
    ],
)
def test_what_does_not_fail_the_check_fails_no_test_and_is_still_said(
    level: Level, fail_on: Level, failures: str
) -> None:
    root = suites(finding(level), fail_on=fail_on)
    assert root.get("failures") == failures
    assert "INC108" in "".join(root.itertext())


def test_two_findings_on_one_line_are_two_tests() -> None:
    root = suites(finding(), finding(code="INC103"))
    assert root.get("tests") == str(len(list(root.iter("testcase")))) == "4"


def test_hostile_text_is_well_formed_xml_without_controls() -> None:
    text = findings_junit(outcome(hostile()), Level.ERROR)
    assert not {"\x1b", "\u202e", "\uffff", "\udcff"} & set(text)
    root = ET.fromstring(text)  # noqa: S314 - likewise
    assert len(list(root.iter("failure"))) == 1
