"""An Atom document, RFC 4287: what it must have, in words that XML can hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from incitrack.model.times import format_time
from incitrack.printable import printable

_NAMESPACE: Final = "http://www.w3.org/2005/Atom"
_OURS: Final = UUID("6f0f4c0e-4f0a-5a55-9d2b-3d8a3b1f6c57")
_NOT_XML: Final = {0xFFFE: "\\ufffe", 0xFFFF: "\\uffff"}


@dataclass(frozen=True, slots=True)
class AtomEntry:
    """An entry; `link` is relative to the feed or absolute, `categories` are (term, label)."""

    id: str
    title: str
    link: str
    published: datetime
    updated: datetime
    summary: str
    categories: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AtomFeed:
    """A feed; `itself` and `page` are the addresses of the feed and of the page that it belongs to."""

    id: str
    title: str
    itself: str
    page: str
    updated: datetime
    entries: Sequence[AtomEntry]


def urn_of(*words: str) -> str:
    """An identifier that the words decide, wherever the site stands: `urn:uuid:…`."""
    return f"urn:uuid:{uuid5(_OURS, ' '.join(words))}"


def atom(feed: AtomFeed) -> bytes:
    """The document, in UTF-8. Characters that XML does not have, such as control characters, are made visible."""
    root = Element("feed", {"xmlns": _NAMESPACE})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "updated", format_time(feed.updated))
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.itself})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.page})
    _text(SubElement(root, "author"), "name", feed.title)
    _text(root, "generator", "incitrack")
    for entry in feed.entries:
        _entry(root, entry)
    indent(root, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'.encode()


def _entry(root: Element, entry: AtomEntry) -> None:
    element = SubElement(root, "entry")
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": entry.link})
    _text(element, "published", format_time(entry.published))
    _text(element, "updated", format_time(entry.updated))
    for term, label in entry.categories:
        SubElement(element, "category", {"term": _clean(term), "label": _clean(label)})
    _text(element, "summary", entry.summary)


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _clean(text)


def _clean(text: str) -> str:
    return printable(text).translate(_NOT_XML)
