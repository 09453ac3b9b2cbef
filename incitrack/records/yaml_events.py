"""The events of the YAML parser, built into maps, lists and text; the one place that imports yaml."""

import re
from collections.abc import Callable
from typing import Any, Final, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from incitrack.model.words import Quoted, shown
from incitrack.records.yaml_spans import Path, Span, YamlProblem

DEEPEST: Final = 20
MOST_EVENTS: Final = 200_000

_QUOTES: Final = frozenset({"'", '"', "|", ">"})
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
# libyaml takes these for line breaks; a record's lines end with LF alone. Noncharacters stand in for them.
_MARKER: Final = re.compile("^<{7} ", re.MULTILINE)
"""How Git's conflict begins, which makes no YAML of what it stands in."""
_BREAKS: Final = {0x85: 0xFDD0, 0x2028: 0xFDD1, 0x2029: 0xFDD2}
_BREAKS_BACK: Final = {stand_in: char for char, stand_in in _BREAKS.items()} | {0xFDD3: 0x0D}


class YamlRefusedError(Exception):
    """Reading stopped at a problem."""

    def __init__(self, problem: YamlProblem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Reader:
    """Reads one document; what it found so far stands in `problems`, `element_lines` and `spans`."""

    def __init__(self, text: str, *, wants_spans: bool) -> None:
        text = _shielded(text)
        self._text = text
        self._loader: Any = yaml.CSafeLoader(text)
        self._get_event: Callable[[], Any] = self._loader.get_event
        self._events = 0
        self._end: Any = None
        self._key_line = 0
        self._wants_spans = wants_spans
        self.problems: list[YamlProblem] = []
        self.element_lines: dict[str, list[int]] = {}
        self.spans: dict[Path, Span] = {}

    def close(self) -> None:
        """Give the parser back."""
        self._loader.dispose()

    def document(self) -> Any:
        """The value of the document; `YamlRefusedError` where it ends early."""
        self._next()  # the stream's start
        if type(self._next()) is StreamEndEvent:
            return None
        value = self._value(self._next(), (), 0, None)
        self._next()  # the document's end
        after = self._next()
        if type(after) is not StreamEndEvent:
            self._refuse(after.start_mark.index, "a second document begins", "keep one document in the file")
        return value

    def _next(self) -> Any:
        self._events += 1
        try:
            event = self._get_event()
        except yaml.MarkedYAMLError as error:
            said = str(error.problem or error.context or "it is not YAML")
            # What never ends is shown where it begins.
            ended = "end of stream" in said and error.context_mark
            mark = ended or error.problem_mark or error.context_mark
            if left := _MARKER.search(self._text, 0, mark.index if mark else 0):
                hint = "keep what is right between each pair of markers, and remove the markers"
                self._refuse(left.start(), "a merge that conflicts is not settled here", hint)
            self._refuse(mark.index if mark else 0, f"YAML cannot read this: {said}", _hint_for(said))
        except yaml.reader.ReaderError as error:
            # The parser counts bytes here, and characters everywhere else.
            at = len(self._text.encode()[: error.position].decode(errors="ignore"))
            what = f"the character U+{ord(self._text[at]):04X}" if at < len(self._text) else "a character"
            self._refuse(at, f"the YAML holds {what}, which it does not allow", "remove it")
        if self._events > MOST_EVENTS:
            self._refuse(event.start_mark.index, "the YAML has too many values", "split the file")
        return event

    def _refuse(self, offset: int, message: str, hint: str) -> NoReturn:
        raise YamlRefusedError(YamlProblem("INC002", offset, message, hint))

    def _value(self, event: Any, path: Path, depth: int, key_at: int | None) -> Any:
        kind = type(event)
        if kind is AliasEvent or event.anchor is not None or event.tag is not None:
            self._refuse_what_is_not_plain(event)
        if kind is ScalarEvent:
            if self._wants_spans:
                style = event.style if event.style in _QUOTES else None
                self._note(path, event, event, key_at, style)
            return _scalar(event)
        if depth == DEEPEST:
            at = event.start_mark.index
            self._refuse(at, f"the YAML is nested over {DEEPEST} deep", "write it flatter")
        value: Any = (
            self._map(path, depth + 1) if kind is MappingStartEvent else self._list(event, path, depth + 1)
        )
        if self._wants_spans:
            self._note(path, event, self._end, key_at, "flow" if event.flow_style else "block")
        return value

    def _note(self, path: Path, first: Any, last: Any, key_at: int | None, style: str | None) -> None:
        start = first.start_mark.index
        self.spans[path] = Span(start if key_at is None else key_at, start, last.end_mark.index, style)

    def _refuse_what_is_not_plain(self, event: Any) -> NoReturn:
        start = event.start_mark.index
        if type(event) is AliasEvent:
            self._refuse(start, "anchors and aliases are not allowed", "write the value out in each place")
        if event.anchor is not None:
            self._refuse(start, "anchors and aliases are not allowed", f"remove &{event.anchor}")
        self._refuse(start, f"the tag {shown(event.tag)} is not allowed", "write the plain value without a tag")

    def _map(self, path: Path, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while type(event := self._next()) is not MappingEndEvent:
            key = self._key(event)
            start = event.start_mark
            if depth == 1:
                self._key_line = start.line
            if key in found:
                self.problems.append(
                    YamlProblem("INC007", start.index, f"the key {shown(key)} stands twice", "keep one of the two")
                )
                self._value(self._next(), (*path, key, "…again"), depth, start.index)
            else:
                found[key] = self._value(self._next(), (*path, key), depth, start.index)
        self._end = event
        return found

    def _key(self, event: Any) -> str:
        at = event.start_mark.index
        if type(event) is AliasEvent or event.anchor is not None:
            self._refuse(at, "anchors and aliases are not allowed", "write the key out")
        if type(event) is not ScalarEvent:
            self._refuse(at, "a key is a map or a list", "write a word as the key")
        if event.tag is not None:
            self._refuse(at, f"the tag {shown(event.tag)} is not allowed", "write the plain key without a tag")
        if event.value == "<<" and not event.style:
            self._refuse(at, "merge keys are not allowed", "write the keys out in each place")
        key = _scalar(event)
        if key is None:
            self._refuse(at, "a value has no key", "write key: value")
        return str(key)

    def _list(self, opening: Any, path: Path, depth: int) -> list[Any]:
        found: list[Any] = []
        lines: list[int] = []
        while type(event := self._next()) is not SequenceEndEvent:
            lines.append(self._key_line if opening.flow_style else event.start_mark.line)
            found.append(self._value(event, (*path, len(found)), depth, None))
        self._end = event
        if len(path) == 1:
            self.element_lines[str(path[0])] = lines
        return found


def _scalar(event: Any) -> Any:
    text: str = event.value
    if not text.isascii():
        text = text.translate(_BREAKS_BACK)
    if event.style in _QUOTES:
        return Quoted(text)
    return None if text in _NULLS else text


def _hint_for(said: str) -> str:
    if "mapping values are not allowed" in said:
        return "put the text in quotes if it holds “: ”"
    if "tab" in said or "\\t" in said:
        return "indent with spaces"
    if "quoted scalar" in said or "end of stream" in said:
        return "close the quote or the bracket"
    return "look at this line and the one above it: indentation, quotes, a missing colon"


def _shielded(text: str) -> str:
    if not text.isascii():
        text = text.translate(_BREAKS)
    if "\r" in text and text.count("\r") != text.count("\r\n"):
        text = text.replace("\r\n", "\n\r").replace("\r", "\ufdd3").replace("\n\ufdd3", "\r\n")
    return text
