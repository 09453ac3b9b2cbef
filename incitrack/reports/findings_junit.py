"""Findings as JUnit XML, which most CI servers show as a list of tests."""

import re
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from incitrack.checks.finding import Finding
from incitrack.checks.outcome import Outcome, fails
from incitrack.model.check_levels import Level
from incitrack.printable import printable_line

_NOT_XML: Final = re.compile("[\ufffe\uffff]")


def findings_junit(outcome: Outcome, fail_on: Level) -> str:
    """A test case for each finding, and a passed one for each file without any.

    A finding that makes the check fail at `fail_on` is a failure; a lesser one passes and says so in its output.
    """
    suites = Element("testsuites", name="incitrack")
    suite = SubElement(suites, "testsuite", name="incitrack check")
    failures = 0
    for finding in outcome.findings:
        failing = fails(finding, fail_on)
        failures += failing
        _case(suite, finding, failing=failing)
    found = {finding.place.path for finding in outcome.findings}
    clean = [path for paths in outcome.files.values() for path in paths if path not in found]
    for path in sorted(clean):
        SubElement(suite, "testcase", classname=_text(path), name="check")
    totals = {"tests": str(len(outcome.findings) + len(clean)), "failures": str(failures), "errors": "0"}
    for element in (suites, suite):
        element.attrib |= totals
    indent(suites)
    return tostring(suites, encoding="unicode", xml_declaration=True)


def _case(suite: Element, finding: Finding, *, failing: bool) -> None:
    place = finding.place
    case = SubElement(
        suite,
        "testcase",
        classname=_text(place.path),
        name=f"{finding.code} {finding.name} line {place.line}",
        file=_text(place.path),
        line=str(place.line),
    )
    heading = f"{place}: {finding.level} {finding.code} {finding.name}"
    said = "\n".join(_text(line) for line in (heading, finding.message, finding.hint))
    if failing:
        SubElement(case, "failure", message=_text(finding.message), type=finding.code).text = said
    else:
        SubElement(case, "system-out").text = said


def _text(text: str) -> str:
    return _NOT_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", printable_line(text))
