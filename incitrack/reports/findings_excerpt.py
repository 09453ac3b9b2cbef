"""The line of a file that a finding stands on, with a mark under what is meant."""

import re
from functools import cache
from typing import Final, NamedTuple

from incitrack.errors import Place
from incitrack.printable import printable
from incitrack.records.archive import Archive
from incitrack.reports.text_width import cut, width

_TOKEN: Final = re.compile(r"- `[^`]*` \*\*[^*]*\*\*|\"[^\"]*\"|'[^']*'|[^\s,\[\]{}#]+|.")
_NEAR: Final = 300
"""So many characters on each side are looked at; a line may be a megabyte long."""


class Excerpt(NamedTuple):
    """A line of a file, and the columns of it that are marked: how many stand before, how many are meant."""

    text: str
    before: int
    marked: int


class Excerpts:
    """The lines of an archive's files."""

    def __init__(self, archive: Archive) -> None:
        self._texts = {record.path: record.text for record in archive.incidents}
        self._texts |= {record.path: record.text for record in archive.postmortems}
        self._texts |= {file.path: file.text for file in archive.policy_files}
        self._texts |= {each.path: each.text for each in archive.unreadable if each.text is not None}
        self._lines = cache(self._split)

    def at(self, place: Place, columns: int) -> Excerpt | None:
        """The line at a place in `columns` columns, with what stands there; None where there is nothing to see."""
        lines = self._lines(place.path)
        if not 1 <= place.line <= len(lines) or not (line := lines[place.line - 1]).strip():
            return None
        start = place.column - 1
        found = _TOKEN.match(line, start)
        end = found.end() if found else start
        head = _visible(line[max(0, start - _NEAR) : start])
        if width(head) > columns // 2:
            head = "…" + head[-(columns // 3) :]
        meant = cut(_visible(line[start : min(end, start + _NEAR)]), columns - width(head))
        rest = _visible(line[end : end + _NEAR])
        room = columns - width(head) - width(meant)
        text = head + meant + (cut(rest, room) if room else "")
        return Excerpt(text.rstrip(), width(head), max(1, width(meant)))

    def _split(self, path: str) -> list[str]:
        return [line.removesuffix("\r") for line in self._texts.get(path, "").split("\n")]


def _visible(text: str) -> str:
    return printable(text.replace("\t", "    "))
