"""What a test reads of a page of figures: every link to the list of incidents, and which incidents it asks for."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from html.parser import HTMLParser
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from incitrack.metrics.clock import State
from incitrack.metrics.evidence import Evidence
from incitrack.model.local_day import zone
from incitrack.records.newest_first import report_time
from incitrack.records.record import IncidentRecord


class FilteredLink(NamedTuple):
    """A link to the list of incidents: its filters, its words, and its title where it is a mark of a chart."""

    filters: tuple[tuple[str, str], ...]
    text: str
    title: str
    section: str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[FilteredLink] = []
        self._href: str | None = None
        self._text = self._title = self._section = ""
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "section":
            self._section = given.get("id") or ""
        if tag == "a":
            self._href, self._text, self._title = given.get("href"), "", ""
        self._in_title = tag == "title"

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self._title += data
        else:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        if tag == "a" and self._href:
            address = urlsplit(self._href)
            if address.path.endswith("incidents/index.html") and address.query:
                filters = tuple(parse_qsl(address.query, keep_blank_values=True))
                self.links.append(FilteredLink(filters, self._text.strip(), self._title.strip(), self._section))
            self._href = None


def filtered_links(html: str) -> list[FilteredLink]:
    """Every link of a page to the list with filters."""
    reader = _Reader()
    reader.feed(html)
    return reader.links


class Lists:
    """How many incidents the list shows for filters, worked out from the records alone."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._records = evidence.archive.incidents
        self._with = lru_cache(maxsize=None)(self._matching)

    def count(self, filters: tuple[tuple[str, str], ...]) -> int:
        """How many incidents every filter lets through."""
        left = set(range(len(self._records)))
        for name, value in filters:
            left &= self._with(name, value)
        return len(left)

    def _matching(self, name: str, value: str) -> frozenset[int]:
        if name in {"since", "until"}:
            days = [f"{_local(record, self._evidence):%Y-%m-%d}" for record in self._records]
            return frozenset(
                n for n, day in enumerate(days) if (day >= value if name == "since" else day <= value)
            )
        wanted = set(value.split(",")) if name in {"ids", "status"} else {value}
        return frozenset(n for n, record in enumerate(self._records) if wanted & self._words(record, name))

    def _words(self, record: IncidentRecord, name: str) -> set[str]:
        return _WORDS[name](record, self._evidence)


def _local(record: IncidentRecord, evidence: Evidence) -> datetime:
    return report_time(record.incident).astimezone(zone(evidence.policies))


def _factors(record: IncidentRecord, evidence: Evidence) -> set[str]:
    found = evidence.archive.postmortem_of(record.id)
    return {factor.factor for factor in found.postmortem.factors} if found else set()


def _measured(record: IncidentRecord, evidence: Evidence) -> set[str]:
    times, names = evidence.times(record), ("detect", "acknowledge", "mitigate", "resolve")
    known = {each for each in names if getattr(times, f"time_to_{each}") is not None}
    return known if record.incident.is_actionable else set()


def _clocks(record: IncidentRecord, evidence: Evidence, *states: State) -> set[str]:
    clocks = evidence.clocks.of(record)
    return {clock.name.value for clock in clocks if clock.tier is None and clock.state in states}


_WORDS: Final[dict[str, Callable[[IncidentRecord, Evidence], set[str]]]] = {
    "severity": lambda r, _: {r.incident.severity},
    "status": lambda r, _: {r.incident.status.value},
    "service": lambda r, _: {*r.incident.services},
    "cause": lambda r, _: {r.incident.cause or "none"},
    "factor": _factors,
    "disposition": lambda r, _: {r.incident.disposition.value},
    "month": lambda r, e: {f"{_local(r, e):%Y-%m}"},
    "weekday": lambda r, e: {str(_local(r, e).isoweekday())},
    "hour": lambda r, e: {str(_local(r, e).hour)},
    "ids": lambda r, _: {r.incident.id},
    "recurring": lambda r, e: {"1"} if e.recurrences.came_again(r) else set(),
    "measured": _measured,
    "met": lambda r, e: _clocks(r, e, State.MET),
    "missed": lambda r, e: _clocks(r, e, State.MISSED, State.BREACHED),
}
