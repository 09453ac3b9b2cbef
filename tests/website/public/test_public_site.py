"""What everyone may read: public records alone, of these the fields of a list, and no trace of anything else."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from incitrack.errors import LeakError
from incitrack.website.audience import Audience
from tests.builders import REPORTED, RESOLVED, incident_text, write, write_incident, write_postmortem
from tests.website.built_site import NOW, BuiltSite, build
from tests.website.conftest import SERVICES

ATOM = "{http://www.w3.org/2005/Atom}"


def build_public(root: Path, out: Path | None = None, *, now: str = NOW) -> BuiltSite:
    folder = out or root.parent / "public"
    build(root, folder, now=now, audience=Audience.PUBLIC)
    return BuiltSite(folder)


def make_public(root: Path, **fields: str | None) -> None:
    """INC-2026-0042, open, and INC-2026-0041, resolved, are public; a restricted and an internal one are not."""
    told = [
        "- `2026-11-20T14:45Z` **public** @sam via pigeon: We are restoring **access** since `2026-11-20T14:40Z`.",
        "- `2026-11-20T14:50Z` **stakeholders** @sam: The vendor lets us down.",
        "- `2026-11-20T14:55Z` **public** @sam via by-drum: Half of it works again.",
    ]
    open_one: dict[str, str | None] = {
        "visibility": "public",
        "owner": "maria",
        "services": "[checkout, database]",
        "tags": "[quartz]",
        "contact": "Jo Quartz",
    }
    write_incident(root, incident_text(communications=told, **open_one | fields))  # type: ignore[arg-type] # texts
    write_incident(
        root,
        incident_text(
            id="INC-2026-0041",
            title="Mails are late",
            visibility="public",
            status="resolved",
            severity="P3",
            services="[mail]",
            owner="jdoe",
            started_at="2026-10-20T14:05Z",
            timeline=[
                "- `2026-10-20T14:10Z` **reported** @maria: Slow.",
                "- `2026-10-20T15:10Z` **mitigated** @maria: The queue is drained.",
                "- `2026-10-20T16:10Z` **resolved** @maria",
            ],
        ),
        id="INC-2026-0041",
    )
    write_incident(root, id="INC-2026-0040", title="Basalt wears off", services="[granite]", owner="maria")
    write_incident(root, id="INC-2026-0039", title="Obsidian", visibility="restricted", severity="P1", owner="zoe")


@pytest.fixture
def site(root: Path) -> BuiltSite:
    make_public(root)
    return build_public(root)


def test_it_has_these_files_and_no_other(site: BuiltSite) -> None:
    assert {path for path in site.files if not path.startswith("assets/")} == {
        "404.html",
        "build.json",
        "feed.xml",
        "incitrack-manifest.txt",
        "index.html",
        "robots.txt",
        "status/INC-2026-0041/index.html",
        "status/INC-2026-0042/index.html",
        "status/index.html",
    }


def test_the_top_leads_to_the_status(site: BuiltSite) -> None:
    assert {"http-equiv": "refresh", "content": "0; url=status/index.html"} in site[""].all("meta")
    assert ("status/index.html", "") in site[""].internal


def test_what_is_wrong_comes_first_by_service(site: BuiltSite) -> None:
    page = site["status/"]

    assert "Checkout and Database are affected" in page.text
    assert page.text.index("Checkout returns 502 for EU customers") < page.text.index("Past incidents")
    assert page.text.index("October 2026") < page.text.index("Mails are late")
    assert "users affected for 1 h 5 min" in page.text
    assert "No open incident: mail" in page.text


def test_an_incident_has_its_moments_and_what_was_told(site: BuiltSite) -> None:
    page = site["status/INC-2026-0042/"]

    assert "INC-2026-0042 Checkout returns 502 for EU customers" in page.text
    assert page.text.index("Half of it works again") < page.text.index("We are restoring access since")
    assert "High" in page.text
    assert "Reported 14:10" in page.text
    assert "<strong>access</strong>" in page.html


def test_nothing_else_of_any_record_is_in_any_file(site: BuiltSite) -> None:
    for path, content in site.bytes().items():
        if path.startswith("assets/"):
            continue
        text = content.decode().lower()
        for word in ("0039", "0040", "basalt", "obsidian", "granite", "zoe", "maria", "jdoe", "@sam", "quartz"):
            assert word not in text, (path, word)
        for word in ("vendor", "pigeon", "by-drum", "probe fails", "drained", "p2", "p3", 'checkout"'):
            assert word not in text, (path, word)


def test_the_feed_tells_of_the_same(site: BuiltSite) -> None:
    feed = ET.fromstring(site.bytes()["feed.xml"])  # noqa: S314 - our own
    entries = feed.findall(f"{ATOM}entry")

    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        "INC-2026-0042 Checkout returns 502 for EU customers",
        "INC-2026-0041 Mails are late",
    ]
    assert entries[0].findtext(f"{ATOM}updated") == "2026-11-20T14:55:00Z"
    assert (
        entries[0].findtext(f"{ATOM}summary") == "High, reported: Checkout and Database. Half of it works again."
    )
    assert entries[0].find(f"{ATOM}link").get("href") == "status/INC-2026-0042/index.html"  # type: ignore[union-attr]


def test_search_engines_may_come(site: BuiltSite) -> None:
    assert site.bytes()["robots.txt"] == b"User-agent: *\nAllow: /\n"
    assert not [
        meta for page in ("status/", "") for meta in site[page].all("meta") if meta.get("name") == "robots"
    ]


def test_a_site_that_knows_its_address_has_a_map(root: Path) -> None:
    make_public(root)
    write(root, "incitrack.yaml", "site: {url: 'https://status.example/'}\n")
    site = build_public(root)

    assert b"<loc>https://status.example/status/INC-2026-0042/</loc>" in site.bytes()["sitemap.xml"]
    assert b"Sitemap: https://status.example/sitemap.xml" in site.bytes()["robots.txt"]


SITE = "site: {title: Ours, url: 'https://internal.example', public_title: Status of the shop, public_url: 'https://status.example/x'}\n"


def test_it_has_an_address_and_a_title_of_its_own_and_names_neither_of_the_teams(root: Path) -> None:
    make_public(root)
    write(root, "incitrack.yaml", SITE)
    site = build_public(root)

    assert b"<loc>https://status.example/x/status/INC-2026-0042/</loc>" in site.bytes()["sitemap.xml"]
    assert b"Sitemap: https://status.example/x/sitemap.xml" in site.bytes()["robots.txt"]
    assert b'href="https://status.example/x/status/INC-2026-0042/index.html"' in site.bytes()["feed.xml"]
    assert "Status of the shop" in site["status/"].title
    assert [
        path for path, content in site.bytes().items() if b"internal.example" in content or b"Ours" in content
    ] == []


def test_the_site_for_the_team_keeps_its_own(root: Path) -> None:
    make_public(root)
    write(root, "incitrack.yaml", SITE)
    build(root, root.parent / "team")
    team = BuiltSite(root.parent / "team")

    assert b"https://internal.example/" in team.bytes()["feed.xml"]
    assert "Ours" in team[""].title
    assert [path for path, content in team.bytes().items() if b"status.example" in content] == []


def test_a_template_that_names_the_address_of_the_team_is_a_leak(root: Path) -> None:
    make_public(root)
    write(root, "incitrack.yaml", SITE)
    own = '{% extends "base.html" %}{% block main %}<h1>See https://internal.example</h1>{% endblock %}'
    write(root, "site_templates/front.html", own)

    with pytest.raises(LeakError, match=r"index\.html shows site\.url of incitrack\.yaml"):
        build_public(root)


def test_one_address_for_both_is_no_leak(root: Path) -> None:
    make_public(root)
    write(root, "incitrack.yaml", "site: {url: 'https://a.example/x', public_url: 'https://a.example/x/status'}\n")

    assert b"https://a.example/x/status/status/" in build_public(root).bytes()["sitemap.xml"]


def test_no_edit_of_what_is_private_changes_a_byte(root: Path) -> None:
    make_public(root)
    before = build_public(root).bytes()
    make_public(
        root, owner="jdoe", tags="[slate]", roles="{scribe: kim}", kind="bug", contact=None, cause="change"
    )
    write_incident(root, id="INC-2026-0040", title="Marble", services="[checkout]", severity="P1", owner="maria")
    write_incident(root, id="INC-2026-0038", visibility="restricted", owner="maria")
    write_incident(root, id="INC-2025-0001", title="Old", owner="maria")
    write_postmortem(root, title="On slate", trigger="Slate", actions="[{id: A1, title: Watch, owner: zoe}]")
    write(root, "policies/services.yaml", SERVICES.replace("maria", "zoe").replace("team: shop, ", ""))

    after = build_public(root, root.parent / "again").bytes()

    assert after == before


def test_the_same_archive_gives_the_same_bytes(root: Path, tmp_path: Path) -> None:
    make_public(root)

    assert build_public(root).bytes() == build_public(root, tmp_path / "elsewhere/x").bytes()


def test_an_archive_without_public_records_has_a_calm_page(root: Path) -> None:
    page = build_public(root)["status/"]

    assert "No incident is open As of 20 November 2026, 17:00 UTC" in page.text
    assert "None has been published yet" in page.text


def test_what_is_mitigated_works_again(root: Path) -> None:
    make_public(root, timeline=[REPORTED, "- `2026-11-20T14:30Z` **mitigated** @maria: By hand."])  # type: ignore[arg-type]

    text = build_public(root)["status/"].text

    assert "Checkout and Database work again and are being watched" in text


def test_what_is_reopened_after_it_was_mitigated_is_felt(root: Path) -> None:
    timeline = [
        REPORTED,
        "- `2026-11-20T14:30Z` **mitigated** @maria: By hand.",
        "- `2026-11-20T14:40Z` **resolved** @maria",
        "- `2026-11-20T14:50Z` **reopened** @maria",
    ]
    make_public(root, timeline=timeline, status="in-progress", started_at="2026-11-20T14:05Z")  # type: ignore[arg-type]
    site = build_public(root)

    assert "Checkout and Database are affected" in site["status/"].text
    assert "Mitigated 14:30 Resolved 14:40 Reopened 14:50" in site["status/INC-2026-0042/"].text


def test_an_unreadable_record_is_on_no_page(root: Path) -> None:
    make_public(root)
    write_incident(root, id="INC-2026-0013", title="Quartzite", visibility="public", severty="P1")
    built = build(root, root.parent / "public", audience=Audience.PUBLIC)

    assert [each.id for each in built.unreadable] == ["INC-2026-0013"]
    for content in BuiltSite(root.parent / "public").bytes().values():
        assert b"INC-2026-0013" not in content


def test_of_two_records_of_one_id_one_not_public_neither_is_shown(root: Path) -> None:
    make_public(root)
    write(root, "incidents/2025/INC-2026-0042.md", incident_text(title="Quartz again", owner="maria"))

    assert not [path for path in build_public(root).files if "INC-2026-0042" in path]


def test_an_id_that_an_unreadable_file_claims_too_is_not_shown(root: Path) -> None:
    make_public(root)
    write(root, "incidents/2025/INC-2026-0042.md", incident_text(visibility="public", severty="P1"))

    assert not [path for path in build_public(root).files if "INC-2026-0042" in path]


def test_a_long_past_goes_on_by_links(root: Path) -> None:
    make_public(root)
    for number in range(200, 330):
        write_incident(
            root,
            id=f"INC-2024-0{number}",
            visibility="public",
            status="resolved",
            owner="maria",
            started_at="2026-11-20T14:05Z",
            timeline=[REPORTED, RESOLVED],  # type: ignore[arg-type] # entries
        )
    site = build_public(root)

    assert ("status/page-2/index.html", "") in site["status/"].internal
    assert "Past incidents, Page 2 of 2" in site["status/page-2/"].text
    shown = [
        path for page in ("status/", "status/page-2/") for path, _ in site[page].internal if "/INC-2024-" in path
    ]
    assert len(set(shown)) == 130


def test_many_services_without_an_incident_are_folded(root: Path) -> None:
    make_public(root)
    for number in range(14):
        text = incident_text(
            id=f"INC-2025-00{number:02d}",
            visibility="public",
            status="resolved",
            owner="maria",
            started_at="2026-11-20T14:05Z",
            services=f"[part-{number}]",
            timeline=[REPORTED, RESOLVED],
        )
        write_incident(root, text, id=f"INC-2025-00{number:02d}")

    assert "15 services without an open incident" in build_public(root)["status/"].text
