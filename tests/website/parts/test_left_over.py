"""What a site says of records that are set aside: they are no incident of their own, though nobody closed them."""

from pathlib import Path

import pytest

from tests.builders import archive_folder, write, write_incident
from tests.website.built_site import BuiltSite, build
from tests.website.parts.test_tally import asked, tally

POLICY = "severities: {P1: {name: Critical}, P2: {name: High}}"
SERVICES = "services: {checkout: {name: Checkout}, search: {name: Search}}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One that is open, its duplicate, and a false alarm at another service."""
    root = archive_folder(tmp_path / "records", severity=POLICY)
    write(root, "policies/services.yaml", SERVICES)
    write_incident(root)
    write_incident(
        root, id="INC-2026-0043", title="The same again", disposition="duplicate", duplicate_of="INC-2026-0042"
    )
    write_incident(
        root,
        id="INC-2026-0044",
        title="The probe was wrong",
        severity="P1",
        services="[search]",
        disposition="false-positive",
    )
    return root


def site_of(root: Path) -> BuiltSite:
    build(root)
    return BuiltSite(root.parent / "site")


def test_what_was_set_aside_is_not_open_but_named_until_it_is_closed(folder: Path) -> None:
    page = site_of(folder)[""]

    assert "1 incident is open 1 P2" in page.text
    assert (
        "Set aside and not closed: The probe was wrong (False positive), The same again (Duplicate of" in page.text
    )
    assert "Open as well" not in page.text


def test_of_many_that_were_set_aside_the_first_are_named(folder: Path) -> None:
    for number in range(50, 54):
        write_incident(folder, id=f"INC-2026-00{number}", severity="P2", disposition="planned")

    page = site_of(folder)[""]

    assert page.text.count("(Planned)") == 2
    assert "(Planned) and 2 more." in page.text


def test_its_services_are_not_affected(folder: Path) -> None:
    site = site_of(folder)

    assert "Checkout P2 1 open Nothing is open at the others: Search" in site[""].text
    assert "Open now Nothing is open." in site["services/search/"].text
    assert "The probe was wrong" in site["services/search/"].text


def test_a_number_of_the_sum_leads_to_those_that_it_counts(folder: Path) -> None:
    assert asked(tally(folder)["1 P2"])["disposition"] == ["actionable"]


def test_the_board_has_them_in_their_columns_and_counts_them_apart(folder: Path) -> None:
    page = site_of(folder)["board/"]

    assert "1 incident open, 2 set aside." in page.text
    assert "The probe was wrong" in page.text


def test_who_reports_is_not_asked_whether_it_is_a_false_alarm(folder: Path) -> None:
    assert "The probe was wrong" not in site_of(folder)["report/"].text
