"""Runs every rule over an archive: from records and policies to findings."""

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import Final

from incitrack.checks.catalogue import catalogue
from incitrack.checks.comparison import Comparison
from incitrack.checks.facts import Facts
from incitrack.checks.finding import Finding, in_order
from incitrack.checks.outcome import Outcome
from incitrack.checks.rule import Fault, Rule
from incitrack.model.check_levels import CheckLevels, Level, Setting
from incitrack.records.archive import Archive
from incitrack.records.record import IncidentRecord
from incitrack.workers import share

Look = Callable[[IncidentRecord, Facts], Iterable[Fault]]


def check_archive(
    archive: Archive, now: datetime, rules: Iterable[Rule] | None = None, *, before: Archive | None = None
) -> Outcome:
    """Hold the whole archive to `rules` (all of them, where none are named), as of `now`.

    With the archive `before` a change, the rules of history speak too, and those of action items, clocks and
    postmortems speak of what the change touches alone.
    A rule that `policies/checks.yaml` turns off, or that needs a policy which cannot be read, is silent.
    """
    facts = Facts(archive, now, comparison=Comparison(before, archive) if before else None)
    levels = archive.policies.checks
    wanted = [
        rule for rule in (catalogue() if rules is None else rules) if facts.unreadable.isdisjoint(rule.needs)
    ]
    in_force = [rule for rule in wanted if levels.rules.get(rule.code) is not Setting.OFF]
    return Outcome.of(archive, now, sorted(_findings(facts, in_force), key=in_order))


def _findings(facts: Facts, rules: list[Rule]) -> Iterator[Finding]:
    """The findings of all rules, in no order, found by as many processes as it takes.

    In a comparison those of what was not touched are left out.
    """
    found: list[Finding] = []
    of_incidents = [(rule, rule.incident) for rule in rules if rule.incident]

    def look(at: IncidentRecord | Rule) -> None:
        findings = _of_the_rest(at, facts) if isinstance(at, Rule) else _of_incident(at, of_incidents, facts)
        against = facts.comparison
        found.extend(f for f in findings if against is None or against.concerns(f.code, f.place.path))

    work: list[IncidentRecord | Rule] = [*rules, *facts.archive.incidents]
    yield from chain.from_iterable(share(work, look, lambda: found, os.cpu_count() or 1, enough=_ENOUGH_RECORDS))


_ENOUGH_RECORDS: Final = 1000
"""So many take longer than starting a process does."""


def _of_incident(record: IncidentRecord, rules: list[tuple[Rule, Look]], facts: Facts) -> Iterator[Finding]:
    for rule, look in rules:
        if facts.comparison is None or facts.comparison.concerns_clocks(rule.code, record):
            for fault in look(record, facts):
                yield _finding(rule, facts.policies.checks, fault, record.id)


def _of_the_rest(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """What a rule says of all but incidents."""
    for fault, incident in _faults(rule, facts):
        yield _finding(rule, facts.policies.checks, fault, incident)


def _faults(rule: Rule, facts: Facts) -> Iterator[tuple[Fault, str | None]]:
    """The faults that a rule finds in all but incidents, and the incident that each concerns."""
    if rule.postmortem:
        for record in facts.archive.postmortems:
            yield from ((fault, record.id) for fault in rule.postmortem(record, facts))
    if rule.unreadable:
        for broken in facts.archive.unreadable:
            yield from ((fault, broken.id) for fault in rule.unreadable(broken, facts))
    if rule.archive:
        for fault in rule.archive(facts):
            yield fault, facts.incident_at(fault.place.path)


def _finding(rule: Rule, levels: CheckLevels, fault: Fault, incident: str | None) -> Finding:
    setting = levels.rules.get(rule.code)
    level = (fault.level or rule.level) if setting is None else Level(setting.value)
    if fault.is_old and level is Level.ERROR:
        level = Level.WARNING
    return Finding(rule.code, rule.name, level, fault.place, incident, fault.message, fault.hint)
