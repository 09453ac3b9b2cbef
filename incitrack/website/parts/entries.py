"""The entries of an incident as a page shows them: what a kind means, what changed, how long after the report."""

import re
from datetime import UTC
from itertools import groupby
from typing import Final, NamedTuple, assert_never

from incitrack.model.entry import PUBLIC, STAKEHOLDERS, TIER_PREFIX, Communication, Kind, TimelineEntry
from incitrack.website.contents import ShownIncident
from incitrack.website.describe import spoken
from incitrack.website.parts.entry_tail import tail_of
from incitrack.website.parts.lateness import Lateness
from incitrack.website.prose import Prose
from incitrack.website.views.record import CommunicationView, DayOfEntries, EntryView
from incitrack.website.views.words import MomentView
from incitrack.wording import WEEKDAYS, elapsed_text

_OUTCOME: Final = re.compile(r"(H[1-9][0-9]* )?(open|confirmed|rejected|worked|no effect|worse):\s*")
_CHANGE: Final = re.compile(r"(?:([a-z_]+) )?(\S+) -> ([@A-Za-z0-9._-]*[A-Za-z0-9_-])(?:[,.:;]\s*|\s+|\Z)")
_TRIED: Final = frozenset({Kind.HYPOTHESIS, Kind.ATTEMPT})
_CHANGED: Final = frozenset({Kind.SEVERITY, Kind.OWNER, Kind.ROLE})


def days_of_entries(shown: ShownIncident, prose: Prose, lateness: Lateness) -> tuple[DayOfEntries, ...]:
    """An incident's timeline by days in UTC, in the record's order."""
    timeline = shown.incident.timeline
    views = ((entry.at.astimezone(UTC).date(), entry_view(entry, shown, prose, lateness)) for entry in timeline)
    return tuple(
        DayOfEntries(prose.describe.day(day), WEEKDAYS[day.weekday()], tuple(view for _, view in group))
        for day, group in groupby(views, key=lambda pair: pair[0])
    )


class _Lead(NamedTuple):
    """What an entry's text begins with by its kind's grammar, and the rest of it."""

    rest: str
    outcome: str = ""
    outcome_css: str = ""
    subject: str = ""
    before: str = ""
    after: str = ""


def entry_view(entry: TimelineEntry, shown: ShownIncident, prose: Prose, lateness: Lateness) -> EntryView:
    """One entry of an incident's timeline."""
    describe, note = prose.describe, lateness.of(entry)
    tail = tail_of(entry.text)
    lead = _lead(entry.kind, tail.rest)
    look, at = _LOOKS[entry.kind], describe.moment(entry.at)
    return EntryView(
        anchor=prose.free_anchor(f"at-{_to_the_minute(at)}"),
        at=at,
        elapsed=elapsed_text(entry.at, shown.at),
        kind=look.kind,
        label=look.label,
        css=look.css,
        by=describe.person_or_nobody(entry.by),
        outcome=lead.outcome,
        outcome_css=lead.outcome_css,
        subject=lead.subject,
        before=lead.before,
        after=lead.after,
        html=prose.html(lead.rest),
        evidence=describe.elsewhere(tail.evidence, "Evidence") if tail.evidence else None,
        from_memory=tail.from_memory,
        late=note.late,
        lag=note.lag,
    )


def _to_the_minute(at: MomentView) -> str:
    """`20261120t1405`, as an address can name it."""
    return at.iso[:16].replace("-", "").replace(":", "").lower()


def _lead(kind: Kind, text: str) -> _Lead:
    if kind in _TRIED and (found := _OUTCOME.match(text)):
        name, word = found.groups(default="")
        return _Lead(text[found.end() :], f"{name}{word}", word.replace(" ", "-"))
    if kind in _CHANGED and (found := _CHANGE.match(text)):
        subject, before, after = found.groups(default="")
        return _Lead(text[found.end() :], subject=spoken(subject), before=before, after=after)
    return _Lead(text)


def group_of(kind: Kind) -> str:
    """The group of kinds that share a look: transition, mark, thought, change or note."""
    match kind:
        case Kind.REPORTED | Kind.ACKNOWLEDGED | Kind.IN_PROGRESS | Kind.RESOLVED | Kind.CLOSED | Kind.REOPENED:
            return "transition"
        case Kind.DETECTED | Kind.MITIGATED | Kind.VERIFIED:
            return "mark"
        case Kind.DECISION | Kind.HYPOTHESIS | Kind.ATTEMPT:
            return "thought"
        case Kind.SEVERITY | Kind.OWNER | Kind.ROLE | Kind.HANDOFF | Kind.ESCALATED | Kind.DUPLICATE:
            return "change"
        case Kind.UPDATE | Kind.AMENDED:
            return "note"
        case _:
            assert_never(kind)


class _Look(NamedTuple):
    """A kind as records write it, as people read it, and its group."""

    kind: str
    label: str
    css: str


_LOOKS: Final = {kind: _Look(kind.value, spoken(kind.value), group_of(kind)) for kind in Kind}


def communication_view(told: Communication, prose: Prose, lateness: Lateness) -> CommunicationView:
    """One entry of an incident's communications."""
    describe, note = prose.describe, lateness.of(told)
    css = told.audience if told.audience in {PUBLIC, STAKEHOLDERS} else "tier"
    audience = told.audience.removeprefix(TIER_PREFIX) if css == "tier" else told.audience
    return CommunicationView(
        at=describe.moment(told.at),
        day=describe.day_of(told.at),
        audience=f"{spoken(audience)} tier" if css == "tier" else spoken(audience),
        css=css,
        by=describe.person_or_nobody(told.by),
        channels=", ".join(spoken(channel).lower() for channel in told.channels),
        html=prose.html(told.text),
        late=note.late,
        lag=note.lag,
    )
