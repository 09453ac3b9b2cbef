"""Clocks on the pages: what presses first, how each stands, in words and for programs."""

import re
from pathlib import Path

import pytest

from tests.builders import ACKNOWLEDGED, REPORTED, RESOLVED, archive_folder, incident_text, write, write_incident
from tests.website.built_site import BuiltSite, build

POLICY = """\
severities:
  P1:
    name: Critical
    sla: {acknowledge: 15m, resolve: 4h, update: 30m, communicate: 30m, warn: 30m}
    postmortem: {when: [always], due: 3d}
  P2:
    name: High
    sla: {acknowledge: 3h, resolve: 1d}
  P3:
    name: Medium
tiers:
  enterprise: {P1: {resolve: 2h}}
"""
PAGE = "incidents/INC-2026-0042/"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return archive_folder(tmp_path / "records", severity=POLICY)


def site_of(root: Path, now: str = "2026-11-20T17:00Z") -> BuiltSite:
    build(root, now=now)
    return BuiltSite(root.parent / "site")


def section(site: BuiltSite, path: str = PAGE) -> str:
    """The words of the section of clocks."""
    html = site[path].html
    assert '<section id="clocks">' in html
    part = html.partition('<section id="clocks">')[2].partition("</section>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", part).split())


def reported(identifier: str, at: str, severity: str) -> str:
    return incident_text(id=identifier, title=identifier, severity=severity, timeline=[f"- `{at}` **reported**"])


def test_of_one_severity_what_is_breached_comes_before_what_is_at_risk_and_what_runs(folder: Path) -> None:
    write_incident(folder, reported("INC-2026-0001", "2026-11-20T16:50Z", "P2"), id="INC-2026-0001")  # running
    write_incident(folder, reported("INC-2026-0002", "2026-11-20T14:15Z", "P2"), id="INC-2026-0002")  # at risk
    write_incident(folder, reported("INC-2026-0003", "2026-11-20T13:50Z", "P2"), id="INC-2026-0003")  # breached
    write_incident(folder, reported("INC-2026-0004", "2026-11-19T10:00Z", "P3"), id="INC-2026-0004")  # no clock
    write_incident(folder, reported("INC-2026-0005", "2026-11-20T16:59Z", "P1"), id="INC-2026-0005")
    write_incident(folder, reported("INC-2026-0006", "2026-11-20T14:10Z", "P2"), id="INC-2026-0006")  # sooner

    page = site_of(folder)[""].html

    cards = re.findall(r'<h2><a class="title" href="incidents/INC-2026-000(\d)/', page)
    rows = page.partition('id="further"')[2].partition("</section>")[0]
    assert cards == ["5", "3", "6", "2"]
    assert re.findall(r'<a class="title" href="incidents/INC-2026-000(\d)/', rows) == ["1", "4"]


def test_a_card_shows_the_clock_that_matters_most(folder: Path) -> None:
    write_incident(folder, severity="P1", timeline=[REPORTED, ACKNOWLEDGED])  # type: ignore[arg-type] # entries

    page = site_of(folder, "2026-11-20T14:34Z")[""]

    assert "6 min left Communicate at risk deadline 14:40 UTC 1 more at risk" in page.text
    assert 'class="clock pressing is-at-risk" data-at-risk-at="2026-11-20T14:10:00Z"' in page.html
    assert '<time datetime="2026-11-20T14:40:00Z" data-day="20 Nov">14:40</time>' in page.html
    assert 'href="incidents/INC-2026-0042/index.html#clocks">1 more at risk' in page.html


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-11-20T16:10Z", "1 h left Acknowledge running deadline 17:10 UTC"),
        ("2026-11-20T16:40Z", "30 min left Acknowledge at risk deadline 17:10 UTC"),
        ("2026-11-20T17:10Z", "just in time Acknowledge at risk deadline 17:10 UTC"),
        ("2026-11-20T17:11Z", "1 min late Acknowledge breached deadline 17:10 UTC"),
        ("2026-11-21T17:40Z", "1 d late Acknowledge breached deadline 20 Nov, 17:10 UTC 1 more breached"),
    ],
)
def test_a_clock_is_said_as_of_the_moment_of_the_build(folder: Path, now: str, words: str) -> None:
    write_incident(folder)

    site = site_of(folder, now)

    assert words in site[""].text
    assert words.partition(" UTC")[0] in site[PAGE].text


def test_a_list_names_the_clock_of_what_is_not_closed(folder: Path) -> None:
    write(folder, "policies/services.yaml", "services: {checkout: {name: Checkout}}\n")
    write_incident(folder)
    write_incident(folder, reported("INC-2026-0041", "2026-11-20T13:50Z", "P3"), id="INC-2026-0041")
    site = site_of(folder)

    for path in ("incidents/", "services/", "services/checkout/"):
        assert "10 min left Acknowledge at risk, deadline 17:10" in site[path].text, path
        assert "INC-2026-0041" in site[path].html
    assert site["services/"].html.count('class="clock ') == 1


def test_the_page_of_an_incident_has_all_its_clocks_the_worst_first(folder: Path) -> None:
    text = incident_text(
        severity="P1",
        customers="{tiers: [enterprise]}",
        timeline=[
            REPORTED,
            ACKNOWLEDGED,
            "- `2026-11-20T15:20Z` **update** @maria: Still looking.",
            "- `2026-11-20T15:30Z` **update** @maria: Found.",
        ],
        communications=[
            "- `2026-11-20T14:30Z` **public** @maria: We look. Next update by `2026-11-20T15:00Z`",
            "- `2026-11-20T15:40Z` **public** @maria: Found. Next update by `2026-11-20T16:50Z`",
        ],
    )
    write_incident(folder, text)

    told = section(site_of(folder, "2026-11-20T15:50Z"))

    assert told.startswith("Clocks 3 at risk, 1 running, 2 missed, 2 met, 4 updates in time at risk 20 min left")
    assert re.findall(r"(at risk|running|missed|met) \d.*? ([A-Z]\w+(?: \(enterprise\))?) Started", told) == [
        ("at risk", "Resolve"),
        ("at risk", "Resolve (enterprise)"),
        ("at risk", "Update"),
        ("running", "Promise"),
        ("missed", "Promise"),
        ("missed", "Update"),
        ("met", "Communicate"),
        ("met", "Acknowledge"),
    ]
    assert (
        "missed 20 min late Update Started 20 Nov, 14:30 Deadline 20 Nov, 15:00 Stopped 20 Nov, 15:20 after 50 min"
        in told
    )
    assert (
        "missed 40 min late Promise Started 20 Nov, 14:30 Deadline 20 Nov, 15:00 Stopped 20 Nov, 15:40 after 1 h 10 min"
        in told
    )
    assert "running 1 h left Promise Started 15:40 Deadline 16:50 Running for 10 min" in told
    assert (
        "met 11 min early Acknowledge Started 20 Nov, 14:10 Deadline 20 Nov, 14:25 Stopped 20 Nov, 14:14 after 4 min"
        in told
    )


def test_what_is_late_of_a_resolved_incident_does_not_look_like_an_outage(folder: Path) -> None:
    write_incident(
        folder,
        severity="P1",
        status="resolved",
        owner="maria",
        timeline=[REPORTED, ACKNOWLEDGED, RESOLVED],  # type: ignore[arg-type] # entries
        actions="[{id: A1, title: Watch, owner: maria, due: 2026-11-18}]",
    )

    page = site_of(folder)[PAGE]

    assert "pressing" not in page.html.partition("</header>")[2].partition('id="timeline"')[0]
    assert "2 days overdue Action A1 breached, deadline 19 Nov, 00:00" in page.text


def test_the_clock_of_an_action_item_leads_to_it(folder: Path) -> None:
    write_incident(
        folder,
        severity="P3",
        actions="[{id: A1, title: Done already, owner: maria, due: 2026-11-19, status: done, done_on: 2026-11-19},"
        " {id: A2, title: Watch, owner: maria, due: 2026-11-18}]",
    )
    site = site_of(folder)

    assert section(site).startswith(
        "Clocks 1 breached, 1 met breached 2 days overdue Action A2 Due 18 November 2026"
    )
    assert '<time datetime="2026-11-19T00:00:00Z">18 November 2026</time>' in site[PAGE].html
    assert '<a href="#A2"><bdi>Action A2</bdi></a>' in site[PAGE].html
    assert "A2" in site[PAGE].ids


def test_the_clock_of_an_action_item_is_told_in_the_days_of_the_teams_calendar(folder: Path) -> None:
    write(folder, "policies/severity.yaml", f"{POLICY}calendar: {{timezone: Pacific/Auckland}}\n")
    write_incident(
        folder,
        severity="P3",
        actions="[{id: A1, title: Early, owner: maria, due: 2026-11-19, status: done, done_on: 2026-09-28},"
        " {id: A2, title: Late, owner: maria, due: 2026-09-26, status: done, done_on: 2026-09-28}]",
    )

    told = section(site_of(folder))

    assert told == (
        "Clocks 1 missed, 1 met"
        " missed 2 days late Action A2 Due 26 September 2026 Done 28 September 2026"
        " met Action A1 Due 19 November 2026 Done 28 September 2026"
    )


def test_a_postmortem_that_is_late_shows_beside_a_resolved_incident(folder: Path) -> None:
    write_incident(
        folder,
        severity="P1",
        status="resolved",
        owner="maria",
        started_at="2026-11-20T14:05Z",
        timeline=[REPORTED, ACKNOWLEDGED, RESOLVED],  # type: ignore[arg-type] # entries
        communications=["- `2026-11-20T14:20Z` **public** @maria: We look."],  # type: ignore[arg-type] # likewise
    )
    site = site_of(folder, "2026-11-24T16:40Z")

    assert "1 d late Postmortem breached, deadline 23 Nov, 16:40" in site[""].text
    assert "breached 1 d late Postmortem Started 20 Nov, 16:40" in section(site)
    assert (
        "Overdue and due soon 1 d late 23 Nov, 16:40 "
        "Postmortem: Checkout returns 502 for EU customers @maria · INC-2026-0042 · resolved" in site[""].text
    )
    assert "1 is resolved and not closed, since 20 Nov." in site[""].text


@pytest.mark.parametrize(
    "fields",
    [
        {"severity": "P3"},
        {"disposition": "false-positive"},
    ],
)
def test_an_incident_without_clocks_shows_none(folder: Path, fields: dict[str, str]) -> None:
    write_incident(folder, **fields)
    site = site_of(folder)

    for path in ("", "incidents/", PAGE):
        shown, _, _ = site[path].html.partition("<template")  # the pattern of a row has one
        assert 'class="clock' not in shown
    assert "Clocks" not in site[PAGE].text


def test_what_was_reported_before_the_policy_shows_none(folder: Path) -> None:
    write(folder, "policies/severity.yaml", f"since: 2026-12-01\n{POLICY}")
    write_incident(folder)

    assert 'class="clock' not in site_of(folder)[PAGE].html


def test_a_restricted_incident_moves_no_clock_of_another(folder: Path) -> None:
    policy = POLICY.replace("{when: [always], due: 3d}", "{when: [{recurs: 2, within: 30d}], due: 3d}")
    write(folder, "policies/severity.yaml", policy)
    fields = {"severity": "P1", "status": "resolved", "owner": "maria", "cause": "change"}
    timeline = [REPORTED, ACKNOWLEDGED, RESOLVED]
    earlier = [entry.replace("2026-11-20", "2026-11-19") for entry in timeline]
    write_incident(folder, incident_text(**fields, timeline=timeline))
    hidden = incident_text(id="INC-2026-0041", **fields, visibility="restricted", timeline=earlier)
    write_incident(folder, hidden, id="INC-2026-0041")
    assert "Postmortem" not in section(site_of(folder))

    write_incident(folder, hidden.replace("restricted", "internal"), id="INC-2026-0041")
    assert "Postmortem" in section(site_of(folder))


def test_every_clock_has_its_state_as_a_word_and_its_deadline_as_a_time(own_site: BuiltSite) -> None:
    clocks = [
        clock
        for page in own_site.pages.values()
        for clock in re.split(r'(?=class="clock (?:pressing|note|clock-line) )', page.html)[1:]
    ]

    assert len(clocks) > 10
    for clock in clocks:
        tag = clock.partition(">")[0]
        state = tag.partition(" is-")[2].partition('"')[0]
        assert f'<span class="clock-state">{state.replace("-", " ")}</span>' in clock
        assert re.search(r'class="clock-due">(deadline )?<time datetime="[0-9T:-]+Z"', clock)
        assert ("data-at-risk-at" in tag) == (state not in {"met", "missed"})
