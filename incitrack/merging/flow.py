"""Lists and maps on one line, in brackets or braces, merged element by element as they are written."""

from typing import NamedTuple

from incitrack.merging.choice import UNSETTLED, Unsettled, settled, settled_text
from incitrack.merging.identity import Identity, by_value, rank, value_words
from incitrack.merging.pieces import CannotMergeError
from incitrack.merging.sequence import in_one_order
from incitrack.merging.yaml_block import spans_of
from incitrack.records.yaml_reader import read_yaml

_KEY = "k: "


class _Element(NamedTuple):
    """An element as written, the spaces and line breaks before it, and where its value begins in it."""

    lead: str
    text: str
    value_at: int

    @property
    def value(self) -> str:
        return self.text[self.value_at :]


def merged_flow(base: str | None, ours: str, theirs: str) -> str | None:
    """What three ways to write a value on one line come to; None where they conflict. `base` None: there was none.

    Raises:
        CannotMergeError: comments stand between the elements, in places that may go.
    """
    known = settled(base, ours, theirs)
    if known is not UNSETTLED:
        return known
    if _value(ours) == _value(theirs):
        return settled_text(base or "", ours, theirs)
    opening = ours[:1]
    if opening != theirs[:1] or opening not in {"[", "{"}:
        return None
    was = base if base is not None and base[:1] == opening else opening + {"[": "]", "{": "}"}[opening]
    parts = [_elements(each) for each in (was, ours, theirs)]
    merged: list[_Element] = []
    for identity in in_one_order(list(parts[1][0]), list(parts[2][0]), rank):
        found = _merged_element(*(elements.get(identity) for elements, _ in parts))
        if found is UNSETTLED:
            return None
        if found is not None:
            merged.append(found)
    return opening + _joined(merged) + settled_text(*(end for _, end in parts))


def _merged_element(
    base: _Element | None, ours: _Element | None, theirs: _Element | None
) -> _Element | Unsettled | None:
    if ours is None or theirs is None:
        kept = ours or theirs
        if kept is None or base is None:
            return kept
        return None if _value(kept.value) == _value(base.value) else UNSETTLED
    value = merged_flow(base.value if base else None, ours.value, theirs.value)
    if value is None:
        return UNSETTLED
    lead = settled_text(base.lead if base else "", ours.lead, theirs.lead)
    return _Element(lead, ours.text[: ours.value_at] + value, ours.value_at)


def _joined(elements: list[_Element]) -> str:
    text = ""
    for number, each in enumerate(elements):
        on_its_own = "\n" in each.lead
        text += ("," if number else "") + (each.lead if on_its_own else " " if number else "") + each.text
    return text


def _value(written: str) -> object:
    return read_yaml(f"{_KEY}{written}\n").value


def _elements(written: str) -> tuple[dict[Identity, _Element], str]:
    """The elements of a list by what they say, those of a map by key; and how it ends."""
    spans = spans_of(f"{_KEY}{written}\n")
    values = read_yaml(f"{_KEY}{written}\n").value
    if not isinstance(values, dict):
        raise CannotMergeError
    text, position = spans.text, spans.spans["k",].start + 1
    found: list[tuple[str, _Element]] = []
    for path in spans.children(("k",)):
        span = spans.spans[path]
        between = text[position : span.key]
        lead = between.partition(",")[2] if found else between
        if "#" in between:
            raise CannotMergeError
        name = str(path[1]) if isinstance(path[1], str) else value_words(values["k"][path[1]])
        end = spans.end(path)
        found.append((name, _Element(lead, text[span.key : end], span.start - span.key)))
        position = end
    closing = text[position : spans.spans["k",].end]
    if "#" in closing:
        raise CannotMergeError
    elements: dict[Identity, _Element] = by_value(found) if written[0] == "[" else dict(found)
    return elements, closing.replace(",", "") if found else closing
