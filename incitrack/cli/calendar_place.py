"""Where a calendar that nobody can reckon by is written: the message comes from far below, without a place."""

from collections.abc import Iterator
from contextlib import contextmanager

from incitrack.errors import UnreadableError
from incitrack.records.archive import Archive
from incitrack.records.places import POLICIES


@contextmanager
def calendar_place(archive: Archive) -> Iterator[None]:
    """Give the refusal of a calendar, which unknown holidays cause, the place of its policy."""
    try:
        yield
    except UnreadableError as error:
        file = archive.policy_file(f"{POLICIES}/severity.yaml")
        place = error.place or (file.place("calendar", "holidays") if file else None)
        raise UnreadableError(error.message, place=place, hint=error.hint) from None
