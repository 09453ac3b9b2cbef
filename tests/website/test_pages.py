"""What each page shows of an archive."""

import re
from pathlib import Path

import pytest

from tests.builders import (
    ACKNOWLEDGED,
    REPORTED,
    RESOLVED,
    archive_folder,
    incident_text,
    write,
    write_incident,
    write_postmortem,
)
from tests.website.built_site import BuiltSite, build


def site_of(root: Path, now: str = "2026-11-20T17:00Z") -> BuiltSite:
    out = root.parent / "site"
    build(root, out, now=now)
    return BuiltSite(out)


def test_the_overview_says_what_is_wrong_now_worst_first(root: Path) -> None:
    write_incident(root, id="INC-2026-0043", severity="P1", title="All is lost", owner="jdoe")
    write_incident(root, id="INC-2026-0044", severity="P4", title="A wrong word")

    text = site_of(root)[""].text

    assert "3 incidents are open" in text
    assert text.index("All is lost") < text.index("Checkout returns 502") < text.index("A wrong word")
    assert "open for 2 h 50 min" in text
    assert "nobody has it yet" in text


def test_a_calm_overview_says_how_long_nothing_has_been_open(tmp_path: Path) -> None:
    fields = {"owner": "maria", "status": "resolved"}
    timeline = ["- `2026-11-17T09:00Z` **reported** @maria: Slow.", "- `2026-11-18T13:00Z` **resolved** @maria"]
    root = archive_folder(tmp_path / "records", incident_text(**fields, timeline=timeline))

    assert (
        "Nothing is open Nothing has been open for 2 d 4 h. The last to be resolved was" in site_of(root)[""].text
    )

    write_incident(root, id="INC-2026-0043", title=None)
    assert "Nothing has been open" not in site_of(root)[""].text


def test_a_new_archive_says_how_the_first_record_is_written(empty_site: BuiltSite) -> None:
    page = empty_site[""]

    assert (
        'Nothing is open No incident yet. incitrack open --title "What is broken" writes the first.' in page.text
    )
    assert "The last 90 days" not in page.text


def test_of_many_that_are_open_the_worst_have_a_card_and_the_rest_a_row(root: Path) -> None:
    for number in range(43, 47):
        write_incident(root, id=f"INC-2026-00{number}", severity="P4", title=f"Small {number}")

    page = site_of(root)[""]

    assert "5 incidents are open 1 P2 4 P4" in page.text
    assert page.html.count('<li class="card ') == 1
    assert page.text.index("Overdue and due soon") < page.text.index("Open as well") < page.text.index("Small 43")
    assert page.text.count("Small 44") == 1


def test_three_that_are_open_have_a_card_each(root: Path) -> None:
    for number in (43, 44):
        write_incident(root, id=f"INC-2026-00{number}", severity="P4")

    page = site_of(root)[""]

    assert page.html.count('<li class="card ') == 3
    assert "Open as well" not in page.text


def test_the_sum_leads_to_the_lists_behind_it(root: Path) -> None:
    page = site_of(root)[""]

    links = {str(a["href"]) for a in page.all("a") if a.get("class", "") in {"sev-1", "is-overdue"}}
    assert links == {
        "incidents/index.html?severity=P2&status=reported%2Cacknowledged%2Cin-progress",
        "actions/index.html",
    }
    assert "1 P2 1 action item overdue" in page.text


def test_the_latest_resolved_say_when_they_were_resolved(root: Path) -> None:
    write_incident(
        root,
        incident_text(
            id="INC-2026-0043",
            owner="maria",
            status="resolved",
            timeline=[
                "- `2026-11-18T09:00Z` **reported** @maria: Slow.",
                "- `2026-11-20T08:30Z` **resolved** @maria",
            ],
        ),
        id="INC-2026-0043",
    )

    latest = site_of(root)[""].text.partition("Resolved last")[2]

    assert "Resolved 20 Nov 08:30took 1 d 23 h" in latest
    assert "18 Nov 09:00" not in latest


def test_many_overdue_action_items_are_folded_but_there(root: Path) -> None:
    items = ", ".join(f"{{id: A{n}, title: Watch {n}, owner: jdoe, due: 2026-11-{n:02d}}}" for n in range(1, 12))
    write_postmortem(root, id="INC-2026-0041", actions=f"[{items}]")

    page = site_of(root)[""]

    assert "<summary>3 more</summary>" in page.html
    assert "Watch 11" in page.text


def test_of_two_of_one_severity_the_one_that_waits_longer_comes_first(root: Path) -> None:
    earlier = ["- `2026-11-20T10:00Z` **reported**"]
    write_incident(root, id="INC-2026-0043", title="It waits longer", timeline=earlier)  # type: ignore[arg-type]

    text = site_of(root)[""].text

    assert text.index("It waits longer") < text.index("Checkout returns 502")


def test_the_overview_shows_the_last_that_was_written_and_told(root: Path) -> None:
    write_incident(
        root,
        incident_text(
            owner="maria",
            timeline=[REPORTED, "- `2026-11-19T15:00Z` **update** @jdoe: *Pool* is full.\n\n  More."],
            communications=["- `2026-11-20T15:10Z` **public** @sam: We are on it."],
        ),
    )

    text = site_of(root)[""].text

    assert "19 Nov, 15:00, 1 d 2 h ago Update @jdoe Pool is full. …" in text
    assert "Told 15:10, 1 h 50 min ago Public @sam We are on it." in text


def test_the_overview_names_what_is_overdue_and_whose(root: Path) -> None:
    text = site_of(root)[""].text

    assert "10 days overdue 10 November 2026 Watch the queue Jan Doe @jdoe · INC-2026-0041/A1" in text


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ("2026-11-20", "Due today"),
        ("2026-11-21", "Due tomorrow"),
        ("2026-11-27", "Due in 7 days"),
        ("2026-11-19", "1 day overdue"),
    ],
)
def test_an_action_item_is_due_or_overdue_by_the_teams_day(root: Path, due: str, words: str) -> None:
    write_postmortem(root, id="INC-2026-0041", actions=f"[{{id: A1, title: Watch, owner: jdoe, due: {due}}}]")

    assert words in site_of(root)[""].text


def test_the_day_of_the_team_begins_at_its_midnight_not_at_utcs(root: Path) -> None:
    policy = (root / "policies/severity.yaml").read_text() + "calendar: {timezone: Europe/Warsaw}\n"
    write(root, "policies/severity.yaml", policy)
    write_postmortem(root, id="INC-2026-0041", actions="[{id: A1, title: Watch, owner: jdoe, due: 2026-11-20}]")

    assert "1 day overdue" in site_of(root, "2026-11-20T23:30Z")[""].text
    assert "Due today" in site_of(root, "2026-11-20T22:30Z")[""].text


def test_an_action_item_far_off_or_done_is_not_pressing(root: Path) -> None:
    items = (
        "[{id: A1, title: Far off, owner: jdoe, due: 2027-01-10},"
        " {id: A2, title: Long done, owner: jdoe, due: 2026-11-01, status: done, done_on: 2026-11-04}]"
    )
    write_postmortem(root, id="INC-2026-0041", actions=items)
    site = site_of(root)

    assert "No action item is overdue" in site[""].text
    assert "Far off" in site["incidents/INC-2026-0041/"].text
    assert "Done 4 November 2026 3 days late due 1 November 2026" in site["incidents/INC-2026-0041/"].text


def test_an_action_item_without_owner_or_day_is_pressing(root: Path) -> None:
    write_postmortem(root, id="INC-2026-0041", actions="[{id: A1, title: Whose}]")

    text = site_of(root)[""].text

    assert "No due day" in text
    assert "no owner" in text


def test_the_last_ninety_days_count_by_severity_and_link_each_day(root: Path) -> None:
    for number, day in enumerate(("2026-11-01", "2026-11-01", "2026-08-22", "2026-05-25", "2026-05-24"), start=50):
        timeline = [f"- `{day}T10:00Z` **reported**"]
        identifier = f"INC-2026-00{number}"
        write_incident(root, incident_text(id=identifier, severity="P1", timeline=timeline), id=identifier)
    page = site_of(root)[""]

    assert "4 incidents from 23 August 2026 to 20 November 2026, 2 in the 90 days before." in page.text
    assert "P1 Critical 2 (2 before)" in page.text
    marks = [a for a in page.all("a") if str(a.get("class", "")).startswith("day-mark")]
    assert [(a["title"], a["href"]) for a in marks] == [
        ("1 Nov: 2 incidents", "incidents/index.html#m-2026-11"),
        ("20 Nov: Checkout returns 502 for EU customers", "incidents/INC-2026-0042/index.html"),
        ("20 Nov: Mails are late", "incidents/INC-2026-0041/index.html"),
    ]
    assert [("is-many" in str(a["class"]), "is-open" in str(a["class"])) for a in marks] == [
        (True, True),
        (False, True),
        (False, False),
    ]
    assert "still open several on one day" in page.text
    bands = [str(a["class"]) for a in page.all("span") if str(a.get("class", "")).startswith("band ")]
    assert bands == ["band at-9", "band at-39", "band at-70"] * 4  # from 23 August: 1 September, October, November


def test_what_is_not_actionable_is_in_no_figure_but_in_every_list(root: Path) -> None:
    write_incident(root, id="INC-2026-0042", disposition="false-positive", owner="maria")
    site = site_of(root)

    assert "1 incident from" in site[""].text
    assert "False positive" in site["incidents/"].text


def test_the_services_now_show_the_worst_that_is_open(root: Path) -> None:
    text = site_of(root)[""].text

    assert "Checkout P2 1 open Database P2 1 open Nothing is open at the others: mail" in text


def test_many_quiet_services_are_told_in_a_number(root: Path) -> None:
    write(root, "policies/services.yaml", "services:\n" + "".join(f"  s{number}: {{}}\n" for number in range(25)))

    page = site_of(root)[""]

    assert "Nothing is open: s0, s1" in page.text
    assert "s11 and 13 more" in page.text
    assert ("services/index.html", "") in page.internal


def test_an_incident_of_many_services_names_the_first_and_counts_the_rest(root: Path) -> None:
    services = ", ".join(f"s{number}" for number in range(9))
    write_incident(root, id="INC-2026-0001", owner="maria", services=f"[{services}]")
    write_incident(root, id="INC-2026-0002", owner="maria", services="[s0, s1]")

    site = site_of(root)
    text = site["incidents/INC-2026-0001/"].text

    assert "Services s0, s1, s2, s3, s4, s5, s6, s7, s8" in text
    alike = site["incidents/INC-2026-0002/"].text
    assert "s0, s1, s2, s3 and 5 more" in alike
    assert alike.count("INC-2026-0001") == 1


def test_each_record_is_listed_once_by_the_month_of_its_report(root: Path) -> None:
    late = incident_text(id="INC-2026-0007", timeline=["- `2026-10-31T23:30Z` **reported**"])
    write_incident(root, late, id="INC-2026-0007")
    page = site_of(root)["incidents/"]

    assert page.html.count('href="../incidents/INC-2026-0007/index.html"') == 1
    assert page.text.index("October 2026 1 incident") < page.text.index("INC-2026-0007")


def test_a_month_is_the_teams_own(root: Path) -> None:
    policy = (root / "policies/severity.yaml").read_text() + "calendar: {timezone: Europe/Warsaw}\n"
    write(root, "policies/severity.yaml", policy)
    late = incident_text(id="INC-2026-0007", timeline=["- `2026-10-31T23:30Z` **reported**"])
    write_incident(root, late, id="INC-2026-0007")

    assert "October" not in site_of(root)["incidents/"].text


def test_a_long_list_is_chained_over_pages_with_each_record_on_one(root: Path) -> None:
    for number in range(1100, 1617):
        month = 1 + number % 11
        timeline = [f"- `2026-{month:02d}-10T10:00Z` **reported**"]
        write_incident(root, incident_text(id=f"INC-2026-{number}", timeline=timeline), id=f"INC-2026-{number}")
    site = site_of(root)
    lists = ["incidents/", "incidents/page-2/"]

    listed = [
        path
        for address in lists
        for path, fragment in site[address].internal
        if path.startswith("incidents/INC-") and not fragment
    ]

    assert len(listed) == len(set(listed)) == 519
    assert ("incidents/page-2/index.html", "") in site["incidents/"].internal
    assert ("incidents/index.html", "") in site["incidents/page-2/"].internal
    assert "Page 2 of 2" in site["incidents/page-2/"].text
    assert ("incidents/index.html", "m-2026-03") in site["incidents/page-2/"].internal
    assert "March 2026 22 of 47 incidents" in site["incidents/"].text
    assert "March 2026 25 of 47 incidents" in site["incidents/page-2/"].text
    assert ("services/checkout/page-2/index.html", "") in site["services/checkout/"].internal


def test_an_incident_shows_its_facts_and_what_was_written(root: Path) -> None:
    write(root, "policies/taxonomy.yaml", "causes: {change: A change of ours}\n")
    write(root, "policies/fields.yaml", "x-lost: {type: integer, label: Orders lost}\n")
    write_incident(
        root,
        incident_text(
            status="resolved",
            owner="maria",
            started_at="2026-11-20T14:00Z",
            roles="{commander: jdoe}",
            customers="{tiers: [enterprise], affected: 2312}",
            cause="change",
            x_lost=None,
            body="Before all.\n\n## Summary\n\nIt *broke*.\n\n# Loose\n\nNot lost.\n\n## Impact",
            timeline=[REPORTED, ACKNOWLEDGED, RESOLVED],
        ).replace("cause: change\n", "cause: change\nx-lost: 1200\nx-other: secret\nreferences: {jira: OPS-12}\n"),
    )

    page = site_of(root)["incidents/INC-2026-0042/"]

    for words in (
        "Owner Maria López @maria",
        "Commander Jan Doe @jdoe",
        "Customers affected 2,312",
        "Customer tiers enterprise",
        "Cause A change of ours",
        "Orders lost 1,200",
        "Jira OPS-12",
        "Before all. Summary It broke. Loose Not lost. Impact Nothing is written here yet.",
        "took 2 h 30 min",
        "2 h 40 min 20 November 2026, 14:00 UTC to 20 November 2026, 16:40 UTC",
        "Acknowledged 14:14 +4 min",
    ):
        assert words in page.text, words
    assert "secret" not in page.html


def test_the_timeline_says_kind_writer_time_since_the_report_and_what_changed(root: Path) -> None:
    write_incident(
        root,
        incident_text(
            owner="maria",
            timeline=[
                "- `2026-11-20T14:06Z` **detected**: Alert.",
                REPORTED,
                "- `2026-11-20T14:31Z` **hypothesis** @jdoe: H1 open: the pool. (evidence: https://e.example/1)",
                "- `2026-11-20T14:40Z` **severity** @maria: P3 -> P2, payments too.",
                "- `2026-11-20T14:41Z` **role** @maria: commander none -> @jdoe",
                "- `2026-11-20T14:50Z` **attempt**: no effect: restarted. (from memory)",
                "- `2026-11-21T14:50Z` **duplicate**: INC-2026-0041 the same queue",
                "- `2026-11-21T14:51Z` **update**: Odd. (evidence: javascript:alert(1))",
            ],
        ),
    )

    page = site_of(root, "2026-11-22T00:00Z")["incidents/INC-2026-0042/"]

    for words in (
        "Friday, 20 November 2026",
        "14:06 −4 min Detected",
        "14:31 +21 min Hypothesis H1 open @jdoe the pool. Evidence",
        "14:40 +30 min Severity P3 → to P2 @maria payments too.",
        "14:41 +31 min Role Commander: none → to @jdoe @maria",
        "Attempt no effect restarted. Written from memory",
        "Saturday, 21 November 2026",
        "Odd. (evidence: javascript:alert(1))",
    ):
        assert words in page.text, words
    assert "https://e.example/1" in page.external
    assert ("incidents/INC-2026-0041/index.html", "") in page.internal


def test_prose_between_the_entries_is_shown_too(root: Path) -> None:
    entry = f"{REPORTED}\n\nA note between them.\n"
    write_incident(root, incident_text(owner="maria", timeline=[entry, ACKNOWLEDGED], status="acknowledged"))

    assert "A note between them." in site_of(root)["incidents/INC-2026-0042/"].text


def test_what_was_told_stands_apart_with_its_audience_and_channels(root: Path) -> None:
    told = [
        "- `2026-11-20T15:00Z` **public** @maria via status-page, email: Sorry.",
        "- `2026-11-20T15:10Z` **tier-enterprise** @maria: Call us.",
    ]
    write_incident(root, incident_text(owner="maria", communications=told))

    text = site_of(root)["incidents/INC-2026-0042/"].text

    assert "Public 20 November 2026, 15:00 UTC @maria via status page, email Sorry." in text
    assert "Enterprise tier 20 November 2026, 15:10 UTC @maria Call us." in text


def test_related_and_duplicate_incidents_are_linked(root: Path) -> None:
    write_incident(root, id="INC-2026-0001", owner="maria", title="An earlier one")
    write_incident(
        root,
        id="INC-2026-0002",
        owner="maria",
        disposition="duplicate",
        duplicate_of="INC-2026-0001",
        related="[INC-2026-0041, INC-2026-9999]",
    )
    site = site_of(root)
    page = site["incidents/INC-2026-0002/"]

    assert "Duplicate of INC-2026-0001" in page.text
    assert "Related P3 Low" not in page.text
    assert ("incidents/INC-2026-0041/index.html", "") in page.internal
    assert "Names this one" in site["incidents/INC-2026-0001/"].text
    assert "INC-2026-9999" not in page.html


def test_a_postmortem_is_an_article_with_trigger_factors_and_action_items(root: Path) -> None:
    write_postmortem(
        root,
        id="INC-2026-0041",
        status="published",
        published_at="2026-11-20T16:50Z",
        authors="[maria]",
        facilitator="jdoe",
        trigger="A campaign *mail*.",
        factors="[{factor: missing-alert, detail: Nobody looked.}]",
        actions="[{id: A1, title: Watch the queue, owner: jdoe, due: 2026-12-01}]",
        body="## Summary\n\nAs in INC-2026-0042.\n\n## Root cause\n",
    )
    site = site_of(root)
    page = site["postmortems/INC-2026-0041/"]

    assert "What started it A campaign mail." in page.text
    assert "Missing alert Nobody looked." in page.text
    assert "Due in 11 days" in page.text
    assert "Root cause Nothing is written here yet." in page.text
    assert ("incidents/INC-2026-0042/index.html", "") in page.internal
    assert "2026 P3 Medium Published 1 action item open" in site["postmortems/"].text
    assert ("postmortems/INC-2026-0041/index.html", "") in site["incidents/INC-2026-0041/"].internal


def test_a_record_without_postmortem_has_no_postmortem_page(root: Path) -> None:
    site = site_of(root)

    assert "postmortems/INC-2026-0042/index.html" not in site.files


def test_every_service_of_the_catalogue_has_a_page_and_no_other(root: Path) -> None:
    write_incident(root, id="INC-2026-0009", owner="maria", services="[stray]")
    site = site_of(root)

    folders = {path.split("/")[1] for path in site.files if path.startswith("services/") and path.count("/") > 1}
    assert folders == {"checkout", "database", "mail"}
    assert "Named by records only stray" in site["services/"].text
    assert "Checkout Shop · Maria López @maria P2 High Checkout returns 502" in site["services/"].text
    assert "This week Jan Doe @jdoe" in site["services/"].text


def test_affected_services_come_first_the_worst_before_the_others(root: Path) -> None:
    write_incident(root, id="INC-2026-0009", owner="maria", severity="P1", services="[mail]")

    text = site_of(root)["services/"].text

    places = [text.index(words) for words in ("mail no owner", "Checkout Shop", "Nothing open")]
    assert places == sorted(places)
    assert text.count("target") == 1
    assert re.search(
        r"Availability is that since 1 \w+ 2026, when the records begin; no service has a target\.", text
    )


def test_a_quiet_service_is_a_row_and_what_does_not_count_is_told_apart(root: Path) -> None:
    planned = incident_text(
        id="INC-2026-0009",
        status="closed",
        owner="maria",
        services="[mail]",
        disposition="planned",
        timeline=[REPORTED, RESOLVED, "- `2026-11-20T16:50Z` **closed** @maria: Done."],
    )
    write_incident(root, planned, id="INC-2026-0009")
    site = site_of(root)

    rows = site["services/"].text.partition("Nothing open")[2]
    assert "mail 1 incident in 90 days, 1 in all never down latest 20 November 2026" in rows
    assert "All incidents 1 incident and 1 not counted" in site["services/mail/"].text


def test_a_service_says_whose_it_is_and_what_hangs_on_it(root: Path) -> None:
    text = site_of(root)["services/database/"].text

    assert "Needed by Checkout" in text
    assert "Open now P2 High" in text


def test_policies_are_said_in_sentences(own_site: BuiltSite) -> None:
    text = own_site["policies/"].text

    for words in (
        "15 minutes",
        "by the end of the next business day",
        "1 hour in business hours, else 2 hours",
        "for enterprise 2 hours",
        "Always, by the end of the third business day after the resolution; in full",
        "When the target to resolve was missed, or when it recurs: 2 times in 30 days",
        "At once: team lead and stakeholders",
        "Monday to Friday 09:00 to 17:00 Saturday and Sunday closed",
        "From closed on cause and the section Impact",
        "Orders lost x-orders-lost Integer",
        "INC214 warning",
    ):
        assert words in text, words


def test_an_unreadable_record_is_named_with_every_reason(root: Path) -> None:
    write_incident(root, id="INC-2026-0013", severty="P1", status="<b>open</b>")
    site = site_of(root)

    for page in (site[""], site["incidents/"]):
        assert "incidents/2026/INC-2026-0013.md" in page.text
        assert "INC003 incidents/2026/INC-2026-0013.md:7:1" in page.text
        assert "“<b>open</b>”" in page.text
    assert "incidents/INC-2026-0013/index.html" not in site.files


def test_two_records_of_one_id_have_a_page_each(root: Path) -> None:
    write(root, "incidents/2025/INC-2026-0042.md", incident_text(title="The other one", owner="maria"))
    site = site_of(root)

    assert {"incidents/INC-2026-0042/index.html", "incidents/INC-2026-0042-2/index.html"} <= site.files
    assert len({page.title for page in site.pages.values()}) == len(site.pages)


def test_what_the_policy_does_not_know_is_shown_as_it_is(root: Path) -> None:
    write_incident(root, id="INC-2026-0043", severity="SEV-9", services="[stray]", owner="ghost")

    text = site_of(root)["incidents/INC-2026-0043/"].text

    assert "SEV-9" in text
    assert "stray" in text
    assert "@ghost" in text


def test_a_postmortem_without_a_readable_incident_keeps_its_page_and_its_action_items(root: Path) -> None:
    write_postmortem(root, id="INC-2026-0066", actions="[{id: A1, title: Alone, owner: jdoe, due: 2026-11-01}]")
    site = site_of(root)
    page = site["postmortems/INC-2026-0066/"]

    assert "The record of INC-2026-0066 is not on this site." in page.text
    assert "19 days overdue" in page.text
    assert ("postmortems/INC-2026-0066/index.html", "A1") in site[""].internal


def test_control_and_direction_characters_are_made_visible(root: Path) -> None:
    write_incident(
        root,
        incident_text(
            owner="maria",
            body="## Summary\n\nA\x1b[2J and \u202ereversed and \x00.",
            timeline=[REPORTED.replace("three", "th\x07ree")],
        ),
    )
    page = site_of(root)["incidents/INC-2026-0042/"]

    assert "A\\u001b[2J and \\u202ereversed and \\u0000." in page.text
    assert "th\\u0007ree" in page.text
    assert not {"\x1b", "\x07", "\x00", "\u202e"} & set(page.html)


def test_many_postmortems_are_listed_on_pages_that_links_chain(root: Path) -> None:
    for number in range(1000, 1210):
        identifier = f"INC-2025-{number}"
        write_postmortem(root, id=identifier)
        write_incident(root, id=identifier, owner="maria")
    site = site_of(root)

    first, second = site["postmortems/"], site["postmortems/page-2/"]
    listed = [path for page in (first, second) for path, _ in page.internal if path.startswith("postmortems/INC-")]
    assert len(set(listed)) == 211
    assert ("postmortems/page-2/index.html", "") in first.internal
    assert "Page 2 of 2" in second.text


def test_a_long_timeline_has_links_past_it(root: Path) -> None:
    entries = [f"- `2026-11-20T14:{minute}Z` **update** @maria: Reading {minute}." for minute in range(20, 39)]
    write_incident(root, timeline=[REPORTED, *entries])  # type: ignore[arg-type] # entries
    assert 'class="parts"' not in site_of(root)["incidents/INC-2026-0042/"].html

    write_incident(root, timeline=[REPORTED, ACKNOWLEDGED, *entries], owner="maria")  # type: ignore[arg-type] # entries
    page = site_of(root)["incidents/INC-2026-0042/"]

    links = page.html.partition('class="parts"')[2].partition("</nav>")[0].split('href="#')[1:]
    assert [link.partition('"')[0] for link in links] == ["timeline", "communications", "facts"]
    assert {"timeline", "communications", "facts"} <= set(page.ids)
