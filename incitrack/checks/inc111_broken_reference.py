"""A record refers to an incident that does not exist, or to itself in a circle.

This is said of `duplicate_of`, of each of `related`, and of a postmortem's
`incident`. A duplicate of a duplicate that leads back to the first has no
incident that stays: each record of the circle is named. A record that cannot be
read exists.

To mend it, correct the ID, or take the reference out.

Wrong:

    disposition: duplicate
    duplicate_of: INC-2026-9999

Right:

    disposition: duplicate
    duplicate_of: INC-2026-0042
"""

from collections.abc import Iterator

from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault, Rule
from incitrack.model.check_levels import Level
from incitrack.records.record import IncidentRecord, PostmortemRecord


def _incident(record: IncidentRecord, facts: Facts) -> Iterator[Fault]:
    incident, exists = record.incident, facts.archive.exists
    if incident.duplicate_of is not None and not exists(incident.duplicate_of):
        yield Fault(record.place("duplicate_of"), f"{incident.duplicate_of} does not exist", "correct the ID")
    for index, other in enumerate(incident.related):
        if not exists(other):
            hint = "correct the ID, or take it out of the list"
            yield Fault(record.place("related", index), f"{other} does not exist", hint)


def _postmortem(record: PostmortemRecord, facts: Facts) -> Iterator[Fault]:
    if not facts.archive.exists(record.id):
        message = f"there is no incident {record.id} that this postmortem could be about"
        yield Fault(record.place("incident"), message, "correct the ID")


def _circles(facts: Facts) -> Iterator[Fault]:
    chain = {r.id: r.incident.duplicate_of for r in facts.archive.incidents if r.incident.duplicate_of is not None}
    seen: set[str] = set()
    for start in chain:
        walked: list[str] = []
        at: str | None = start
        while at is not None and at not in seen:
            seen.add(at)
            walked.append(at)
            at = chain.get(at)
        if at is not None and at in walked:
            for each in walked[walked.index(at) :]:
                yield from _of_a_circle(facts, each)


def _of_a_circle(facts: Facts, identifier: str) -> Iterator[Fault]:
    record = facts.archive.incident(identifier)
    if record is not None:
        of = record.incident.duplicate_of
        itself = f"{identifier} is said to be a duplicate of itself"
        message = itself if of == identifier else f"{identifier} is a duplicate of {of}, which leads back to it"
        hint = "let one of them be the incident that stays: take its duplicate_of out"
        yield Fault(record.place("duplicate_of"), message, hint)


RULE = Rule(
    code="INC111",
    name="broken-reference",
    level=Level.ERROR,
    incident=_incident,
    postmortem=_postmortem,
    archive=_circles,
)
