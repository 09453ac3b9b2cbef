"""Front matter merged field by field, maps by key and lists by element, in the lines that people wrote."""

from typing import Any, Final

from incitrack.merging.choice import UNSETTLED, settled, settled_lines, settled_text
from incitrack.merging.flow import merged_flow
from incitrack.merging.identity import identified, rank
from incitrack.merging.pieces import CannotMergeError, Conflict, Names, Piece
from incitrack.merging.sequence import in_one_order
from incitrack.merging.yaml_block import Block, Field, inner, read_block, written
from incitrack.model.words import Quoted
from incitrack.records.edits_blocks import block_lines
from incitrack.records.edits_scalars import Plain, Value

_NOTHING: Final = frozenset[Names]()

_NEVER_EMPTY: Final = frozenset({("services",), ("authors",)})
"""Lists of which one element has to stay: that each side removed the others leaves a choice to a person."""


def merged_fields(base: str, ours: str, theirs: str, contested: frozenset[Names] = _NOTHING) -> list[Piece]:
    """Merge three front matters, the whole lines between their fences.

    `contested` are fields that conflict although one side alone may have changed them.

    Raises:
        CannotMergeError: one of them is written so that its fields do not stand on lines of their own.
    """
    return _Fields(contested).block((), read_block(base), read_block(ours), read_block(theirs))


class _Fields:
    def __init__(self, contested: frozenset[Names]) -> None:
        self.contested = contested

    def block(self, names: Names, base: Block | None, ours: Block, theirs: Block) -> list[Piece]:
        """The fields of a map, or the elements of a list."""
        if ours.is_list != theirs.is_list:
            raise CannotMergeError
        before = base if base and base.is_list == ours.is_list else Block((), "", ours.is_list)
        was, our, their = identified((before, ours, theirs))
        pieces: list[Piece] = []
        for identity in in_one_order(list(our), list(their), rank):
            here = (*names, identity) if isinstance(identity, str) else (*names, *map(str, identity))
            pieces += self.field(here, was.get(identity), our.get(identity), their.get(identity))
        return [*pieces, *settled_lines(before.tail, ours.tail, theirs.tail)]

    def field(self, names: Names, base: Field | None, ours: Field | None, theirs: Field | None) -> list[Piece]:
        """One field or element of three versions, None where a version lacks it."""
        if names in self.contested:
            return [_contested(base, ours, theirs)]
        if ours is None or theirs is None:
            return self._of_one_side(names, base, ours, theirs)
        lead = settled_lines(base.lead if base else "", ours.lead, theirs.lead)
        own = self._own(names, base, ours, theirs)
        return [*lead, *own] if any(own) else []

    def _of_one_side(
        self, names: Names, base: Field | None, ours: Field | None, theirs: Field | None
    ) -> list[Piece]:
        kept = ours or theirs
        if kept is None:
            return []
        if base is None and not self._is_contested_below(names):
            return [kept.whole]
        if base and kept.value == base.value and not self._is_contested_below(names):
            return []
        if (
            base
            and isinstance(base.key, str)
            and _is_collection(kept.value)
            and type(kept.value) is type(base.value)
        ):
            # A map or list that is gone is one of which everything was removed.
            own = self._without(names, base, kept, is_ours=ours is not None)
            return [kept.lead, *own] if any(own) else []
        return [_contested(base, ours, theirs)]

    def _without(self, names: Names, base: Field, kept: Field, *, is_ours: bool) -> list[Piece]:
        """A map or list of which the other side has removed everything."""
        old, new = _as_block(base), _as_block(kept)
        if old is None or new is None:
            return [Conflict(kept.text, "", base.text) if is_ours else Conflict("", kept.text, base.text)]
        header, lines, _ = inner(new)
        rest = read_block(lines)
        sides = (rest, Block((), "", rest.is_list))
        merged = self.block(names, read_block(inner(old)[1]), *(sides if is_ours else sides[::-1]))
        return [header, *merged] if any(merged) else []

    def _own(self, names: Names, base: Field | None, ours: Field, theirs: Field) -> list[Piece]:
        """The lines of a field that both sides have, without what stands above it."""
        text = settled(base.text if base else None, ours.text, theirs.text)
        if text is not UNSETTLED and not self._is_contested_below(names):
            return [text or ""]
        conflict: list[Piece] = [Conflict(ours.text, theirs.text, base.text if base else "")]
        if base is None and isinstance(ours.key, int) and ours.value != theirs.value:
            return conflict  # two that were given the same name are not one
        if _is_collection(ours.value) and type(ours.value) is type(theirs.value):
            found = self._collection(names, base, ours, theirs)
        else:
            found = _scalar(base, ours, theirs)
        return conflict if found is None or (names in _NEVER_EMPTY and not any(found)) else found

    def _is_contested_below(self, names: Names) -> bool:
        """Whether a field within it is contested, so that it has to be looked into."""
        return any(each[: len(names)] == names for each in self.contested)

    def _collection(self, names: Names, base: Field | None, ours: Field, theirs: Field) -> list[Piece] | None:
        if base is not None and type(base.value) is not type(ours.value):
            base = None
        if ours.style == theirs.style == "flow":
            if self._is_contested_below(names):
                return None
            merged = _on_one_line(base, ours, theirs)
            return None if merged is None else [merged]
        blocks = [_as_block(field) for field in (base, ours, theirs) if field]
        if any(block is None for block in blocks):
            return None
        new_ours, new_theirs = (block for block in blocks[-2:] if block)
        old = blocks[0] if base else None
        return self._below(names, old, new_ours, new_theirs)

    def _below(self, names: Names, base: Field | None, ours: Field, theirs: Field) -> list[Piece]:
        """A field whose value stands in the lines below its key or behind its dash."""
        header, our_block, dash = inner(ours)
        their_header, their_block, their_dash = inner(theirs)
        old_header, old_block, _ = inner(base) if base else ("", "", -1)
        old = read_block(old_block) if old_block else None
        if dash != their_dash:
            raise CannotMergeError
        rest = self.block(names, old, read_block(our_block), read_block(their_block))
        if dash >= 0:
            return _dashed(rest, dash)
        return [settled_text(old_header, header, their_header), *rest] if rest else []


def _contested(*versions: Field | None) -> Conflict:
    base, ours, theirs = (field.whole if field else "" for field in versions)
    return Conflict(ours, theirs, base)


def _is_collection(value: object) -> bool:
    return isinstance(value, dict | list)


def _dashed(pieces: list[Piece], column: int) -> list[Piece]:
    """The lines of an element, its dash put back into the first of them."""

    def with_dash(lines: str) -> str:
        if not lines:
            raise CannotMergeError
        first, rest = lines.split("\n", 1)
        first = first.ljust(column + 1)
        return f"{first[:column]}-{first[column + 1 :]}\n{rest}"

    first, *rest = [piece for piece in pieces if piece] or [""]
    if isinstance(first, Conflict):
        base = first.base and with_dash(first.base)
        return [Conflict(with_dash(first.ours), with_dash(first.theirs), base), *rest]
    return [with_dash(first), *rest]


def _on_one_line(base: Field | None, ours: Field, theirs: Field) -> str | None:
    """The lines of a field in brackets; None where they conflict, "" where nothing is left of a list."""
    our, their = written(ours), written(theirs)
    was = written(base) if base and base.style == "flow" else None
    try:
        value = merged_flow(was.value if was else None, our.value, their.value)
    except CannotMergeError:
        return None
    if value is None:
        return None
    if value in {"[]", "{}"}:
        return ""
    head = settled_text(was.head if was else "", our.head, their.head)
    return head + value + settled_text(was.tail if was else "", our.tail, their.tail)


def _as_block(field: Field) -> Field | None:
    """The field with its value as a block; None where a comment would be lost by that."""
    if field.style == "block":
        return field
    if "#" in field.text or not field.value:
        return None
    head = written(field).head
    indent = " " * (len(head) - len(head.lstrip(" ")) + 2)
    if isinstance(field.key, int):
        return None
    lines = [head.rstrip(), *block_lines(_writable(field.value), indent)]
    return field._replace(text="".join(f"{line}\n" for line in lines), style="block")


def _writable(value: Any) -> Value:
    """A value as it was read, to be written: what had no quotes gets none."""
    if isinstance(value, dict):
        return {key: _writable(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_writable(each) for each in value]
    if value is None:
        return Plain("null")
    return str(value) if isinstance(value, Quoted) else Plain(value)


def _scalar(base: Field | None, ours: Field, theirs: Field) -> list[Piece] | None:
    """A field that is one value on each side; None where these conflict."""
    value = settled(base.value if base else None, ours.value, theirs.value)
    if value is UNSETTLED or (base is None and ours.value != theirs.value):
        return None
    if ours.value == theirs.value:
        return [settled_text(base.text if base else "", ours.text, theirs.text)]
    our, their = written(ours), written(theirs)
    was = written(base) if base else our
    kept = our if value == ours.value else their
    if {ours.style, theirs.style} & {"|", ">", "block"}:
        return None
    return [
        settled_text(was.head, our.head, their.head) + kept.value + settled_text(was.tail, our.tail, their.tail)
    ]
