"""The review of a month has what the report on it has: each missed clock, postmortems in time, causes and factors."""

import re
from pathlib import Path

from tests.builders import SECTIONS, archive_folder, incident_text, write_postmortem
from tests.cli.ran import ran
from tests.website.built_site import BuiltSite, SitePage, build

POLICY = """\
calendar: {timezone: Europe/Warsaw}
severities:
  P1:
    name: Critical
    sla: {acknowledge: 15m, resolve: 1h, update: 30m}
    postmortem: {when: [always], due: 3d}
  P2: {name: High, sla: {resolve: 4h}}
"""
OUTAGE = incident_text(
    id="INC-2026-0007",
    severity="P1",
    status="resolved",
    owner="maria",
    cause="capacity",
    actions="[{id: A1, title: Alert at 80 %, owner: jdoe, due: 2026-10-20}]",
    timeline=[
        "- `2026-10-05T08:10Z` **reported** @synthetics: Full.",
        "- `2026-10-05T08:14Z` **acknowledged** @maria: On it.",
        "- `2026-10-05T10:14Z` **in-progress** @maria: Rolling back.",
        "- `2026-10-05T11:10Z` **resolved** @maria: Green.",
    ],
)
KEPT = incident_text(
    id="INC-2026-0008",
    status="resolved",
    timeline=[
        "- `2026-10-06T08:10Z` **reported** @synthetics: Slow.",
        "- `2026-10-06T09:10Z` **resolved** @maria: Quick.",
    ],
)


def review(root: Path, *texts: str, published_at: str | None = None) -> SitePage:
    folder = archive_folder(root / "records", *texts, severity=POLICY)
    if published_at:
        write_postmortem(
            folder,
            body=SECTIONS,
            id="INC-2026-0007",
            status="published",
            published_at=published_at,
            authors="[maria]",
            trigger="Load.",
            factors="[{factor: missing-alert}, {factor: manual-step}]",
        )
    build(folder)
    return BuiltSite(root / "site")["trends/2026-10/"]


def rows(page: SitePage, anchor: str) -> list[list[str]]:
    """The cells of a chart's table."""
    chart = page.html.partition(f'id="{anchor}"')[2].partition("</section>")[0]
    body = chart.partition("<tbody>")[2].partition("</tbody>")[0]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in body.split("</tr>")[:-1]]
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in row] for row in cells]


def test_each_missed_clock_is_listed_by_how_much_and_when_it_was_due_as_in_the_report(tmp_path: Path) -> None:
    page = review(tmp_path, OUTAGE, KEPT, published_at="2026-10-12T04:10Z")
    found = rows(page, "missed")
    assert [row[:3] for row in found] == [
        ["INC-2026-0007", "action A1", "30 d 19 h, still running"],
        ["INC-2026-0007", "postmortem", "3 d 17 h"],
        ["INC-2026-0007", "resolve", "2 h"],
        ["INC-2026-0007", "update", "2 times, at most 1 h 30 min"],
    ]
    assert [row[3] for row in found][2] == "5 October 2026, 09:10 UTC"
    assert '<time datetime="2026-10-05T09:10:00Z"' in page.html
    assert "5 clocks in 1 incident." in page.text
    report = ran(tmp_path / "records", "report", "month", "2026-10").out
    missed = re.search(r"### Missed\n(.*?)\n\n#", report, re.DOTALL)
    assert missed
    told = [
        [cell.strip(" []") for cell in line.split("|")[1:4]] for line in missed[1].splitlines() if "INC-" in line
    ]
    assert told == [row[:3] for row in found]


def test_what_was_kept_lists_no_clock(tmp_path: Path) -> None:
    assert 'id="missed"' not in review(tmp_path, KEPT).html


def test_of_many_that_were_missed_those_of_the_worst_severity_are_shown(tmp_path: Path) -> None:
    late = [
        incident_text(
            id=f"INC-2026-{number:04}",
            severity="P1" if number == 60 else "P2",
            timeline=["- `2026-10-06T08:10Z` **reported** @synthetics: Slow."],
        )
        for number in range(40, 61)
    ]
    page = review(tmp_path, *late)
    found = rows(page, "missed")
    assert len(found) == 15
    assert {row[0] for row in found} >= {"INC-2026-0060", "INC-2026-0040"}
    assert "Shown are 15 of the worst severities; the numbers above lead to all." in page.text


def test_how_many_postmortems_were_in_time_is_said(tmp_path: Path) -> None:
    late = review(tmp_path / "late", OUTAGE, published_at="2026-10-12T04:10Z").text
    assert "1 required, 1 published, 0 of 1 (0 %) with a deadline on time." in late
    assert "days after the resolution (median, n = 1). None is awaited." in late
    in_time = review(tmp_path / "in-time", OUTAGE, published_at="2026-10-07T04:10Z").text
    assert "1 of 1 (100 %) with a deadline on time." in in_time
    awaited = review(tmp_path / "awaited", OUTAGE).text
    assert "1 required, 0 published, 0 of 1 (0 %) with a deadline on time." in awaited
    assert "1 still awaited." in awaited


def test_causes_and_factors_are_those_of_the_month(tmp_path: Path) -> None:
    page = review(tmp_path, OUTAGE, KEPT, published_at="2026-10-12T04:10Z")
    assert rows(page, "causes") == [["Capacity", "1", "100 %", "100 %"]]
    assert rows(page, "factors") == [["Manual step", "1", "50 %", "50 %"], ["Missing alert", "1", "50 %", "100 %"]]
    assert "Most often named: Capacity, 1 of 1 (100 %)." in page.text
    assert "No factor stands out: 2 are named once each." in page.text


def test_where_none_is_named_that_is_said_with_the_number_of_incidents(tmp_path: Path) -> None:
    text = review(tmp_path, KEPT).text
    assert "No cause has been named (n = 1 incident)." in text
    assert "No factor has been named (n = 1 incident)." in text
