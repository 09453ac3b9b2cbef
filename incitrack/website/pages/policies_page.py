"""The page of the policies, as people read them: what each severity means and demands, hours, words, fields."""

from collections.abc import Iterator
from dataclasses import dataclass

from incitrack.model.policies import Policies
from incitrack.model.severity import ClockName, OwnerRule, Severity, SeverityPolicy, Verification
from incitrack.model.status import Status
from incitrack.model.taxonomy import label
from incitrack.model.time_words import duration_words, hours_words
from incitrack.website.addresses import POLICIES
from incitrack.website.describe import Describer, spoken
from incitrack.website.page import Page
from incitrack.website.parts.policy_words import (
    close_words,
    escalation_words,
    postmortem_words,
)
from incitrack.website.prose import Prose
from incitrack.website.views.record import SourceView
from incitrack.website.views.words import FactView, SeverityView
from incitrack.wording import day_text, list_text

_CLOCKS: tuple[ClockName, ...] = ("acknowledge", "resolve", "update", "communicate")


@dataclass(frozen=True, slots=True)
class TargetsView:
    """How long each clock may run, in the order acknowledge, resolve, update, communicate; "" for none."""

    name: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeverityRules:
    """A severity as people read it; `tiers` are the customer tiers with targets of their own."""

    severity: SeverityView
    anchor: str
    definition: str
    examples: tuple[str, ...]
    targets: TargetsView
    tiers: tuple[TargetsView, ...]
    rules: tuple[FactView, ...]


@dataclass(frozen=True, slots=True)
class TermsView:
    """A list of the taxonomy: its name, and each slug with its label."""

    title: str
    terms: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PoliciesView:
    """Every policy; an empty tuple where a file is absent. `clocks` are the heads of the table of targets."""

    clocks: tuple[str, ...]
    severities: tuple[SeverityRules, ...]
    since: str
    hours: tuple[tuple[str, str], ...]
    calendar: tuple[FactView, ...]
    requirements: tuple[tuple[str, str], ...]
    terms: tuple[TermsView, ...]
    fields: tuple[tuple[str, str, str], ...]
    checks: tuple[tuple[str, str], ...]
    sources: tuple[SourceView, ...]


def policies_page(paths: tuple[str, ...]) -> Page:
    """The page of all policies; `paths` are those of their files."""

    def view(describe: Describer, _: Prose) -> PoliciesView:
        policies = describe.contents.policies
        policy = policies.severity
        return PoliciesView(
            clocks=tuple(spoken(clock) for clock in _CLOCKS),
            severities=tuple(_severities(policy, describe)) if policy else (),
            since=day_text(policy.since) if policy and policy.since else "",
            hours=tuple(hours_words(policy.calendar)) if policy else (),
            calendar=tuple(_calendar(policy)) if policy else (),
            requirements=tuple(_requirements(policies)),
            terms=tuple(_terms(policies)),
            fields=tuple(_fields(policies)),
            checks=tuple((code, setting.value) for code, setting in policies.checks.rules.items()),
            sources=tuple(describe.source(path) for path in paths),
        )

    return Page(POLICIES, "policies.html", "Policies", view)


def _severities(policy: SeverityPolicy, describe: Describer) -> Iterator[SeverityRules]:
    for rank, (key, severity) in enumerate(policy.severities.items()):
        yield SeverityRules(
            severity=describe.severity(key),
            anchor=f"severity-{rank + 1}",
            definition=severity.definition or "",
            examples=severity.examples,
            targets=_targets("", severity.sla),
            tiers=tuple(_targets(tier, targets[key]) for tier, targets in policy.tiers.items() if key in targets),
            rules=tuple(_rules(severity)),
        )


def _targets(name: str, targets: object) -> TargetsView:
    durations = (getattr(targets, clock) for clock in _CLOCKS)
    return TargetsView(name, tuple(duration_words(each) if each else "" for each in durations))


def _rules(severity: Severity) -> Iterator[FactView]:
    if severity.owner is OwnerRule.AT_ONCE:
        yield FactView("Owner", text="At once, with the report")
    else:
        yield FactView("Owner", text="When it is acknowledged")
    if severity.roles:
        yield FactView("Roles", text=list_text([spoken(role).lower() for role in severity.roles]))
    if severity.escalate:
        yield FactView("Escalation", lines=tuple(escalation_words(each) for each in severity.escalate))
    yield FactView("Postmortem", text=postmortem_words(severity.postmortem))
    if severity.verification is Verification.REQUIRED:
        yield FactView("Verification", text="Somebody confirms the fix before it is closed")
    if severity.close.after.amount:
        after = duration_words(severity.close.after)
        yield FactView("Closed", text=f"Not sooner than {after} after the resolution")
    if needs := close_words(severity.close.requires):
        yield FactView("Closing needs", text=needs)
    if severity.downtime:
        yield FactView("Availability", text="Counts as downtime of its services")
    if severity.aliases:
        yield FactView("Also called", text=", ".join(severity.aliases))


def _calendar(policy: SeverityPolicy) -> Iterator[FactView]:
    calendar = policy.calendar
    yield FactView("Time zone", text=calendar.timezone)
    if calendar.holidays:
        yield FactView("Public holidays of", text=calendar.holidays)
    if calendar.closed:
        yield FactView("Also closed", text=", ".join(day_text(day) for day in calendar.closed))
    if calendar.open:
        yield FactView("Open all the same", text=", ".join(day_text(day) for day in calendar.open))


def _requirements(policies: Policies) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for status in Status:
        fresh = [each for each in policies.lifecycle.required_at(status) if each not in seen]
        seen.update(fresh)
        if fresh:
            words = [_requirement(each, policies) for each in fresh]
            yield f"From {spoken(status.value).lower()} on", list_text(words)


def _requirement(written: str, policies: Policies) -> str:
    if written.startswith("## "):
        return f"the section {written[3:]}"
    declared = policies.fields.get(written)
    return (declared.label if declared else None) or spoken(written.removeprefix("x-")).lower()


def _terms(policies: Policies) -> Iterator[TermsView]:
    taxonomy = policies.taxonomy
    for title, terms in (
        ("Categories", taxonomy.categories),
        ("Causes", taxonomy.causes),
        ("Contributing factors", taxonomy.factors),
        ("Kinds", taxonomy.kinds),
        ("Tags", taxonomy.tags),
    ):
        if terms:
            yield TermsView(title, tuple((slug, label(terms, slug)) for slug in terms))


def _fields(policies: Policies) -> Iterator[tuple[str, str, str]]:
    for name, declared in policies.fields.items():
        choices = f", one of {', '.join(declared.choices)}" if declared.choices else ""
        yield name, declared.label or spoken(name.removeprefix("x-")), f"{spoken(declared.type.value)}{choices}"
