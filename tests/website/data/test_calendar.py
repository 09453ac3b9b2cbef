"""The calendar: a deadline for each running clock, a day for each open action item, as RFC 5545 writes them."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar, Component

from tests.builders import REPORTED, archive_folder, incident_text, write, write_incident
from tests.website.built_site import build

POLICY = """\
severities:
  P1: {name: Critical, sla: {acknowledge: 15m, resolve: 4h}}
  P2: {name: High}
tiers:
  enterprise: {P1: {resolve: 2h}}
"""


def calendar_of(root: Path) -> tuple[bytes, list[Component]]:
    build(root)
    content = (root.parent / "site/clocks.ics").read_bytes()
    return content, list(Calendar.from_ical(content).walk())[1:]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return archive_folder(tmp_path / "records", severity=POLICY)


def test_each_running_clock_has_its_deadline_in_utc(folder: Path) -> None:
    write_incident(folder, severity="P1", owner="maria", customers="{tiers: [enterprise]}")

    _, found = calendar_of(folder)

    assert [(str(each["uid"]), each.decoded("dtstart")) for each in found] == [
        ("INC-2026-0042-acknowledge-2026-11-20T14:10:00Z@incitrack", datetime(2026, 11, 20, 14, 25, tzinfo=UTC)),
        ("INC-2026-0042-resolve-2026-11-20T14:10:00Z@incitrack", datetime(2026, 11, 20, 16, 10, tzinfo=UTC)),
        (
            "INC-2026-0042-resolve-enterprise-2026-11-20T14:10:00Z@incitrack",
            datetime(2026, 11, 20, 16, 10, tzinfo=UTC),
        ),
    ]
    assert {each.name for each in found} == {"VEVENT"}
    assert {each.decoded("dtstamp") for each in found} == {datetime(2026, 11, 20, 17, 0, tzinfo=UTC)}
    assert all("DTSTART:2026" in each.to_ical().decode() for each in found)
    assert str(found[0]["summary"]) == "P1 acknowledge: INC-2026-0042 Checkout returns 502 for EU customers"
    assert str(found[0]["description"]) == "Owner: @maria"


def test_each_open_action_item_has_its_day_and_what_has_none_is_a_to_do(folder: Path) -> None:
    write_incident(
        folder,
        actions="[{id: A1, title: One, owner: jdoe, due: 2026-12-01}, {id: A2, title: Two, status: done, owner: jdoe, "
        "due: 2026-11-01, done_on: 2026-11-02}, {id: A3, title: Three}, "
        "{id: A4, title: Four, status: dropped, dropped_because: No.}]",
    )

    _, found = calendar_of(folder)

    assert [(each.name, str(each["uid"]), str(each["summary"])) for each in found] == [
        ("VEVENT", "INC-2026-0042-A1@incitrack", "INC-2026-0042/A1 One"),
        ("VTODO", "INC-2026-0042-A3@incitrack", "INC-2026-0042/A3 Three"),
    ]
    assert found[0].decoded("dtstart") == date(2026, 12, 1)
    assert "DTSTART;VALUE=DATE:20261201" in found[0].to_ical().decode()


def test_identifiers_are_the_same_at_the_next_build_and_no_two_are_one(root: Path) -> None:
    write_incident(
        root,
        incident_text(
            id="INC-2026-0050",
            communications=[
                "- `2026-11-20T16:20Z` **public** @sam: Next update by `2026-11-20T18:00Z`",
                "- `2026-11-20T16:20Z` **stakeholders** @sam: Next update by `2026-11-20T19:00Z`",
            ],
        ),
        id="INC-2026-0050",
    )

    _, found = calendar_of(root)
    build(root, now="2026-11-20T17:30Z")
    again = Calendar.from_ical((root.parent / "site/clocks.ics").read_bytes()).walk()[1:]

    identifiers = [str(each["uid"]) for each in found]
    assert len(set(identifiers)) == len(identifiers) > 2
    assert [str(each["uid"]) for each in again] == identifiers


def test_lines_end_with_crlf_and_are_folded_at_75_bytes(folder: Path) -> None:
    title = "Zażółć gęślą jaźń, ".strip() * 10
    write_incident(folder, severity="P1", title=f'"{title[:190]}"')

    content, found = calendar_of(folder)

    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert str(found[0]["summary"]).endswith(title[:190].rstrip())
    for line in re.sub(rb"\r\n[ \t]", b"", content).split(b"\r\n")[:-1]:
        assert re.match(rb"[A-Z-]+[;:]", line), line


@pytest.mark.parametrize(
    "title", ["Two; three, four\\ five: six", "BEGIN:VEVENT", "END:VCALENDAR", "a\\nATTACH:https://e.example/x"]
)
def test_no_title_becomes_a_line_of_its_own(folder: Path, title: str) -> None:
    write_incident(folder, title=f"'{title}'", actions=f"[{{id: A1, title: '{title}', due: 2026-12-01}}]")

    content, found = calendar_of(folder)

    assert [str(each["summary"]) for each in found] == [f"INC-2026-0042/A1 {title}"]
    assert [each.name for each in Calendar.from_ical(content).walk()] == ["VCALENDAR", "VEVENT"]


def test_addresses_are_told_where_the_settings_say_where_the_site_stands(folder: Path) -> None:
    write_incident(folder, actions="[{id: A1, title: One, due: 2026-12-01}]", timeline=[REPORTED])  # type: ignore[arg-type] # entries
    assert b"URL" not in calendar_of(folder)[0]

    write(folder, "incitrack.yaml", "site: {url: 'https://status.example/x'}\n")

    assert (
        str(calendar_of(folder)[1][0]["url"]) == "https://status.example/x/incidents/INC-2026-0042/index.html#A1"
    )


def test_an_empty_archive_has_an_empty_calendar(tmp_path: Path) -> None:
    root = tmp_path / "records"
    root.mkdir()

    content, found = calendar_of(root)

    assert found == []
    assert content.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
