"""What an import would write."""

from datetime import date
from pathlib import Path

import pytest

from incitrack.importers.cstate import SEVERITIES
from incitrack.importers.foreign_incident import ForeignIncident
from incitrack.importers.plan import Choices, ImportPlan, plan_import
from incitrack.importers.severity_words import severity_words
from incitrack.importers.source_folder import LeftOut
from incitrack.records.archive import Archive, read_archive
from tests.builders import SEVERITIES as POLICY
from tests.builders import archive, incident_text, write
from tests.importers.cstate_files import issue


def named(name: str, body: str = "It broke.", **fields: str | None) -> ForeignIncident:
    return issue(body, **fields)._replace(name=name)


def plan(
    here: Archive, *found: ForeignIncident | LeftOut, services: tuple[str, ...] = (), next_number: int = 1
) -> ImportPlan:
    words = severity_words(SEVERITIES, here.policies)
    choices = Choices("cstate", words, services, "maria")
    return plan_import(found, here, choices, lambda year: f"INC-{year}-{next_number:04}")


def written(root: Path, planned: ImportPlan) -> Archive:
    for edit in planned.edits:
        write(root, edit.path, edit.after)
    return read_archive(root)


def ids(planned: ImportPlan) -> list[tuple[str, str]]:
    return [(came.name, came.identifier) for came in planned.came]


def test_ids_follow_the_order_of_the_reports_year_by_year(tmp_path: Path) -> None:
    planned = plan(
        archive(tmp_path),
        named("c", date="2024-06-01"),
        named("b", date="2023-06-01", resolvedWhen="2023-06-02"),
        named("a", date="2024-05-01"),
    )
    assert ids(planned) == [("b", "INC-2023-0001"), ("a", "INC-2024-0001"), ("c", "INC-2024-0002")]


def test_ids_go_on_behind_the_highest_there_is(tmp_path: Path) -> None:
    planned = plan(archive(tmp_path), named("a"), named("b"), next_number=42)
    assert ids(planned) == [("a", "INC-2024-0042"), ("b", "INC-2024-0043")]


def test_what_cannot_be_read_stops_nothing(tmp_path: Path) -> None:
    planned = plan(archive(tmp_path), LeftOut("x", "why"), named("a"))
    assert planned.left_out == (LeftOut("x", "why"),)
    assert ids(planned) == [("a", "INC-2024-0001")]


def test_a_record_that_would_be_too_large_is_left_out_and_takes_no_number(tmp_path: Path) -> None:
    planned = plan(archive(tmp_path), named("a", "x" * 1_048_500), named("b"))
    assert [each.name for each in planned.left_out] == ["a"]
    assert ids(planned) == [("b", "INC-2024-0001")]


def test_a_second_import_brings_nothing(tmp_path: Path) -> None:
    found = [named("a"), named("b", affected=None)]
    here = written(tmp_path, plan(archive(tmp_path), *found))
    again = plan(here, *found, next_number=3)
    assert (again.edits, again.came, again.known, again.since) == ((), (), 2, None)


def test_a_later_import_brings_what_is_new_alone(tmp_path: Path) -> None:
    here = written(tmp_path, plan(archive(tmp_path), named("a")))
    assert ids(plan(here, named("a"), named("b"), next_number=2)) == [("b", "INC-2024-0002")]


def test_a_broken_record_that_refers_to_its_source_is_known(tmp_path: Path) -> None:
    here = written(tmp_path, plan(archive(tmp_path), named("a")))
    path = tmp_path / "incidents" / "2024" / "INC-2024-0001.md"
    path.write_text(path.read_text().replace("status: resolved", "status: odd"))
    here = read_archive(tmp_path)
    assert here.incidents == ()
    assert plan(here, named("a")).known == 1


def test_the_same_reference_to_another_tool_is_another_incident(tmp_path: Path) -> None:
    here = archive(tmp_path, incident_text(references="{jira: a}"))
    assert len(plan(here, named("a")).came) == 1


def test_a_catalogue_is_written_with_the_names(tmp_path: Path) -> None:
    here = written(tmp_path, plan(archive(tmp_path), named("a", affected="[The Till, API]")))
    assert here.incidents[0].incident.services == ("the-till", "api")
    assert {key: here.policies.services.name_of(key) for key in ("the-till", "api")} == {
        "the-till": "The Till",
        "api": "API",
    }


def test_a_new_catalogue_knows_the_services_already_in_use(tmp_path: Path) -> None:
    here = written(tmp_path, plan(archive(tmp_path, incident_text(services="[checkout]")), named("a")))
    assert set(here.policies.services.services or {}) == {"checkout", "till"}


def test_an_existing_catalogue_gets_what_it_lacks(tmp_path: Path) -> None:
    write(tmp_path, "policies/services.yaml", "services:\n  pay: {name: Payments}  # ours\n")
    here = written(tmp_path, plan(archive(tmp_path), named("a", affected="[Payments, Till]")))
    assert here.incidents[0].incident.services == ("pay", "till")
    assert (tmp_path / "policies" / "services.yaml").read_text() == (
        "services:\n  pay: {name: Payments}  # ours\n  till:\n    name: Till\n"
    )


@pytest.mark.parametrize("text", ["# c\n---\nservices: {}\n", "services: [broken\n"])
def test_a_catalogue_that_cannot_be_added_to_is_left_to_the_person(tmp_path: Path, text: str) -> None:
    write(tmp_path, "policies/services.yaml", text)
    planned = plan(archive(tmp_path), named("a"))
    assert [edit.path for edit in planned.edits] == ["incidents/2024/INC-2024-0001.md"]
    assert (planned.services, planned.services_by_hand) == (("till",), True)


def test_a_service_for_what_names_none_is_for_that_alone(tmp_path: Path) -> None:
    found = [named("a", affected=None), named("b")]
    here = written(tmp_path, plan(archive(tmp_path), *found, services=("site",)))
    assert [record.incident.services for record in here.incidents] == [("site",), ("till",)]
    assert set(here.policies.services.services or {}) == {"site", "till"}


def test_a_service_that_nothing_needed_is_not_in_the_catalogue(tmp_path: Path) -> None:
    planned = plan(archive(tmp_path), named("a"), services=("site",))
    assert planned.services == ("till",)


def test_a_severity_without_a_meaning_is_remarked(tmp_path: Path) -> None:
    planned = plan(archive(tmp_path), named("a", severity="odd"))
    assert planned.came[0].severity == "P3"
    assert planned.came[0].remarks == ("its severity “odd” has no meaning here, P3 was taken; --map sets it",)


def test_since_is_the_day_after_the_last_report_in_the_calendars_zone(tmp_path: Path) -> None:
    write(tmp_path, "policies/severity.yaml", "calendar: {timezone: Asia/Tokyo}\n" + POLICY)
    found = named("a", date="2024-05-02T20:00Z", resolvedWhen="2024-05-02T21:00Z")
    assert plan(read_archive(tmp_path), found).since == date(2024, 5, 4)


def test_a_policy_that_spares_this_history_needs_no_since(tmp_path: Path) -> None:
    write(tmp_path, "policies/severity.yaml", POLICY + "since: 2024-05-03\n")
    assert plan(read_archive(tmp_path), named("a")).since is None
