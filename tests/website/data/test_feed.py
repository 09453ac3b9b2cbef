"""The feed: what RFC 4287 requires, the newest first, and nothing that XML cannot hold."""

from datetime import datetime
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from incitrack.website.data.atom import AtomEntry, AtomFeed, atom, urn_of
from tests.builders import archive_folder, incident_text, write, write_incident
from tests.website.built_site import BuiltSite, build

ATOM = "{http://www.w3.org/2005/Atom}"


def feed_of(root: Path) -> Element:
    build(root)
    return fromstring((root.parent / "site/feed.xml").read_bytes())  # noqa: S314 - our own


def texts(parent: Element, name: str) -> list[str]:
    return [element.text or "" for element in parent.findall(f"{ATOM}{name}")]


def links(parent: Element) -> dict[str, str]:
    return {link.attrib["rel"]: link.attrib["href"] for link in parent.findall(f"{ATOM}link")}


def test_a_feed_and_its_entries_have_what_the_format_requires(root: Path) -> None:
    feed = feed_of(root)
    entries = feed.findall(f"{ATOM}entry")

    assert feed.tag == f"{ATOM}feed"
    assert [len(texts(feed, name)) for name in ("id", "title", "updated", "author")] == [1, 1, 1, 1]
    assert texts(feed.find(f"{ATOM}author") or feed, "name") == ["Incidents"]
    assert len(entries) == 2
    for entry in entries:
        assert [len(texts(entry, name)) for name in ("id", "title", "updated", "summary")] == [1, 1, 1, 1]
        assert links(entry).keys() == {"alternate"}
        assert datetime.fromisoformat(texts(entry, "updated")[0]).tzinfo is not None
    identifiers = [*texts(feed, "id"), *(texts(entry, "id")[0] for entry in entries)]
    assert all(each.startswith("urn:uuid:") for each in identifiers)
    assert len(set(identifiers)) == 3


def test_what_was_written_in_last_comes_first(tmp_path: Path) -> None:
    told = ["- `2026-11-20T16:59Z` **public** @sam: It is *slow*."]
    root = archive_folder(
        tmp_path / "records",
        incident_text(id="INC-2026-0001", title="Older <b>& better</b>", communications=told),
        incident_text(id="INC-2026-0002", title="Newer"),
    )

    feed = feed_of(root)
    entries = feed.findall(f"{ATOM}entry")

    assert [texts(entry, "title")[0] for entry in entries] == [
        "INC-2026-0001 Older <b>& better</b>",
        "INC-2026-0002 Newer",
    ]
    assert texts(entries[0], "updated") == texts(feed, "updated") == ["2026-11-20T16:59:00Z"]
    assert texts(entries[0], "published") == ["2026-11-20T14:10:00Z"]
    assert texts(entries[0], "summary") == ["P2, reported. Public: It is slow."]
    assert [each.attrib["term"] for each in entries[0].findall(f"{ATOM}category")] == [
        "P2",
        "reported",
        "checkout",
    ]


def test_there_are_fifty_entries_and_no_more(tmp_path: Path) -> None:
    root = archive_folder(tmp_path / "records")
    for number in range(60):
        at = f"2026-10-{number // 24 + 1:02d}T{number % 24:02d}:00Z"
        write_incident(
            root,
            incident_text(id=f"INC-2026-{number:04d}", timeline=[f"- `{at}` **reported**"]),
            id=f"INC-2026-{number:04d}",
        )

    titles = [texts(entry, "title")[0][:13] for entry in feed_of(root).findall(f"{ATOM}entry")]

    assert titles == [f"INC-2026-{number:04d}" for number in range(59, 9, -1)]


def test_links_are_relative_unless_the_settings_say_where_the_site_stands(root: Path) -> None:
    feed = feed_of(root)
    assert links(feed) == {"self": "feed.xml", "alternate": "index.html"}
    paths = [links(entry)["alternate"] for entry in feed.findall(f"{ATOM}entry")]
    assert sorted(paths) == ["incidents/INC-2026-0041/index.html", "incidents/INC-2026-0042/index.html"]

    write(root, "incitrack.yaml", "site: {url: 'https://status.example/deep/'}\n")
    moved = feed_of(root)
    assert links(moved)["self"] == "https://status.example/deep/feed.xml"
    assert min(links(each)["alternate"] for each in moved.findall(f"{ATOM}entry")) == (
        "https://status.example/deep/incidents/INC-2026-0041/index.html"
    )
    assert [texts(each, "id") for each in moved.iter(f"{ATOM}entry")] == [
        texts(each, "id") for each in feed.iter(f"{ATOM}entry")
    ]


def test_an_empty_archive_has_a_feed_of_the_moment_without_entries(empty_site: BuiltSite) -> None:
    feed = fromstring((empty_site.folder / "feed.xml").read_bytes())  # noqa: S314 - our own

    assert texts(feed, "updated") == ["2026-11-20T17:00:00Z"]
    assert feed.findall(f"{ATOM}entry") == []


def test_every_page_names_the_feed(own_site: BuiltSite) -> None:
    for page in own_site.pages.values():
        found = [each for each in page.all("link") if each["rel"] == "alternate"]
        assert [each["type"] for each in found] == ["application/atom+xml"]
        assert ("feed.xml", "") in page.internal, page.path


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x1b", "\x7f", "\u202e", "\ud800", "\ufffe", "\uffff"])
def test_what_xml_cannot_hold_is_made_visible(character: str) -> None:
    at = datetime.fromisoformat("2026-11-20T17:00:00Z")
    entry = AtomEntry(
        "urn:x", f"a{character}b", "x", at, at, f"<![CDATA[{character}]]>", ((character, character),)
    )

    read = fromstring(atom(AtomFeed("urn:y", f"t{character}", "feed.xml", "index.html", at, [entry])))  # noqa: S314 - our own

    assert texts(read, "title") == [f"t\\u{ord(character):04x}"]
    assert f"\\u{ord(character):04x}" in read.findall(f".//{ATOM}summary")[0].text  # type: ignore[operator] # it has one


def test_an_identifier_is_decided_by_its_words() -> None:
    assert urn_of("INC-2026-0042", "2026-11-20T14:10:00Z") == urn_of("INC-2026-0042", "2026-11-20T14:10:00Z")
    assert urn_of("a", "b") != urn_of("a", "c")


def test_an_incident_without_a_written_word_is_in_the_feed_too(tmp_path: Path) -> None:
    root = archive_folder(tmp_path / "records", incident_text(timeline=["- `2026-11-20T14:10Z` **reported**"]))

    assert [texts(entry, "summary") for entry in feed_of(root).findall(f"{ATOM}entry")] == [
        ["P2, reported. Reported."]
    ]
