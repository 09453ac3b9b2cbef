"""Whatever field of the record format something private stands in: where an output file shows it, it is found."""

from html import escape
from pathlib import Path

import pytest

from incitrack.model.action import ActionItem
from incitrack.model.entry import Communication, TimelineEntry
from incitrack.model.incident import Customers, FrontMatter, ResourceLink, Roles
from incitrack.model.postmortem import Factor, PostmortemFrontMatter, Runbook
from incitrack.model.services import Person, Service, Team
from incitrack.model.shape import Shape, field_names
from incitrack.model.times import parse_time
from incitrack.records.archive import Archive, read_archive
from incitrack.website.audience import Audience
from incitrack.website.build import build_site
from incitrack.website.look.templates import find_templates
from incitrack.website.public.contents import public_contents
from incitrack.website.public.leaks import Leak, leaks
from incitrack.website.reuse.last_build import before_build
from tests.builders import REPORTED, archive_folder, incident_text, write, write_postmortem
from tests.website.built_site import NOW

PUBLIC, INTERNAL = "INC-2026-0042", "INC-2031-0007"

FRONT_MATTER = {
    "severity": ("P2", "P2"),
    "services": ("[zwsvc]", "zwsvc"),
    "owner": ("zwowner", "zwowner"),
    "category": ("zwcategory", "zwcategory"),
    "cause": ("zwcause", "zwcause"),
    "tags": ("[zwtag, of, data]", "zwtag"),
    "duplicate_of": ("INC-2033-0001", "INC-2033-0001"),
    "related": ("[INC-2033-0002]", "INC-2033-0002"),
    "kind": ("zwkind", "zwkind"),
    "detected_by": ("zwdetected", "zwdetected"),
    "reported_via": ("zwvia", "zwvia"),
    "contact": ("Zw Contact <zw@z.example>", "zw contact (zw@z.example)"),
    "caused_by": ("[zwown/repo@abcdef0123]", "zwown/repo@abcdef0123"),
    "fixed_by": ("[https://zw.example/fix]", "https://zw.example/fix"),
    "alerts": ("[zw-alert-1]", "zw-alert-1"),
    "references": ("{zwjira: ZWOPS-12}", "ZWOPS-12"),
    "teams": ("[zwteam]", "zwteam"),
}
IN_INCIDENTS = {
    "id": (INTERNAL, INTERNAL),
    "title": ("Zw title that nobody may see", "title that nobody may see"),
    "started_at": ("2031-03-04T05:06Z", "4 March 2031, 05:06 UTC"),
}
NESTED: dict[type[Shape], dict[str, tuple[str, str]]] = {
    Roles: {name: (f"zw{name.replace('_', '')}",) * 2 for name in field_names(Roles)},
    Customers: {"tiers": ("[zwtier]", "zwtier"), "affected": ("918273", "918273")},
    ResourceLink: {"kind": ("zwlinkkind", "zwlinkkind"), "url": ("https://zw.example/link", "//zw.example/link")},
    ActionItem: {
        "id": ("A77", "A77"),
        "title": ("Zw action that is secret enough", "zw action that is secret enough"),
        "owner": ("zwactor", "zwactor"),
        "due": ("2031-04-05", "5 April 2031"),
        "expected": ("Zwexpected", "zwexpected"),
        "done_on": ("2031-04-06", "2031-04-06"),
        "dropped_because": ("Zw dropped", "zw dropped"),
        "link": ("https://zw.example/action", "https://zw.example/action"),
        "proof": ("https://zw.example/proof", "https://zw.example/proof"),
        "area": ("zwarea", "zwarea"),
    },
    Factor: {"factor": ("zwfactor", "zwfactor"), "detail": ("Zw detail", "zw  detail")},
    Runbook: {"link": ("https://zw.example/runbook", "https://zw.example/runbook")},
    PostmortemFrontMatter: {
        "title": ("Zw postmortem", "zw postmortem"),
        "published_at": ("2031-05-06T07:08Z", "2031-05-06T07:08:00Z"),
        "facilitator": ("zwfacilitator", "zwfacilitator"),
        "authors": ("[zwauthor]", "zwauthor"),
        "meeting_at": ("2031-05-07T07:08Z", "2031-05-07T09:08:00+02:00"),
        "trigger": ("Zw trigger of it all", "zw trigger of it all"),
        "approved_by": ("[zwapprover]", "zwapprover"),
    },
    Service: {
        "name": ("Zwservice that is internal", "zwservice that is internal"),
        "team": ("zwservteam", "zwservteam"),
        "owner": ("zwservowner", "zwservowner"),
        "tier": ("zwservtier", "zwservtier"),
        "runbook": ("https://zw.example/servrunbook", "https://zw.example/servrunbook"),
        "customers": ("[zwservcustomer]", "zwservcustomer"),
        "category": ("zwservcategory", "zwservcategory"),
        "severity": ("ZWSEV", "zwsev"),
        "depends_on": ("[zwdepended]", "zwdepended"),
    },
    Team: {
        "name": ("Zw Team", "Zw Team"),
        "lead": ("zwlead", "zwlead"),
        "members": ("[zwmember]", "zwmember"),
        "contacts": ("{zwcontact: zwaddress}", "zwaddress"),
    },
    Person: {
        "name": ("Zw Person", "Zw Person"),
        "email": ("zwmail@z.example", "zwmail@z.example"),
        "github": ("zwgithub", "zwgithub"),
    },
}
WORDS_OF_THE_FORMAT = {
    FrontMatter: {"status", "disposition", "visibility", "legal_hold"},
    ActionItem: {"kind", "status", "priority"},
    PostmortemFrontMatter: {"status", "method"},
    Runbook: {"used"},
    Service: {"availability"},
}
"""Fields with a closed list of words, yes or no, or a share: they name nobody, and everybody knows their words."""
OF_PARTS = {
    FrontMatter: {"roles", "customers", "links", "actions"},
    PostmortemFrontMatter: {"incident", "factors", "actions", "runbook"},
}
ELSEWHERE = {
    "timeline.by": "zwseer",
    "timeline.text": "zwseen",
    "timeline.at": "7 March 2031, 05:06 UTC",
    "communications.by": "zwteller",
    "communications.channels": "zwchannel",
    "communications.audience": "tier-zwgold",
    "communications.text": "what only stakeholders may ever hear",
    "communications.at": "2031-03-08T05:06Z",
    "custom": "zwcustom",
    "custom.list": "zwlisted",
    "body.section": "the engineer forgot to rotate zwbody",
    "body.short": "Zwshort!",
    "body.heading": "Zwheading",
    "postmortem.custom": "zwpmcustom",
    "postmortem.body": "blames the night shift for zwlesson",
    "services": "zwkey",
    "people": "zwhandle",
    "teams": "zwteamkey",
    "rotation": "zwrota",
    "unreadable": "zwunreadable",
}


def yaml(fields: dict[str, tuple[str, str]]) -> str:
    """A map of one line; what is no list, map or number is quoted."""
    plain = {
        key: value if value[0] in "[{" or value.isdigit() else f'"{value}"' for key, (value, _) in fields.items()
    }
    return "{" + ", ".join(f"{key}: {value}" for key, value in plain.items()) + "}"


def planted_archive(root: Path) -> Archive:
    """Something private in every field, of a public record where that may be, and of an internal one."""
    common = {key: value for key, (value, _) in FRONT_MATTER.items() if key not in {"services", "severity"}}
    common["contact"] = '"Zw Contact <zw@z.example>"'
    entries = [REPORTED, "- `2031-03-07T05:06Z` **update** @zwseer: Zwseen."]
    told = [
        "- `2026-11-20T14:45Z` **public** @zwteller via zwchannel: We are looking into it.",
        "- `2031-03-08T05:06Z` **stakeholders** @zwteller: What only stakeholders may ever hear.",
        "- `2031-03-08T05:06Z` **tier-zwgold** @zwteller: More.",
    ]
    public = incident_text(
        visibility="public",
        services="[zwkey]",
        disposition="duplicate",
        roles=yaml(NESTED[Roles]),
        customers=yaml(NESTED[Customers]),
        links=f"[{yaml(NESTED[ResourceLink])}]",
        actions=f"[{yaml(NESTED[ActionItem])}]",
        timeline=entries,
        communications=told,
        body="## Summary\n\nThe engineer forgot\nto rotate **zwbody**.\n\n## Zwheading\n\nZwshort.",
        **common,
    ).replace("---\n\n", "x-own: zwcustom\nx-list: [zwlisted]\n---\n\n", 1)
    internal = incident_text(
        id=INTERNAL, title=IN_INCIDENTS["title"][0], started_at=IN_INCIDENTS["started_at"][0], services="[zwsvc]"
    )
    archive_folder(root, public, internal, incident_text(id="INC-2026-0001", severty="zwunreadable"))
    fields = {key: value for key, (value, _) in NESTED[PostmortemFrontMatter].items()}
    write_postmortem(
        root,
        id=PUBLIC,
        factors=f"[{yaml(NESTED[Factor])}]",
        runbook=yaml(NESTED[Runbook]),
        body="## Lessons\n\nBlames the night shift\nfor zwlesson.",
        **fields | {"status": "draft\nx-own: zwpmcustom"},
    )
    write(
        root,
        "policies/services.yaml",
        f"services:\n  zwkey: {{name: Shop}}\n  zwdepended: {{}}\n  zwsvc: {yaml(NESTED[Service])}\n"
        f"teams:\n  zwteamkey: {yaml(NESTED[Team])}\npeople:\n  zwhandle: {yaml(NESTED[Person])}\n"
        "rotation: {zwteamkey: [zwrota], starts: 2026-01-05}\n",
    )
    return read_archive(root)


PLANTS = {
    **{f"FrontMatter.{key}": text for key, (_, text) in (FRONT_MATTER | IN_INCIDENTS).items()},
    **{f"{shape.__name__}.{key}": text for shape, fields in NESTED.items() for key, (_, text) in fields.items()},
    **ELSEWHERE,
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return planted_archive(tmp_path_factory.mktemp("planted") / "records")


@pytest.fixture(scope="module")
def found(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Leak]]:
    """What is found in a site where each private text stands in a file of its own."""
    folder = tmp_path_factory.mktemp("site")
    for name, text in PLANTS.items():
        (folder / f"{name}.html").write_text(f"<p>Here is <b>{escape(text)}</b> to read.</p>")
    found: dict[str, list[Leak]] = {}
    for leak in leaks(folder, archive, public_contents(archive, parse_time(NOW)), find_templates(archive.root)):
        found.setdefault(leak.file.removesuffix(".html"), []).append(leak)
    return found


def test_the_archive_has_all_of_it(archive: Archive) -> None:
    assert [each.path for each in archive.unreadable] == ["incidents/2026/INC-2026-0001.md"]
    assert len(archive.incidents) == 2


@pytest.mark.parametrize("name", PLANTS)
def test_it_is_found(found: dict[str, list[Leak]], name: str) -> None:
    assert name in found


@pytest.mark.parametrize(
    ("name", "path", "field"),
    [
        ("FrontMatter.owner", "incidents/2026/INC-2026-0042.md", "owner"),
        ("Customers.affected", "incidents/2026/INC-2026-0042.md", "customers.affected"),
        ("FrontMatter.title", "incidents/2031/INC-2031-0007.md", "title"),
        ("timeline.text", "incidents/2026/INC-2026-0042.md", "timeline[1]"),
        ("Factor.detail", "postmortems/2026/INC-2026-0042.md", "factors.detail"),
        ("people", "policies/services.yaml", "people"),
        ("unreadable", "incidents/2026/INC-2026-0001.md", "body"),
    ],
)
def test_its_place_is_named(found: dict[str, list[Leak]], name: str, path: str, field: str) -> None:
    assert Leak(f"{name}.html", path, field) in found[name]


def test_no_field_of_the_format_is_forgotten() -> None:
    known = {FrontMatter: {**FRONT_MATTER, **IN_INCIDENTS}, **NESTED}
    for shape, fields in known.items():
        named = set(fields) | WORDS_OF_THE_FORMAT.get(shape, set()) | OF_PARTS.get(shape, set())
        assert named == set(field_names(shape)), shape
    entries = {f"timeline.{name}" for name in TimelineEntry._fields if name != "kind"}
    entries |= {f"communications.{name}" for name in Communication._fields}
    assert entries <= set(ELSEWHERE)


def test_the_site_of_that_archive_shows_none_of_it(archive: Archive, tmp_path: Path) -> None:
    before = before_build(archive.root, tmp_path / "site")
    build_site(lambda: archive, before, parse_time(NOW), audience=Audience.PUBLIC)

    files = [file for file in (tmp_path / "site").rglob("*") if file.is_file() and file.parent.name != "assets"]
    assert len(files) >= 7
    for file in files:
        content = file.read_bytes().lower()
        assert b"zw" not in content, file
        assert b"2031" not in content, file
