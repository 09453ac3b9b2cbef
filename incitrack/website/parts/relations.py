"""Which other incidents belong to one: what it names, what names it, and the earlier ones that it is like."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from incitrack.website.contents import Contents, ShownIncident


class Relation(NamedTuple):
    """Why some incidents belong to another, and which they are."""

    title: str
    incidents: tuple[ShownIncident, ...]


def relations_of(shown: ShownIncident, contents: Contents) -> Iterator[Relation]:
    """The relations of an incident that has any; each other incident once."""
    incident, seen = shown.incident, {shown.key}
    for title, found in (
        ("Duplicate of", _known(contents, [incident.duplicate_of or ""])),
        ("Related", _known(contents, incident.related)),
        ("Names this one", contents.named_by.get(incident.id, ())),
        ("Alike, earlier", _known(contents, contents.alike.get(incident.id, ()))),
    ):
        fresh = tuple({each.key: each for each in found if each.key not in seen}.values())
        seen |= {each.key for each in fresh}
        if fresh:
            yield Relation(title, fresh)


def _known(contents: Contents, ids: Iterable[str]) -> Iterator[ShownIncident]:
    return (contents.by_id[each] for each in ids if each in contents.by_id)
