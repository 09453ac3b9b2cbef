"""Fields that have to agree with the timeline, and do not once the two of them came from different sides."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from incitrack.merging.items import Entry
from incitrack.merging.lifecycle import final_status
from incitrack.merging.pieces import Names
from incitrack.model.entry import Kind
from incitrack.model.status import Status
from incitrack.model.times import parse_time

_NEEDED_FROM: Final = {"owner": Status.ACKNOWLEDGED, "started_at": Status.RESOLVED, "cause": Status.CLOSED}
_NAMED_BY: Final = {Kind.SEVERITY: "severity", Kind.OWNER: "owner", Kind.ROLE: "roles"}
_CHANGE: Final = re.compile(r"(?:(?P<role>[a-z_]+) )?\S+ -> @?(?P<to>[A-Za-z0-9._-]+)")
_ENDS: Final = frozenset({Kind.MITIGATED, Kind.RESOLVED, Kind.CLOSED})


def disagreements(values: Mapping[str, Any], timeline: Sequence[Entry]) -> frozenset[Names]:
    """The fields that say otherwise than the timeline, which INC103, INC110, INC112 and INC113 refuse.

    A field that the status needs and that is missing is one of them. No policy is asked.
    """
    return frozenset((*_missing(values, timeline), *_overruled(values, timeline), *_too_late(values, timeline)))


def _missing(values: Mapping[str, Any], timeline: Sequence[Entry]) -> Iterator[Names]:
    status = final_status(timeline)
    if status is not None and values.get("status") != status:
        yield ("status",)
    for name, since in _NEEDED_FROM.items():
        if status is not None and status.rank >= since.rank and not values.get(name):
            yield (name,)


def _overruled(values: Mapping[str, Any], timeline: Sequence[Entry]) -> Iterator[Names]:
    said: dict[Names, str] = {}
    for entry in timeline:
        if (field := _NAMED_BY.get(Kind(entry.kind))) and (found := _CHANGE.match(entry.text)):
            said[(field, found["role"]) if found["role"] else (field,)] = found["to"]
    for names, word in said.items():
        value: Any = values
        for name in names:
            value = value.get(name) if isinstance(value, dict) else None
        if value not in {word, word.rstrip(".")}:
            yield names


def _too_late(values: Mapping[str, Any], timeline: Sequence[Entry]) -> Iterator[Names]:
    started_at = _time(values.get("started_at"))
    if started_at and any(entry.kind in _ENDS and entry.at < started_at for entry in timeline):
        yield ("started_at",)


def _time(value: object) -> datetime | None:
    try:
        return parse_time(value) if isinstance(value, str) else None
    except ValueError:
        return None
