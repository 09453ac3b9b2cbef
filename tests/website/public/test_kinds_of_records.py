"""Only an actionable record is something wrong; planned work says so, and what was no incident claims nothing."""

import re

import pytest

from tests.website.built_site import BuiltSite
from tests.website.public.every_kind import (
    AGAIN,
    DONE,
    DUPLICATE,
    FALSE,
    FELT,
    INTERNAL,
    OVER,
    PLANNED,
    WATCHED,
)


def between(text: str, start: str, end: str) -> str:
    assert start in text, start
    return text.partition(start)[2].partition(end)[0]


def test_only_actionable_records_make_a_service_affected(every_public_site: BuiltSite) -> None:
    text = every_public_site["status/"].text

    assert "Mail and Checkout are affected As of 20 November 2026, 17:00 UTC" in text
    assert "No open incident: Disk, Pay and Storage" in text


def test_what_was_no_incident_stands_in_the_past_alone(every_public_site: BuiltSite) -> None:
    page = every_public_site["status/"]
    now, past = page.text.split("Past incidents")

    for key, title, service in ((FALSE, "Alarm of a test host", "Disk"), (DUPLICATE, "Payments fail too", "Pay")):
        assert title not in now
        assert key.lower() not in page.ids
        assert re.search(rf"{title} {service} · \d+ November 2026, 10:00 UTC(?! ·)", past)


@pytest.mark.parametrize("key", [FALSE, DUPLICATE])
def test_its_page_claims_no_severity_no_status_and_no_effect(every_public_site: BuiltSite, key: str) -> None:
    page = every_public_site[f"status/{key}/"]
    head = between(page.text, key, "What we told")

    assert "Reported 10:00" in head
    for word in ("Medium", "In progress", "Started", "affected", "Planned", "duplicate", "false"):
        assert word not in head, word
    assert not [given for given in page.all("span") if "data-since" in given]
    assert 'class="page-head is-aside"' in page.html
    assert "No public update was written." in page.text


def test_a_false_alarm_and_a_duplicate_look_alike(every_public_site: BuiltSite) -> None:
    def bare(key: str, *words: str) -> str:
        html = every_public_site[f"status/{key}/"].html.partition("<main")[2]
        for word in (key, *words):
            html = html.replace(word, "")
        return html

    assert bare(FALSE, "Alarm of a test host", "Disk", "2026-11-19", "19 Nov") == bare(
        DUPLICATE, "Payments fail too", "Pay", "2026-11-17", "17 Nov"
    )


def test_the_record_of_which_it_is_a_duplicate_is_nowhere(every_public_site: BuiltSite) -> None:
    assert not [path for path, content in every_public_site.bytes().items() if INTERNAL.encode() in content]


def test_planned_work_has_a_card_of_its_own_after_what_is_wrong(every_public_site: BuiltSite) -> None:
    page = every_public_site["status/"]

    assert page.ids.index(FELT.lower()) < page.ids.index(PLANNED.lower()) < page.ids.index("past")
    card = between(page.text, "Planned ", "Subscribe")
    assert card.startswith("Storage moves Storage · from 19 November 2026, 10:00 UTC Nothing more was told yet.")
    assert f'<li class="card is-planned" id="{PLANNED.lower()}">' in page.html


def test_planned_work_that_is_over_took_its_time_and_has_no_severity(every_public_site: BuiltSite) -> None:
    text = every_public_site["status/"].text

    assert "Storage grew Storage · Planned · 10 November 2026, 10:00 UTC · took 1 d 23 h" in text
    assert (
        f"Planned Resolved {DONE} Storage grew Storage · took 1 d 23 h"
        in every_public_site[f"status/{DONE}/"].text
    )
    assert "Low" not in text


def test_the_feed_calls_planned_work_planned(every_public_site: BuiltSite) -> None:
    feed = every_public_site.bytes()["feed.xml"].decode()

    assert "<summary>Planned: Storage.</summary>" in feed
    assert "<summary>Planned, resolved: Storage.</summary>" in feed
    assert "<summary>Disk.</summary>" in feed
    assert "Medium" not in feed


def test_what_works_again_is_calm_and_stands_since_the_mitigation(every_public_site: BuiltSite) -> None:
    page = every_public_site["status/"]

    assert "Search Works again, being watched since 20 November 2026, 14:00 UTC" in page.text
    assert f'<li class="service-state is-watched"><a href="#{WATCHED.lower()}">' in page.html
    assert f'<li class="card is-watched" id="{WATCHED.lower()}">' in page.html
    head = "In progress users affected for 1 h 30 min Search finds nothing"
    assert f"{head} Search · works again since 20 November 2026, 14:00 UTC" in page.text


def test_what_is_felt_again_is_so_since_it_was_reopened(every_public_site: BuiltSite) -> None:
    text = every_public_site["status/"].text

    assert "Mail Critical, affected since 20 November 2026, 16:00 UTC" in text
    assert (
        "In progress users affected again for 1 h Mails are late Mail · since 20 November 2026, 16:00 UTC" in text
    )


def test_users_were_affected_as_long_as_the_impact_periods(every_public_site: BuiltSite) -> None:
    assert "1 November 2026, 21:30 UTC · users affected for 6 h 30 min" in every_public_site["status/"].text
    assert "Disk · users affected for 6 h 30 min" in every_public_site[f"status/{OVER}/"].text


def test_the_moments_have_each_resolution_and_each_reopening(every_public_site: BuiltSite) -> None:
    def moments(key: str) -> str:
        return between(every_public_site[f"status/{key}/"].text, "Started", "What we told")

    assert moments(OVER) == (
        " 21:30 1 Nov Reported 22:10 Resolved 02:00 2 Nov Reopened 06:00 4 Nov Mitigated 08:00 Resolved 09:00"
        " Closed 09:00 5 Nov "
    )
    assert moments(AGAIN) == " 09:00 18 Nov Reported 10:00 Resolved 12:00 Reopened 16:00 20 Nov "


def test_every_page_of_an_incident_leads_to_the_feed(every_public_site: BuiltSite) -> None:
    for path in ("status/", *(f"status/{key}/" for key in (FELT, FALSE, DONE))):
        page = every_public_site[path]
        assert [given["href"] for given in page.all("a") if str(given["href"]).endswith("feed.xml")], path
        assert "Subscribe to the feed" in page.text
