"""What the documents of an index are, as the search's script reads it.

Numbers that grow steadily are written as steps from the one before, so that they weigh little when compressed.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date
from typing import Any, Final

from incitrack.model.teams import teams_of
from incitrack.model.words import INCIDENT_ID
from incitrack.website.contents import Contents
from incitrack.website.describe import aside_text
from incitrack.website.search.documents import Document

_EPOCH: Final = date(1970, 1, 1)
_FIRST: Final = 0x30
"""The character that stands for 0 in a column."""
_MOST_SETS: Final = 50_000
"""From so many on, characters would run into those that are no characters: the places are numbers then."""


def record_tables(contents: Contents, documents: Sequence[Document]) -> dict[str, Any]:
    """What the documents are.

    `keys` are the incidents' keys, the latest first: a number is the step from the number of the one before in
    the same year, else the key stands there. `days` are the days of the reports since 1970 in the team's zone, as
    steps; `utc` has the places, as steps, of those that were a day earlier in UTC, and of those a day later.
    `asides` says of what is not actionable why, in pairs of a step to its place and the words. A filter has its
    `values`, the `sets` of them that occur (as places), and `of` each incident its set: a character from `0` on,
    or a number. `postmortems` has [place of the incident or -1, "" or the key where it is another] for each.
    """
    days = [(contents.day(shown.at) - _EPOCH).days for shown in contents.incidents]
    ahead = [
        day - (shown.at.astimezone(UTC).date() - _EPOCH).days
        for day, shown in zip(days, contents.incidents, strict=True)
    ]
    return {
        "keys": list(_keys(shown.key for shown in contents.incidents)),
        "days": list(_steps(days)),
        "utc": [list(_places(each == sign for each in ahead)) for sign in (1, -1)],
        "asides": list(_asides(contents)),
        "filters": _filters(contents),
        "postmortems": [_postmortem(document, contents) for document in documents[len(contents.incidents) :]],
    }


def _filters(contents: Contents) -> dict[str, Any]:
    incidents = [shown.incident for shown in contents.incidents]
    return {
        "severity": _column((each.severity,) for each in incidents),
        "status": _column((each.status.value,) for each in incidents),
        "service": _column(each.services for each in incidents),
        "team": _column(teams_of(each, contents.policies) for each in incidents),
        "cause": _column((each.cause,) if each.cause else () for each in incidents),
    }


def _column(given: Iterable[tuple[str, ...]]) -> dict[str, Any]:
    """Few sets of values occur: `of` has for each incident the place of its set, as a character."""
    values: dict[str, int] = {}
    sets: dict[tuple[int, ...], int] = {}
    known: dict[tuple[str, ...], int] = {}
    of: list[int] = []
    for each in given:
        place = known.get(each)
        if place is None:
            places = tuple(values.setdefault(value, len(values)) for value in dict.fromkeys(each))
            place = known[each] = sets.setdefault(places, len(sets))
        of.append(place)
    text = "".join(chr(_FIRST + place) for place in of) if len(sets) < _MOST_SETS else of
    return {"values": list(values), "sets": list(sets), "of": text}


def _keys(keys: Iterable[str]) -> Iterable[int | str]:
    year, number = "", 0
    for key in keys:
        found = INCIDENT_ID.fullmatch(key)
        if found and found[1] == year and key == f"INC-{year}-{int(found[2]):04d}":
            yield int(found[2]) - number
        else:
            yield key
        if found:
            year, number = found[1], int(found[2])


def _postmortem(document: Document, contents: Contents) -> list[int | str]:
    same = document.incident >= 0 and contents.incidents[document.incident].key == document.key
    return [document.incident, "" if same else document.key]


def _asides(contents: Contents) -> Iterable[int | str]:
    asides = [aside_text(shown.incident, contents) for shown in contents.incidents]
    for step, aside in zip(_places(map(bool, asides)), filter(None, asides), strict=True):
        yield from (step, aside)


def _places(wanted: Iterable[bool]) -> Iterable[int]:
    """The places of what is wanted, as steps."""
    return _steps(place for place, is_wanted in enumerate(wanted) if is_wanted)


def _steps(numbers: Iterable[int]) -> Iterable[int]:
    before = 0
    for number in numbers:
        yield number - before
        before = number
