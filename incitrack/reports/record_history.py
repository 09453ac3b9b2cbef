"""The history of a record as text, a line for each change, and as JSON."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, TypedDict

from incitrack.model.entry import Communication, TimelineEntry
from incitrack.model.times import format_time, record_time
from incitrack.printable import printable_line
from incitrack.reports.incidents import EntryItem, entry_item
from incitrack.reports.style import Paint, Style
from incitrack.reports.text_width import cut

if TYPE_CHECKING:
    from incitrack.store.record_history import RecordChange

_SHORT: Final = 10


class ChangeItem(TypedDict):
    """One change of `history --json`; `old` and `new` are values of the field, or entries, None for nothing.

    `entry` is None for a field, else the entry as it is behind the commit, or as it was where it is gone.
    """

    commit: str
    author: str
    email: str
    at: str
    field: str
    old: Any
    new: Any
    entry: EntryItem | None


def change_item(change: "RecordChange") -> ChangeItem:
    """A change for a program."""
    commit = change.commit
    return {
        "commit": commit.hash,
        "author": commit.author,
        "email": commit.email,
        "at": format_time(commit.at),
        "field": change.field,
        "old": _value(change.old),
        "new": _value(change.new),
        "entry": entry_item(change.entry) if change.entry else None,
    }


def history_lines(changes: "tuple[RecordChange, ...]", columns: int | None, paint: Paint) -> Iterator[str]:
    """A line for each change: short commit, date, author, and the field or the entry."""
    for change in changes:
        commit = change.commit
        head = f"{commit.hash[:_SHORT]}  {record_time(commit.at)}  {printable_line(commit.author)}"
        words = printable_line(_words(change))
        if columns is not None:
            words = cut(words, max(20, columns - len(head) - 2))
        yield f"{paint(head, Style.FAINT)}  {paint(words, _style(change))}"


def _words(change: "RecordChange") -> str:
    old, new = change.old, change.new
    if change.entry is None:
        return f"{change.field}: {_shown(old)} -> {_shown(new)}"
    if old is None:
        return f"{change.field}: {_entry(new)}"
    if new is None:
        return f"{change.field}: removed: {_entry(old)}"
    return f"{change.field}: altered: {_entry(old)} -> {_entry(new)}"


def _entry(entry: TimelineEntry | Communication) -> str:
    by = f" @{entry.by}" if entry.by else ""
    return f"{record_time(entry.at)} {entry.kind}{by}{': ' if entry.text else ''}{entry.text}"


def _shown(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, list):
        return f"[{', '.join(_shown(each) for each in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_shown(each)}' for key, each in value.items())}}}"
    return str(value)


def _value(value: Any) -> Any:
    return entry_item(value) if isinstance(value, TimelineEntry | Communication) else value


def _style(change: "RecordChange") -> Style:
    return Style.ALARM if change.entry is not None and change.old is not None else Style.PLAIN
