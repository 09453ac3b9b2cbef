"""The list of entries of a section: its items with their lines, and the text around it."""

from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias

from incitrack.merging.pieces import CannotMergeError
from incitrack.model.entry import Communication, TimelineEntry
from incitrack.records.body import COMMUNICATIONS, TIMELINE, Body
from incitrack.records.entries import Malformed, read_communication, read_timeline_entry

Entry: TypeAlias = TimelineEntry | Communication
LISTS: Final = (TIMELINE, COMMUNICATIONS)

_READ: Final[dict[str, Callable[[str], Entry | Malformed]]] = {
    TIMELINE: read_timeline_entry,
    COMMUNICATIONS: read_communication,
}


class Item(NamedTuple):
    """An entry, the blank lines and comments between the item before it and this one, and its own lines.

    `number` is its index in its list.
    """

    number: int
    entry: Entry
    gap: str
    text: str


class Section(NamedTuple):
    """The items of one list, and the lines of the body that they and what is between them take: `[start, end)`."""

    items: tuple[Item, ...]
    start: int
    end: int


def section(body: Body, lines: list[str], title: str) -> Section | None:
    """The list under a heading; None where there is no item.

    `lines` are the body's, with their ends, from `body.first_line` on.

    Raises:
        CannotMergeError: two sections have the title, an item is no entry, or a conflict is left unsettled.
    """
    found = body.items(title)
    if len(body.sections_titled(title)) > 1 or body.unsettled(title):
        raise CannotMergeError
    if not found:
        return None
    first = body.first_line
    items: list[Item] = []
    position = found[0].first - first
    for number, each in enumerate(found):
        entry = _READ[title](body.item_text(each))
        if isinstance(entry, Malformed) or each.marker != "-":
            raise CannotMergeError
        start, end = each.first - first, each.last - first + 1
        items.append(Item(number, entry, "".join(lines[position:start]), "".join(lines[start:end])))
        position = end
    return Section(tuple(items), found[0].first - first, position)
