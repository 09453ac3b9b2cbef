"""Runs every rule over an archive: from records and policies to findings."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from incitrack.checks.catalogue import catalogue
from incitrack.checks.comparison import Comparison
from incitrack.checks.facts import Facts
from incitrack.checks.finding import Finding, in_order
from incitrack.checks.outcome import Outcome
from incitrack.checks.rule import Fault, Rule
from incitrack.model.check_levels import CheckLevels, Level, Setting
from incitrack.records.archive import Archive


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
    return Outcome.of(archive, now, sorted(_concerned(facts, in_force), key=in_order))


def _concerned(facts: Facts, rules: list[Rule]) -> Iterator[Finding]:
    """The findings, in a comparison without those of what was not touched."""
    for found in _findings(facts, rules):
        if facts.comparison is None or facts.comparison.concerns(found.code, found.place.path):
            yield found


def _findings(facts: Facts, rules: list[Rule]) -> Iterator[Finding]:
    levels = facts.policies.checks
    of_incidents = [(rule, rule.incident) for rule in rules if rule.incident]
    for record in facts.archive.incidents:
        for rule, look in of_incidents:
            if facts.comparison and not facts.comparison.concerns_clocks(rule.code, record):
                continue
            for fault in look(record, facts):
                yield _finding(rule, levels, fault, record.id)
    for rule in rules:
        for fault, incident in _of_the_rest(rule, facts):
            yield _finding(rule, levels, fault, incident)


def _of_the_rest(rule: Rule, facts: Facts) -> Iterator[tuple[Fault, str | None]]:
    """What a rule says of all but incidents, and the incident that each fault concerns."""
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
