"""Which messages of a status page's text carry a time, and what is left without them."""

import re
from collections.abc import Iterator
from datetime import datetime, tzinfo
from itertools import pairwise
from typing import Final, NamedTuple

from incitrack.importers.foreign_incident import DatedText
from incitrack.importers.source_times import TIME, parse_source_time

_TRACK: Final = re.compile(r"\{\{[<%]\s*track\s+(?:\"([^\"]*)\"|`([^`]*)`|'([^']*)')\s*[>%]\}\}")
_STAMP: Final = re.compile(
    rf"(?P<open>[#*_\[]{{0,8}})[ \t]*(?P<label>[A-Za-z][A-Za-z ]{{0,39}}?)?[ \t]*[-–—:,@]?[ \t]*"
    rf"(?P<time>{TIME})[\]*_:# \t]*"
)
_DATED_ITEM: Final = re.compile(rf"[-*+][ \t]+[*`]{{0,2}}({TIME})[*`]{{0,2}}[ \t]*[-–—:|][ \t]+(\S.*)")
_RULE: Final = re.compile(r"[ ]{0,3}(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}")
_FENCE: Final = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_LABEL: Final = re.compile(r"(\*{1,2}|_{1,2})[^*_]{1,60}\1\s*[-–—:]")
_TIMELINE: Final = re.compile(r"#{1,6}[ \t]+(?:timeline|updates)[ \t:#]*", re.IGNORECASE)
_SAYS_NOTHING: Final = frozenset({"", "update", "edit"})
_LONGEST_STAMP: Final = 120


class Messages(NamedTuple):
    """The Markdown without a time, the messages with one in the order of time, and stamps that are no time."""

    undated: str
    dated: tuple[DatedText, ...]
    not_times: tuple[str, ...]


class _Piece(NamedTuple):
    """A paragraph, rule, stamp or dated item; `at` is the time that it carries itself."""

    kind: str
    text: str
    at: datetime | None = None


def split_messages(text: str, zone: tzinfo) -> Messages:
    """Take the messages with a time out of a text; times without a zone are `zone`'s.

    A time is the argument of a `track` shortcode, which ends its message; a line that is nothing but a label and
    a time, bold, in brackets or as a heading, which begins one; or the beginning of a list item.
    """
    wrong: list[str] = []
    gathered = _Gathered()
    for piece in _pieces(text.split("\n"), zone, wrong):
        gathered.take(piece)
    gathered.end_chunk()
    return Messages(_joined(gathered.undated), _in_time(gathered.dated), tuple(wrong))


class _Gathered:
    """Where the pieces go: with the message under way, to a dated one, or to what has no time."""

    def __init__(self) -> None:
        self.undated: list[str] = []
        self.dated: list[DatedText] = []
        self._chunk: list[str] = []
        self._stamp: _Piece | None = None

    def take(self, piece: _Piece) -> None:
        if piece.kind == "tracked" and piece.at is not None:
            self._end_with_time(piece.text, piece.at)
        elif piece.kind == "paragraph":
            self._chunk.append(piece.text)
        else:
            self.end_chunk()
            if piece.kind == "stamp":
                self._stamp = piece
            elif piece.kind == "item" and piece.at is not None:
                self.dated.append(DatedText(piece.at, piece.text))
            else:
                self.undated.append(piece.text)
            if piece.kind in {"stamp", "item"} and self.undated and _TIMELINE.fullmatch(self.undated[-1]):
                self.undated.pop()

    def end_chunk(self) -> None:
        """The message under way ends without a time of its own."""
        if self._stamp is None or self._stamp.at is None:
            self.undated += self._chunk
        else:
            label = self._stamp.text
            heading = "" if label.casefold() in _SAYS_NOTHING else f"**{label}**"
            if said := "\n\n".join(filter(None, (heading, *self._chunk))):
                self.dated.append(DatedText(self._stamp.at, said))
        self._stamp, self._chunk = None, []

    def _end_with_time(self, text: str, at: datetime) -> None:
        """The message under way ends with a time; it began with its label, else where the one before it ended."""
        paragraphs = [*self._chunk, text] if text else self._chunk
        labelled = [index for index, paragraph in enumerate(paragraphs) if _LABEL.match(paragraph)]
        start = labelled[-1] if labelled else 0
        self._chunk = paragraphs[:start]
        self.end_chunk()
        if start < len(paragraphs):
            self.dated.append(DatedText(at, "\n\n".join(paragraphs[start:])))


def _pieces(lines: list[str], zone: tzinfo, wrong: list[str]) -> Iterator[_Piece]:
    """The text cut at blank lines, rules and times; times that are none go to `wrong`."""
    paragraph: list[str] = []
    item: _Piece | None = None
    item_lines: list[str] = []
    shield = _Shield()
    for line in lines:
        if item and line.startswith("  ") and line.strip():
            item_lines.append(line[2:])
            continue
        if item:
            yield item._replace(text="\n".join(item_lines))
            item = None
        if shield.covers(line):
            paragraph.append(line)
            continue
        whole = _whole_line(line, zone, bool(paragraph))
        if paragraph and (whole or not line.strip()):
            yield _Piece("paragraph", "\n".join(paragraph))
            paragraph = []
        if whole is None:
            yield from _ended_by_tracks(line, paragraph, zone, wrong)
        elif whole.kind == "item":
            item, item_lines = whole, [whole.text]
        else:
            yield whole
    if item:
        yield item._replace(text="\n".join(item_lines))
    if paragraph:
        yield _Piece("paragraph", "\n".join(paragraph))


def _ended_by_tracks(line: str, paragraph: list[str], zone: tzinfo, wrong: list[str]) -> Iterator[_Piece]:
    """The messages that end within a line of a paragraph; what begins behind the last of them is its paragraph."""
    start = 0
    for track in _TRACK.finditer(line):
        written = next(filter(None, track.groups()), "")
        try:
            at = parse_source_time(written, zone)
        except ValueError:
            wrong.append(written)
            continue
        yield _Piece("tracked", "\n".join([*paragraph, line[start : track.start()]]).strip(), at)
        paragraph.clear()
        start = track.end()
    if line[start:].strip():
        paragraph.append(line[start:])


class _Shield:
    """Fences and HTML comments, within which nothing is a message."""

    def __init__(self) -> None:
        self._end = ""

    def covers(self, line: str) -> bool:
        """Whether the line belongs to one, its first and last line included."""
        if self._end:
            text = line.strip()
            is_end = (
                self._end in text if self._end == "-->" else text.startswith(self._end) and not text.strip(text[0])
            )
            self._end = "" if is_end else self._end
            return True
        if fence := _FENCE.match(line):
            self._end = fence[1]
        elif "<!--" in line and "-->" not in line.rpartition("<!--")[2]:
            self._end = "-->"
        return bool(self._end)


def _whole_line(line: str, zone: tzinfo, in_paragraph: bool) -> _Piece | None:
    """The rule, stamp or dated item that a line is."""
    if _RULE.fullmatch(line):
        # Right under a paragraph, dashes make it a heading.
        return None if in_paragraph and set(line.strip()) == {"-"} else _Piece("rule", line)
    if _TIMELINE.fullmatch(line):
        return _Piece("heading", line)
    item = _DATED_ITEM.fullmatch(line)
    stamp = _STAMP.fullmatch(line) if len(line) <= _LONGEST_STAMP else None
    try:
        if item:
            return _Piece("item", item[2], parse_source_time(item[1], zone))
        if stamp and (stamp["open"] or not (stamp["label"] or in_paragraph)):  # else it is the end of a sentence
            label = re.sub(r"\s+(?:at|on)$", "", stamp["label"] or "")
            return _Piece("stamp", label, parse_source_time(stamp["time"], zone))
    except ValueError:
        pass
    return None


def _joined(undated: list[str]) -> str:
    """What has no time as one text; a rule stays only between two messages."""
    kept: list[str] = []
    for text in undated:
        if not (_RULE.fullmatch(text) and (not kept or _RULE.fullmatch(kept[-1]))):
            kept.append(text)
    if kept and _RULE.fullmatch(kept[-1]):
        kept.pop()
    return "\n\n".join(kept)


def _in_time(dated: list[DatedText]) -> tuple[DatedText, ...]:
    """In the order of time. Pages have the newest on top, so of equal times the lower one came first."""
    newest_first = any(above.at > below.at for above, below in pairwise(dated))
    return tuple(sorted(reversed(dated) if newest_first else dated, key=lambda message: message.at))
