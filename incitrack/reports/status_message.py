"""What a status message says of an incident, drawn from its record alone; what the record does not say is None."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from incitrack.model.entry import PUBLIC, STAKEHOLDERS, Communication, Kind
from incitrack.model.impact import mitigated_since
from incitrack.model.incident import Disposition, Incident
from incitrack.model.policies import Policies
from incitrack.model.promise import (
    expected_resolution,
    is_overdue,
    promised_update,
    standing_promise,
    without_promises,
)
from incitrack.model.status import Status
from incitrack.model.times import format_time
from incitrack.records.record import IncidentRecord
from incitrack.reports.reflow import reflow
from incitrack.wording import moment_text

_HYPOTHESIS: Final = re.compile(r"(H[1-9][0-9]*) (open|confirmed|rejected):")
_NEWS: Final = frozenset({Kind.REPORTED, Kind.UPDATE, Kind.MITIGATED, Kind.RESOLVED, Kind.VERIFIED, Kind.REOPENED})
_ENDLESS: Final = 1_000_000
_DEEDS: Final = frozenset({Kind.DECISION, Kind.ATTEMPT, Kind.ESCALATED, Kind.HANDOFF})


@dataclass(frozen=True)
class Instant:
    """A moment as a message writes it, `20 November 2026, 15:31 UTC`; `iso` is `2026-11-20T15:31:00Z`."""

    text: str
    iso: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class StatusMessage:
    """The parts of a message to one audience.

    To customers (`public`, `tier-…`) it says what was told to them before, and nothing of the timeline; to
    `stakeholders` it says what the record says.

    Attributes:
        id: The incident's ID.
        title: What is broken.
        audience: Whom the message is for: `public`, `stakeholders` or `tier-<name>`.
        severity: The key of the severity.
        severity_name: What people call it.
        status: The word of the record.
        is_open: Whether somebody still has to work on it.
        services: The names of the services affected.
        customers: How many customers are affected.
        tiers: The customer tiers affected.
        started_at: When users began to be affected.
        reported_at: When it was reported.
        mitigated_at: When users stopped being affected, since the last reopening.
        resolved_at: When it was resolved.
        now: When the message was made.
        known: What is known, a paragraph each.
        known_at: When the latest of it was told or written down.
        doing: What is being done, a paragraph each; the first follows from the status.
        next_update_at: The promised next update, where it is still to come.
        broken_promise_at: The promised next update, where its time has passed.
        resolution_expected_at: The expected resolution, where it is still to come.
        owner: The owner's handle; None in a message to customers.
    """

    id: str
    title: str
    audience: str
    severity: str
    severity_name: str
    status: str
    is_open: bool
    services: tuple[str, ...]
    customers: int | None
    tiers: tuple[str, ...]
    started_at: Instant | None
    reported_at: Instant | None
    mitigated_at: Instant | None
    resolved_at: Instant | None
    now: Instant
    known: tuple[str, ...]
    known_at: Instant | None
    doing: tuple[str, ...]
    next_update_at: Instant | None
    broken_promise_at: Instant | None
    resolution_expected_at: Instant | None
    owner: str | None


def status_message(record: IncidentRecord, audience: str, policies: Policies, now: datetime) -> StatusMessage:
    """The parts of the message about an incident to an audience, as of now."""
    incident = record.incident
    own = [told for told in incident.communications if told.audience == audience]
    heard = [told for told in incident.communications if told.audience in {audience, PUBLIC}]
    severity = policies.severity_of(incident.severity)
    inside = audience == STAKEHOLDERS
    known = _written_down(record) if inside else _told(heard)
    return StatusMessage(
        id=incident.id,
        title=incident.title,
        audience=audience,
        severity=incident.severity,
        severity_name=severity.name if severity else incident.severity,
        status=str(incident.status),
        is_open=incident.is_open,
        services=tuple(policies.services.name_of(service) for service in incident.services),
        customers=incident.customers.affected,
        tiers=incident.customers.tiers,
        started_at=_instant(incident.started_at),
        reported_at=_instant(incident.reported_at),
        mitigated_at=_instant(mitigated_since(incident)),
        resolved_at=_instant(incident.resolved_at),
        now=Instant(moment_text(now), format_time(now)),
        known=tuple(news.text for news in known),
        known_at=_instant(max((news.at for news in known if news.at), default=None)),
        doing=(_by_status(incident), *(_deeds(incident) if inside else ())),
        next_update_at=_instant(_to_come(promised_update, own, now) or _to_come(promised_update, heard, now)),
        broken_promise_at=_instant(_broken_promise(incident, heard, now)),
        resolution_expected_at=_instant(_to_come(expected_resolution, heard, now) if incident.is_open else None),
        owner=incident.owner if inside else None,
    )


class News(NamedTuple):
    """Something known, and when it was told or written down, where that is known."""

    text: str
    at: datetime | None


def _instant(moment: datetime | None) -> Instant | None:
    return None if moment is None else Instant(moment_text(moment), format_time(moment))


def _to_come(
    find: Callable[[str], datetime | None], heard: Sequence[Communication], now: datetime
) -> datetime | None:
    """The last time that was told of that kind, if it is still to come."""
    times = [at for told in heard if (at := find(told.text)) is not None]
    return times[-1] if times and times[-1] > now else None


def _broken_promise(incident: Incident, heard: Sequence[Communication], now: datetime) -> datetime | None:
    """The promise that still holds, if its time has passed."""
    promised = standing_promise([told.text for told in heard]) if incident.is_open else None
    return promised if promised and is_overdue(promised, now) else None


def _told(heard: Sequence[Communication]) -> list[News]:
    """What was last told, without what it promised."""
    said = [News(text, told.at) for told in heard if (text := _flowing(without_promises(told.text)))]
    return said[-1:]


def _written_down(record: IncidentRecord) -> list[News]:
    """The summary, the latest news, and every hypothesis that was not rejected, as far as they are written."""
    summary = record.body.section("Summary")
    news = [entry for entry in record.incident.timeline if entry.kind in _NEWS and entry.text.strip()]
    return [
        *([News(_paragraph(summary.text), None)] if summary and summary.text.strip() else []),
        *(News(f"{moment_text(entry.at)}: {_paragraph(entry.text)}", entry.at) for entry in news[-1:]),
        *_hypotheses(record.incident),
    ]


def _hypotheses(incident: Incident) -> Iterator[News]:
    latest: dict[str, tuple[str, News]] = {}
    for entry in incident.timeline:
        if entry.kind is Kind.HYPOTHESIS and (found := _HYPOTHESIS.match(entry.text)):
            latest[found[1]] = (found[2], News(_paragraph(entry.text), entry.at))
    yield from (news for state, news in latest.values() if state != "rejected")


def _by_status(incident: Incident) -> str:
    """What follows from the status, and from what the incident turned out to be."""
    if incident.disposition in _TURNED_OUT:
        return _TURNED_OUT[incident.disposition]
    if incident.is_open and mitigated_since(incident) is not None:
        return "The effect on users has ended. We are still working on it."
    return _SENTENCES[incident.status]


_TURNED_OUT: Final = {
    Disposition.FALSE_POSITIVE: "It was a false alarm.",
    Disposition.DUPLICATE: "We handle it together with another incident.",
}
_SENTENCES: Final = {
    Status.REPORTED: "The report has been received.",
    Status.ACKNOWLEDGED: "We are looking into it.",
    Status.IN_PROGRESS: "We are working on it.",
    Status.RESOLVED: "It is resolved.",
    Status.CLOSED: "It is resolved, and nothing is left to do.",
}


def _deeds(incident: Incident) -> Iterator[str]:
    """What was last decided or tried, while somebody works on it."""
    deeds = [entry for entry in incident.timeline if entry.kind in _DEEDS and entry.text.strip()]
    for entry in deeds[-1:] if incident.is_open else []:
        yield f"{moment_text(entry.at)}, {entry.kind}: {_paragraph(entry.text)}"


def _paragraph(text: str) -> str:
    """The first paragraph of a text, on one line."""
    return " ".join(text.strip().split("\n\n", maxsplit=1)[0].split())


def _flowing(text: str) -> str:
    """The text with each of its paragraphs on one line, as a chat or a mail wants it."""
    return "\n".join(reflow(text, _ENDLESS)).strip()
