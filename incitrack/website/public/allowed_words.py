"""What may stand on a public site: the words of public incidents, and those that the program itself writes."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from incitrack.model.times import format_time, parse_time, record_time
from incitrack.rendering.excerpt import excerpt
from incitrack.rendering.markdown import Renderer
from incitrack.website.describe import spoken
from incitrack.website.public.feed import entry_id, summary
from incitrack.website.public.incident import PublicIncident
from incitrack.website.public.phrases import EXCERPT, OVERDUE, earlier_messages, kind, lasting, stands, state
from incitrack.website.public.words import RUN, Words, readings, short_runs, words_of
from incitrack.wording import (
    MONTHS,
    ago_text,
    clock_text,
    day_text,
    duration_text,
    list_text,
    moment_text,
    month_text,
    short_day_text,
)

_WRITTEN_MOMENT: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,30})?)?)"
    r"(Z|[+-][0-9]{2}:[0-9]{2})?"
)
_NAMES: Final = [name for month in MONTHS for name in (month, month[:3])]
_SPOKEN_MOMENT: Final = re.compile(
    rf"([0-9]{{1,2}}) ({'|'.join(_NAMES)}) ([0-9]{{4}}),? ([0-9:]{{5,8}})(?![0-9:])"
)


def texts_of(incident: PublicIncident, now: datetime) -> Iterator[str]:
    """Every text that a public page may show of an incident, each on its own, but for what follows below."""
    yield from (incident.key, incident.id, incident.title, incident.severity, *incident.services)
    yield from (_status(incident), kind(incident), _lasted(incident, now), stands(incident))
    yield from (state(incident), earlier_messages(incident), entry_id(incident), summary(incident))
    yield from (message.text for message in incident.messages)
    if incident.is_open and incident.messages:
        yield ago_text(incident.messages[-1].at, now)
    if incident.promised_at:
        yield f"{OVERDUE} {moment_text(incident.promised_at)}, {ago_text(incident.promised_at, now)}"


def laid_out_texts_of(incident: PublicIncident, renderer: Renderer) -> Iterator[str]:
    """Its moments in every form, and what becomes of its messages on a page: links and code read otherwise."""
    for label, at in (*incident.moments(), *_further_moments(incident)):
        yield label
        yield from moment_texts(at)
    for message in incident.messages:
        yield from readings(renderer.render(message.text).encode())
        yield from readings(excerpt(message.text, EXCERPT).encode())


def raw_text_of(incident: PublicIncident, now: datetime) -> str:
    """Most of it in one text, much as pages show it, without laying out what was told."""
    names, lasted = list_text(list(incident.services)), _lasted(incident, now)
    parts = [f"status {incident.key} index html", f"{kind(incident)} {_status(incident)} {lasted}"]
    parts += [f"{incident.id} {incident.title} {names} {lasted}", f"{names} {kind(incident)}"]
    for label, at in (*incident.moments(), *_further_moments(incident)):
        written = f"time datetime {format_time(at)} {moment_text(at)}"
        parts.append(f"{written} {lasted} {label} {clock_text(at)} {short_day_text(at.astimezone(UTC).date())}")
    return " ".join([*parts, *(message.text for message in incident.messages)])


def moments_of(incident: PublicIncident) -> Iterator[datetime]:
    """Every moment that a page may say of an incident, but for those in what was told."""
    yield from (at for _, at in (*incident.moments(), *_further_moments(incident)))


def _further_moments(incident: PublicIncident) -> Iterator[tuple[str, datetime]]:
    found = (incident.began_at, incident.stands_since, incident.promised_at)
    yield from (("", at) for at in found if at)


def _status(incident: PublicIncident) -> str:
    return spoken(incident.status.value) if incident.status else ""


def _lasted(incident: PublicIncident, now: datetime) -> str:
    lasted = incident.lasted(now)
    return "" if lasted is None else f"{lasting(incident)} {duration_text(lasted)}"


def moment_texts(at: datetime) -> Iterator[str]:
    """A moment in every form in which a page or a feed writes it or a part of it."""
    day = at.astimezone(UTC).date()
    short = f"{short_day_text(day)} {day.year}"
    yield from (format_time(at), record_time(at), moment_text(at), clock_text(at), f"{short}, {clock_text(at)}")
    yield from (day.isoformat(), day.isoformat()[:7], day_text(day), month_text(day), short)


def moments_in(text: str) -> Iterator[datetime]:
    """The moments that a text names, as records and pages write them and much like it; in UTC if unsaid."""
    for day, clock, zone in _WRITTEN_MOMENT.findall(text):
        yield from _moment(day, clock, zone or "Z")
    for day, month, year, clock in _SPOKEN_MOMENT.findall(text):
        yield from _moment(f"{year}-{_NAMES.index(month) // 2 + 1:02d}-{int(day):02d}", clock, "Z")


def _moment(day: str, clock: str, zone: str) -> Iterator[datetime]:
    with suppress(ValueError):
        yield parse_time(f"{day}T{clock}{zone}")


@dataclass
class Explained:
    """Runs of words that may stand on a page: those within an allowed text, or where one text meets another.

    `within` are the runs of up to five words of a text, `starts` and `ends` those at its edges; `program` are runs
    of what the program itself writes. `is_whole` says that nothing more will be admitted.
    """

    program: set[Words]
    within: set[Words] = field(default_factory=set)
    starts: set[Words] = field(default_factory=set)
    ends: set[Words] = field(default_factory=set)
    is_whole: bool = False

    def admit(self, texts: Iterable[str]) -> None:
        """Allow some texts."""
        for text in texts:
            words = words_of(text)
            self.within.update(short_runs(words))
            for length in range(1, RUN):
                self.starts.add(tuple(words[:length]))
                self.ends.add(tuple(words[-length:]))

    def explains(self, run: Words) -> bool:
        """Whether a run is one that may stand there."""
        if run in self.within or run in self.program:
            return True
        return any(
            (run[:cut] in self.ends or run[cut:] in self.starts)
            and self.explains(run[:cut])
            and self.explains(run[cut:])
            for cut in range(1, len(run))
        )
