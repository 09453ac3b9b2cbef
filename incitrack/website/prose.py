"""The written parts of a record on a page: its sections and the texts of its entries, as safe HTML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from markupsafe import Markup

from incitrack.model.words import MENTIONED_ID
from incitrack.printable import printable
from incitrack.records.body import COMMUNICATIONS, TIMELINE, Body
from incitrack.rendering.allowance import Allowance, as_written
from incitrack.rendering.excerpt import plain_text
from incitrack.rendering.markdown import Renderer
from incitrack.website.addresses import incident_page
from incitrack.website.describe import Describer
from incitrack.website.views.record import SectionView

_NO_SLUG: Final = re.compile(r"[^a-z0-9]+")


@dataclass
class Prose:
    """Renders the texts of one page. `anchors` are the IDs that the page has given away."""

    renderer: Renderer
    describe: Describer
    anchors: set[str] = field(default_factory=set)
    allowance: Allowance = field(default_factory=Allowance)

    def html(self, text: str, outline: int | None = None) -> Markup:
        """The HTML of a text under a heading of level `outline`, with the incidents that it names linked."""
        text = printable(text)
        if not self.allowance.covers(text):
            return as_written(text)
        html = self.renderer.render(text, outline=outline, mentions=self._mentions(text))
        return html if self.allowance.admits(html) else as_written(text)

    def _mentions(self, text: str) -> dict[str, str]:
        if "INC-" not in text:
            return {}
        known = self.describe.contents.by_id
        to = self.describe.links.to
        return {i: to(incident_page(known[i].key)) for i in MENTIONED_ID.findall(text) if i in known}

    def anchor(self, wanted: str) -> str:
        """An ID that the page has not given away yet: the wanted words as a slug, numbered where it is taken."""
        base = _NO_SLUG.sub("-", wanted.lower()).strip("-")
        return self.free_anchor(base if base[:1].isalpha() else f"section-{base}".rstrip("-"))

    def free_anchor(self, slug: str) -> str:
        """The same for what is a slug already and begins with a letter."""
        name, number = slug, 1
        while name in self.anchors:
            number += 1
            name = f"{slug}-{number}"
        self.anchors.add(name)
        return name

    def sections(self, body: Body, *, without: frozenset[str]) -> tuple[SectionView, ...]:
        """Everything that a body holds beside the sections named in `without`, in the file's order."""
        return tuple(
            SectionView(self.anchor(title) if title else "", title, self.html(text, 2 if title else 1))
            for title, text in _parts(body, without)
        )

    def beside_items(self, body: Body, title: str) -> Markup | None:
        """What stands in the sections of that title and is no list item; None where nothing does."""
        lines = [
            (number, body.lines[number - body.first_line])
            for section in body.sections_titled(title)
            for number in range(section.first, section.last + 1)
        ]
        taken = {number for item in body.items(title) for number in range(item.first, item.last + 1)}
        text = "\n".join(line for number, line in lines if number not in taken).strip("\n")
        return self.html(text, 2) if text.strip() else None


RECORD_LISTS = frozenset({TIMELINE, COMMUNICATIONS})
"""The sections of an incident that are shown as lists of entries."""


def _parts(body: Body, without: frozenset[str]) -> Iterator[tuple[str, str]]:
    """(title, text) of each section; text under no heading of level 2 comes with the title ""."""
    at = body.first_line
    for section in body.sections:
        yield from _loose(body, at, section.line)
        if section.title not in without:
            yield plain_text(section.title) or section.title, section.text
        at = section.last + 1
    yield from _loose(body, at, body.first_line + len(body.lines))


def _loose(body: Body, first: int, end: int) -> Iterator[tuple[str, str]]:
    text = "\n".join(body.lines[first - body.first_line : end - body.first_line]).strip("\n")
    if text.strip():
        yield "", text
