"""An issue of a cState page in the words of a record."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.importers.cstate import read_cstate, read_issue
from incitrack.importers.foreign_incident import Ending, ForeignIncident
from incitrack.importers.source_folder import LeftOut, SourceFile
from tests.importers.cstate_files import NOW, issue, issue_text, read, write_issues


def test_the_fields_become_the_words_of_a_record() -> None:
    assert issue() == ForeignIncident(
        name="2024-05-02-till.md",
        title="The till is down",
        severity="down",
        services=("Till",),
        reported_at=datetime(2024, 5, 2, 10, tzinfo=UTC),
        ending=Ending(datetime(2024, 5, 2, 11, 30, tzinfo=UTC)),
        planned=False,
        text="The till does not answer.",
        updates=(),
    )


def test_times_without_a_zone_are_those_of_the_zone_given() -> None:
    found = read_issue(SourceFile("a.md", issue_text()), zone=ZoneInfo("Europe/Warsaw"), now=NOW)
    assert isinstance(found, ForeignIncident)
    assert found.reported_at == datetime(2024, 5, 2, 8, tzinfo=UTC)


def test_dated_messages_are_taken_out_of_the_text() -> None:
    found = issue('Sorry.\n\n---\n\n*Seen* - Broken. {{< track "2024-05-02 10:05" >}}')
    assert found.text == "Sorry."
    assert [update.text for update in found.updates] == ["*Seen* - Broken."]


def test_what_is_not_resolved_is_open() -> None:
    assert issue(resolved="false", resolvedWhen=None).ending is None


def test_what_does_not_say_that_it_is_resolved_is_open() -> None:
    found = issue(resolved=None)
    assert found.ending is None
    assert found.remarks == ("it has a resolvedWhen and is not resolved; it comes in as open",)


@pytest.mark.parametrize("yes", ["true", "True", "yes", "on", '"true"'])
def test_a_yes_is_a_yes_however_it_is_written(yes: str) -> None:
    assert issue(resolved=yes).ending is not None


def test_a_word_that_is_neither_yes_nor_no_is_named() -> None:
    assert (
        issue(resolved="soon").remarks[0] == "resolved is “soon”, neither true nor false; it was taken for false"
    )


def test_an_end_that_the_source_does_not_name_is_its_last_message() -> None:
    found = issue('Fixed. {{< track "2024-05-02 12:00" >}}', resolvedWhen=None)
    assert found.ending is not None
    assert found.ending.at == datetime(2024, 5, 2, 12, tzinfo=UTC)
    assert "does not say when" in found.ending.text


def test_an_end_that_is_no_time_is_named_and_not_believed() -> None:
    found = issue(resolvedWhen="later")
    assert found.ending is not None
    assert found.ending.at == found.reported_at
    assert found.remarks[0] == "resolvedWhen: “later” is not a time that can be read"


def test_an_end_before_the_beginning_stays_and_is_named() -> None:
    found = issue(resolvedWhen="2024-04-30 11:30")
    assert found.ending is not None
    assert found.ending.at == datetime(2024, 4, 30, 11, 30, tzinfo=UTC)
    assert found.remarks == ("it ends before it begins (INC105, INC112)",)


def test_an_informational_post_is_planned_and_over_at_once() -> None:
    found = issue(informational="true", resolved=None, resolvedWhen=None, severity=None, affected=None)
    assert found.planned
    assert found.ending is not None
    assert found.ending.at == found.reported_at


def test_the_word_maintenance_makes_nothing_planned() -> None:
    assert not issue("Planned maintenance.", title="Maintenance window", severity="notice").planned


@pytest.mark.parametrize(
    ("affected", "services"),
    [
        ("[Till, Shop, Till]", ("Till", "Shop")),
        ("Till", ("Till",)),
        ("", ()),
        ("[]", ()),
        ("['']", ()),
        ("[no, 1_000]", ("no", "1_000")),
        (None, ()),
    ],
)
def test_what_is_affected_are_names(affected: str | None, services: tuple[str, ...]) -> None:
    assert issue(affected=affected).services == services


def test_what_is_affected_and_no_name_is_named() -> None:
    found = issue(affected="[{name: Till}, Shop]")
    assert found.services == ("Shop",)
    assert found.remarks == ("something under affected is no name",)


def test_an_empty_title_is_the_files_name() -> None:
    found = issue(title='""')
    assert found.title == "2024 05 02 till"
    assert found.remarks == ("it has no title; its file's name stands in",)


def test_a_title_of_several_lines_and_controls_is_one_line() -> None:
    found = issue(title='"The\\n till\\e[2J \\u202e is down"')
    assert found.title == "The till [2J is down"
    assert len(found.remarks) == 1


def test_a_title_that_is_too_long_is_cut_and_stands_whole_in_the_text() -> None:
    long = "word " * 60
    found = issue(title=long)
    assert len(found.title) <= 200
    assert found.text == f"{long.strip()}\n\nThe till does not answer."


def test_a_field_that_is_not_used_is_named_and_those_of_the_page_are_not() -> None:
    assert issue(pin="true", id="x", owner="maria").remarks == ("not used: owner",)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Just text.", "it has no front matter"),
        ("+++\ntitle = 'x'\n+++\n", "its front matter is TOML (+++), not YAML"),
        ("---\n- a\n- b\n---\n", "its front matter is not a map of fields"),
        ("---\ntitle: a: b\n---\n", "YAML cannot read this: mapping values are not allowed in this context"),
        ("---\na: &a x\nb: *a\n---\n", "anchors and aliases are not allowed"),
        ("---\na: !!python/object/apply:os.system [id]\n---\n", "the tag"),
        (issue_text(date=None), "it has no date"),
        (issue_text(date="May"), "date: “May” is not a time that can be read"),
        (issue_text(date="[1]"), "it has no date"),
        (issue_text(date="2024-02-31"), "date: “2024-02-31” is not a moment of the calendar"),
        (issue_text(draft="true"), "it is a draft"),
        (issue_text(date="2027-01-02 10:00"), "it begins on 2027-01-02, which is to come; import it then"),
        (issue_text(severity="x\nseverity: y"), "the key “severity” stands twice"),
    ],
)
def test_what_is_no_issue_is_left_out_with_its_reason(text: str, reason: str) -> None:
    found = read(text)
    assert isinstance(found, LeftOut)
    assert found.reason.startswith(reason)


def test_the_folder_of_the_site_and_that_of_its_issues_give_the_same_names(tmp_path: Path) -> None:
    issues = tmp_path / "content" / "issues"
    write_issues(issues, a=issue_text())
    write_issues(issues / "2024", b=issue_text())
    for folder in (tmp_path, tmp_path / "content", issues):
        assert [each.name for each in read_cstate(folder, zone=UTC, now=NOW)] == ["2024/b.md", "a.md"]


def test_the_page_that_lists_the_others_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "_index.md").write_text("---\ntitle: Issues\n---\n")
    assert list(read_cstate(tmp_path, zone=UTC, now=NOW)) == []


@given(st.text(max_size=200))
def test_any_file_is_an_issue_or_is_left_out(text: str) -> None:
    assert isinstance(read(text), ForeignIncident | LeftOut)


@given(st.dictionaries(st.sampled_from(["title", "date", "resolved", "resolvedWhen", "severity", "affected", "draft"]),
                       st.sampled_from(["x", "[]", "{}", "''", "2024-01-01", "true", "|\n  a\n  b", "[[a]]", "null"])))  # fmt: skip
def test_any_value_in_any_field_is_read_or_left_out(fields: dict[str, str]) -> None:
    assert isinstance(read(issue_text(**fields)), ForeignIncident | LeftOut)
