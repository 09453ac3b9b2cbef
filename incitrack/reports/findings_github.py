"""Findings as workflow commands, which GitHub shows as annotations beside the lines of a pull request."""

from incitrack.checks.finding import Finding
from incitrack.checks.outcome import Outcome
from incitrack.printable import printable


def findings_github(outcome: Outcome) -> str:
    """One line for each finding: `::error file=…,line=…,col=…,title=…::message`.

    Source: GitHub's toolkit, `packages/core/src/command.ts`, for what is escaped and how.
    """
    return "\n".join(_command(finding) for finding in outcome.findings)


def _command(finding: Finding) -> str:
    place = finding.place
    properties = {
        "file": place.path,
        "line": str(place.line),
        "col": str(place.column),
        "title": f"{finding.code} {finding.name}",
    }
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    said = f"{finding.message}\n{finding.hint}"
    return f"::{finding.level} {written}::{_data(said)}"


def _data(text: str) -> str:
    # A lone CR is a control character that `printable` makes visible; it can end no line any more.
    return printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
