import pytest

from incitrack.model.check_levels import Level
from incitrack.reports.findings_github import findings_github
from tests.reports.findings import finding, hostile, outcome


@pytest.mark.parametrize("level", list(Level))
def test_a_finding_is_an_annotation_of_its_level(level: Level) -> None:
    assert findings_github(outcome(finding(level))) == (
        f"::{level} file=incidents/2026/INC-2026-0042.md,line=4,col=11,title=INC108 unknown-severity"
        "::P9 is wrong%0Awrite P1"
    )


def test_each_finding_is_one_line_and_nothing_else_is_said() -> None:
    assert len(findings_github(outcome(finding(), finding(line=5), finding(line=6))).split("\n")) == 3
    assert findings_github(outcome()) == ""


def test_hostile_text_begins_no_command_and_ends_no_property() -> None:
    text = findings_github(outcome(hostile()))
    assert len(text.splitlines()) == 1
    head, _, message = text.removeprefix("::error ").partition("::")
    properties = dict(each.split("=", 1) for each in head.split(","))
    assert list(properties) == ["file", "line", "col", "title"]
    assert properties["file"].startswith("incidents/100%25 of")
    assert "%3A%3Aerror%3A%3Aa%2C b%3A" in properties["file"]
    assert message.startswith("100%25 of")
    assert not {"\x1b", "\u202e", "\r", "\udcff"} & set(text)
