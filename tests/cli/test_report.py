"""`report month`, `quarter` and `sla`: what they say, where they go, and what they refuse."""

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.builders import archive_folder, incident_text, write, write_postmortem
from tests.cli.ran import Ran, ran

ROOT = Path(__file__).parents[2]
POLICY = """\
calendar: {timezone: Europe/Warsaw}
severities:
  P1:
    name: Critical
    downtime: true
    sla: {acknowledge: 15m, resolve: 4h, update: 1h, communicate: 30m}
    postmortem: {when: [always], due: 3d}
  P2:
    name: High
    sla: {acknowledge: 1h, resolve: 1bd}
tiers:
  enterprise: {P1: {resolve: 1h}}
"""
SERVICES = """\
services:
  checkout: {name: Checkout, customers: [enterprise, retail], availability: 99.9}
  search: {name: Search, customers: [retail]}
"""
OUTAGE = incident_text(
    id="INC-2026-0007",
    severity="P1",
    status="resolved",
    owner="maria",
    title="Checkout returns 502",
    started_at="2026-10-05T08:00Z",
    cause="capacity",
    customers="{tiers: [enterprise, retail], affected: 12}",
    actions="[{id: A1, title: Alert at 80%, owner: jdoe, due: 2026-10-20}]",
    timeline=[
        "- `2026-10-05T08:10Z` **reported** @synthetics: The pool of db-internal-7 is full.",
        "- `2026-10-05T08:14Z` **acknowledged** @maria: On it.",
        "- `2026-10-05T09:55Z` **update** @maria: Rolled back.",
        "- `2026-10-05T10:10Z` **resolved** @maria: Green.",
    ],
    communications=[
        "- `2026-10-05T08:20Z` **stakeholders** @kim: For colleagues alone.",
        "- `2026-10-05T08:30Z` **tier-enterprise** @kim: Yours fails. Next update by `2026-10-05T09:00Z`.",
        "- `2026-10-05T09:10Z` **public** @kim: It still <fails> | *really*.",
        "- `2026-10-05T10:10Z` **tier-retail** @kim: Retail works.",
    ],
)
AGAIN = incident_text(
    id="INC-2026-0008",
    status="closed",
    owner="jdoe",
    title="Checkout is slow again",
    started_at="2026-10-12T08:00Z",
    cause="capacity",
    timeline=[
        "- `2026-10-12T08:10Z` **reported** @synthetics",
        "- `2026-10-12T08:14Z` **acknowledged** @jdoe",
        "- `2026-10-12T10:10Z` **resolved** @jdoe",
        "- `2026-10-13T10:10Z` **closed** @jdoe",
    ],
)
SECRET = incident_text(
    id="INC-2026-0009",
    title="Somebody read the backups",
    visibility="restricted",
    customers="{tiers: [enterprise]}",
    timeline=["- `2026-10-20T08:10Z` **reported** @synthetics"],
)
EARLIER = incident_text(
    id="INC-2026-0001",
    status="closed",
    timeline=["- `2026-08-02T08:10Z` **reported** @synthetics", "- `2026-08-02T09:10Z` **closed** @jdoe"],
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    archive_folder(tmp_path, OUTAGE, AGAIN, SECRET, EARLIER, severity=POLICY)
    write(tmp_path, "policies/services.yaml", SERVICES)
    return tmp_path


def report(root: Path, *arguments: str) -> str:
    done = ran(root, "report", *arguments)
    assert done.status == 0, done
    return done.out


def section(text: str, title: str) -> str:
    """What stands under a heading, up to the next one of its level."""
    found = re.search(rf"^(##+) {re.escape(title)}\n(.*?)(?=^##? |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, text
    return found[2]


def rows(text: str) -> list[list[str]]:
    """The cells of the tables of a section, without headings."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    rules = {index for index, row in enumerate(cells) if set("".join(row)) <= {"-", ":"}}
    return [row for index, row in enumerate(cells) if not rules & {index, index + 1}]


def test_the_head_says_what_one_has_to_know(root: Path) -> None:
    title, _, head, *_ = report(root, "month", "2026-10").splitlines()
    assert title == "# Incidents in October 2026"
    assert head.startswith("**3 incidents were reported**, 3 more than in September 2026 (0). ")
    assert (
        "The worst: [INC-2026-0007], “Checkout returns 502” (P1; Checkout), resolved 2 h after the report." in head
    )
    assert "1 is still open." in head
    assert "Below its availability target: Checkout." in head


def test_of_one_incident_there_is_no_median(root: Path) -> None:
    head = report(root, "month", "2026-08").splitlines()[2]
    assert "The one incident was resolved in 1 h." in head
    assert "median" not in head


def test_without_a_period_it_is_the_last_one_that_is_over(root: Path) -> None:
    assert report(root, "month") == report(root, "month", "2026-10")
    assert report(root, "quarter") == report(root, "quarter", "2026-q3")
    assert report(root, "sla", "--customer", "retail") == report(
        root, "sla", "--customer", "retail", "--quarter", "2026-Q3"
    )


def test_each_missed_clock_is_listed_with_its_incident_how_late_and_whose(root: Path) -> None:
    secret = "Somebody read the backups (restricted)"
    assert rows(section(report(root, "month", "2026-10"), "Missed")) == [
        ["[INC-2026-0007]", "postmortem", "43 d 6 h, still running", "maria", "Checkout returns 502"],
        ["[INC-2026-0007]", "action A1", "30 d 19 h, still running", "jdoe", "Alert at 80%"],
        ["[INC-2026-0009]", "acknowledge", "31 d 7 h, still running", "nobody", secret],
        ["[INC-2026-0009]", "resolve", "30 d 2 h, still running", "nobody", secret],
        ["[INC-2026-0007]", "resolve", "1 h", "maria", "Checkout returns 502"],
        ["[INC-2026-0007]", "promise", "10 min", "maria", "Checkout returns 502"],
    ]


def test_a_report_says_from_when_on_there_are_records(root: Path) -> None:
    begin = "The records begin in August 2026: the time before counts as up."
    assert begin in section(report(root, "quarter", "2026-q3"), "Availability")
    assert begin in section(report(root, "sla", "--customer", "retail", "--quarter", "2026-Q3"), "Availability")
    assert "The records begin" not in report(root, "month", "2026-08")
    assert "The records begin" not in report(root, "quarter", "2026-q4")


def test_several_runs_of_a_clock_are_one_line(root: Path) -> None:
    quiet = OUTAGE.replace("**update** @maria: Rolled back.", "**in-progress** @maria").replace(
        "T08:14Z", "T08:11Z"
    )
    write(
        root,
        "incidents/2026/INC-2026-0007.md",
        quiet.replace("2026-10-05T10:10Z` **resolved**", "2026-10-05T14:10Z` **resolved**").replace(
            "2026-10-05T10:10Z` **tier", "2026-10-05T12:00Z` **tier"
        ),
    )
    (updates,) = [row for row in rows(section(report(root, "month", "2026-10"), "Missed")) if row[1] == "update"]
    assert updates == ["[INC-2026-0007]", "update", "2 times, at most 1 h 10 min", "maria", "Checkout returns 502"]


def test_counts_and_compliance_are_by_severity(root: Path) -> None:
    text = report(root, "month", "2026-10")
    assert rows(section(text, "How many"))[:2] == [["P1 Critical", "1", "0", "+1"], ["P2 High", "2", "0", "+2"]]
    assert rows(section(text, "Clocks kept"))[:2] == [
        ["acknowledge", "100 % of 1", "50 % of 2", "67 % of 3", "–"],
        ["resolve", "0 % of 1", "50 % of 2", "33 % of 3", "–"],
    ]


def test_what_came_back_is_shown_first_beside_later(root: Path) -> None:
    (group,) = rows(section(report(root, "month", "2026-10"), "What came back"))
    assert group == [
        "Checkout: capacity",
        "10 min (1)",
        "10 min (1)",
        "2 h (1)",
        "2 h (1)",
        "[INC-2026-0007], [INC-2026-0008]",
    ]


def test_what_is_overdue_and_what_is_missing_has_an_owner(root: Path) -> None:
    text = report(root, "month", "2026-10")
    assert rows(section(text, "Overdue, of all incidents (1)")) == [
        ["[INC-2026-0007/A1](incidents/2026/INC-2026-0007.md)", "31 days", "jdoe", "Alert at 80%"]
    ]
    assert rows(section(text, "Missing (1)")) == [
        ["[INC-2026-0007]", "not begun", "8 October 2026, 43 d 6 h late", "maria", "Checkout returns 502"]
    ]


def test_a_postmortem_that_is_published_is_not_missing(root: Path) -> None:
    write_postmortem(
        root,
        id="INC-2026-0007",
        status="published",
        published_at="2026-10-07T10:10Z",
        authors="[maria]",
        trigger="x",
        factors="[{factor: late-detection}]",
    )
    text = section(report(root, "month", "2026-10"), "Postmortems")
    assert text.strip() == (
        "1 required, 1 published, 1 of 1 (100 %) with a deadline on time, "
        "published 2 days after the resolution (median, n = 1). None is missing."
    )


def test_what_there_is_nothing_to_say_of_is_one_sentence(root: Path) -> None:
    text = report(root, "month", "2026-09")
    assert "**No incident was reported**, 1 fewer than in August 2026 (1)." in text
    assert "How fast" not in text
    assert "None is below its target." in text


def test_restricted_incidents_are_marked_or_left_out(root: Path) -> None:
    assert "Somebody read the backups (restricted)" in report(root, "month", "2026-10")
    without = report(root, "month", "2026-10", "--without-restricted")
    assert "backups" not in without
    assert "INC-2026-0009" not in without
    assert "**2 incidents were reported**" in without


def test_the_postmortem_of_a_restricted_incident_that_cannot_be_read_is_left_out_too(root: Path) -> None:
    broken = incident_text(id="INC-2026-0009", visibility="restricted", severty="P1")
    write(root, "incidents/2026/INC-2026-0009.md", broken)
    write(root, "incidents/2025/INC-2026-0009.md", incident_text(id="INC-2026-0009", title="Backups once more"))
    done = ran(root, "report", "month", "2026-11", "--without-restricted")
    assert done.status == 3
    assert "ackups" not in done.out
    assert "INC-2026-0009" not in done.out


def test_every_reference_leads_to_a_record_from_where_the_report_stands(root: Path) -> None:
    out = root / "reports" / "deep" / "october.md"
    out.parent.mkdir(parents=True)
    done = ran(root, "report", "month", "2026-10", "--out", str(out))
    assert (done.status, done.out) == (0, f"{out}\n")
    links = re.findall(r'<a href="([^"]*)"', MarkdownIt("commonmark").enable("table").render(out.read_text()))
    assert len(links) > 5
    assert all((out.parent / link).resolve().is_relative_to(root / "incidents") for link in links)
    assert all((out.parent / link).resolve().is_file() for link in links)


def test_a_title_is_text_whatever_it_holds(root: Path) -> None:
    title = '"<img src=x onerror=alert(1)> a|b `c` [d](e) **f** &lt;"'
    write(root, "incidents/2026/INC-2026-0008.md", AGAIN.replace("Checkout is slow again", title))
    shown = "&lt;img src=x onerror=alert(1)&gt; a|b `c` [d](e) **f** &amp;lt;"
    for text in (
        report(root, "month", "2026-10"),
        report(root, "sla", "--customer", "retail", "--month", "2026-10"),
    ):
        page = MarkdownIt("commonmark").enable("table").render(text)
        assert f"<td>{shown}</td>" in page
        assert "<img" not in page


def test_the_same_now_gives_the_same_bytes(root: Path) -> None:
    assert report(root, "quarter", "2026-Q4") == report(root, "quarter", "2026-Q4")
    assert "**Q4 2026 is not over**" in report(root, "quarter", "2026-Q4")
    later = ran(root, "report", "quarter", "2026-Q4", now="2027-01-05T00:00Z").out
    assert "is not over" not in later


def test_a_customer_is_shown_its_own_targets_and_what_was_kept(root: Path) -> None:
    enterprise = report(root, "sla", "--customer", "enterprise", "--month", "2026-10")
    assert rows(section(enterprise, "What is agreed"))[0] == [
        "P1 Critical",
        "15 minutes",
        "**1 hour**",
        "1 hour",
        "30 minutes",
    ]
    assert rows(section(enterprise, "Missed")) == [
        ["INC-2026-0007", "Resolution", "5 October 2026, 11:10 (UTC+02:00)", "1 h"],
        ["INC-2026-0007", "Promised update", "5 October 2026, 11:00 (UTC+02:00)", "10 min"],
    ]
    (first, _) = rows(section(enterprise, "The incidents"))
    assert first[4:] == ["5 October 2026, 10:10 (UTC+02:00)", "4 min, in time", "2 h, 1 h late"]
    retail = report(root, "sla", "--customer", "retail", "--month", "2026-10")
    assert "**" not in section(retail, "What is agreed")
    assert rows(section(retail, "The incidents"))[0][6] == "2 h, in time"
    assert [row[1] for row in rows(section(retail, "Missed"))] == ["First message"]


def test_a_customer_is_shown_what_it_was_told_and_no_more(root: Path) -> None:
    text = report(root, "sla", "--customer", "enterprise", "--month", "2026-10")
    told = section(text, "What was told")
    assert "Yours fails. *Next update promised by 5 October 2026, 11:00 (UTC+02:00): 10 min late.*" in told
    assert r"It still \<fails\> \| \*really\*." in told
    for inside in (
        "maria",
        "jdoe",
        "kim",
        "synthetics",
        "colleagues",
        "Retail works",
        "db-internal-7",
        "Rolled back",
        "capacity",
        "Alert at",
        "incidents/",
        "backups",
        "INC-2026-0009",
    ):
        assert inside not in text


def test_the_sender_is_told_what_was_presumed_and_what_was_withheld(root: Path) -> None:
    done = ran(root, "report", "sla", "--customer", "enterprise", "--month", "2026-10")
    assert done.status == 0
    assert done.err.splitlines() == [
        "1 incident without a customer tier, counted because enterprise uses a service that was affected: INC-2026-0008",
        "1 incident restricted, and left out: INC-2026-0009",
    ]


def test_any_stretch_of_time_may_be_asked_for(root: Path) -> None:
    text = report(root, "sla", "--customer", "retail", "--since", "2026-10-12", "--until", "2026-10-12")
    assert text.startswith("# Service levels of retail, 12 October 2026 to 12 October 2026\n")
    assert [row[0] for row in rows(section(text, "The incidents"))] == ["INC-2026-0008"]
    assert rows(section(text, "Availability"))[0][1] == "100 %"
    to_now = report(root, "sla", "--customer", "retail", "--since", "2026-10-12T08:11Z")
    assert "# Service levels of retail, 12 October 2026 to 20 November 2026\n" in to_now
    assert section(to_now, "The incidents").strip() == "There was none."


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["month", "2026-13"], "“2026-13” is not a month"),
        (["month", "2026-Q4"], "incitrack report quarter 2026-Q4"),
        (["quarter", "2026-05"], "write 2026-Q2"),
        (["quarter", "2026-Q5"], "“2026-Q5” is not a quarter"),
        (["month", "2026-12"], "2026-12 has not begun"),
        (["quarter", "2027-Q1"], "2027-Q1 has not begun"),
        (["sla"], "--customer"),
        (["sla", "--customer", "enterprize"], "did you mean enterprise?"),
        (["sla", "--customer", "enterprise", "--until", "2026-10-01"], "--until needs --since"),
        (
            ["sla", "--customer", "enterprise", "--since", "2026-10-02", "--until", "2026-10-01"],
            "later than --until",
        ),
        (["sla", "--customer", "enterprise", "--since", "2027-10-02"], "lies ahead"),
        (["sla", "--customer", "enterprise", "--month", "2026-10", "--quarter", "2026-Q3"], "exclude each other"),
        (["sla", "--customer", "enterprise", "--since", "soon"], "--since"),
        (["month", "--out", " "], "--out names no file"),
        (["month", "--out", "policies"], "--out names no file"),
        (["moth"], "did you mean month?"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(root: Path, arguments: list[str], said: str) -> None:
    done = ran(root, "report", *arguments)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert done.err.count("\n") <= 3


def unreadable(done: Ran) -> None:
    assert done.status == 3
    assert done.err.startswith("cannot read incidents/2026/INC-2026-0010.md:")


def test_what_cannot_be_read_is_named_and_the_rest_is_told(root: Path) -> None:
    write(root, "incidents/2026/INC-2026-0010.md", "---\nid: nonsense\n---\n")
    month = ran(root, "report", "month", "2026-10")
    unreadable(month)
    assert "**1 file could not be read** and may be missing here." in month.out
    unreadable(ran(root, "report", "sla", "--customer", "retail", "--month", "2026-10"))


def test_a_policy_that_cannot_be_read_leaves_nothing_to_report(root: Path) -> None:
    write(root, "policies/severity.yaml", POLICY.replace("15m", "15 minutes"))
    for arguments in (["month"], ["sla", "--customer", "retail"]):
        done = ran(root, "report", *arguments)
        assert (done.status, done.out) == (3, "")


def test_an_archive_without_records_or_policies_has_a_report(tmp_path: Path) -> None:
    (tmp_path / "incidents").mkdir()
    done = ran(tmp_path, "report", "month")
    assert (done.status, done.err) == (0, "")
    assert "**No incident was reported**; nothing was recorded before." in done.out


@pytest.mark.parametrize("period", ["month 2026-11", "month 2026-07", "quarter 2025-Q4", "quarter 2026-Q4"])
def test_our_own_records_have_a_report(period: str) -> None:
    page = MarkdownIt("commonmark").enable("table").render(report(ROOT, *period.split()))
    assert page.count("<h1>") == 1
    assert "<table>" in page


@pytest.mark.parametrize("name", ["incidents/2026/INC-2026-0001.md", "policies/report.md", "notes.md"])
def test_a_report_replaces_nothing_but_an_earlier_report(root: Path, name: str) -> None:
    write(root, "notes.md", "Mine.\n")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    done = ran(root, "report", "month", "2026-10", "--out", name)
    assert (done.status, done.out) == (4, "")
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_report_written_again_replaces_the_last_one(root: Path) -> None:
    assert [ran(root, "report", "month", "2026-10", "--out", "october.md").status for _ in range(2)] == [0, 0]
