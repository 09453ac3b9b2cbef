"""What is known of an incident beside its text: a label and a value for each fact, in the order people ask."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from incitrack.model.custom_fields import FieldType
from incitrack.model.impact import impact_periods
from incitrack.model.incident import Disposition, Incident, Visibility
from incitrack.model.policies import Policies
from incitrack.model.taxonomy import label
from incitrack.reports.style import Style
from incitrack.reports.times_text import moment_line, span_line
from incitrack.wording import count_text, duration_text


class Fact(NamedTuple):
    """One line of facts; the text is the record's own and not yet safe to print."""

    label: str
    text: str
    style: Style = Style.PLAIN


def incident_facts(incident: Incident, policies: Policies, now: datetime) -> Iterator[Fact]:
    """The facts that the record holds; what it does not say is left out, but an owner who is missing is said."""
    yield from _response(incident)
    yield from _times(incident, now)
    yield from _classes(incident, policies)
    yield from _ties(incident)
    yield from _own_fields(incident, policies)


def _response(incident: Incident) -> Iterator[Fact]:
    if incident.owner or incident.is_open:
        yield Fact("Owner", incident.owner or "nobody yet", Style.PLAIN if incident.owner else Style.ALARM)
    yield Fact("Services", ", ".join(incident.services))
    roles = [f"{role.replace('_', ' ')} {handle}" for role, handle in incident.roles.held().items()]
    yield from _unless_empty("Roles", roles)
    yield from _unless_empty("Teams", incident.teams)


def _times(incident: Incident, now: datetime) -> Iterator[Fact]:
    reported = incident.reported_at
    for name, moment in (
        ("Started", incident.started_at),
        ("Detected", incident.detected_at),
        ("Reported", reported),
        ("Acknowledged", incident.acknowledged_at),
        ("Mitigated", incident.mitigated_at),
        ("Resolved", incident.resolved_at),
        ("Closed", incident.closed_at),
    ):
        if moment is not None:
            yield Fact(name, moment_line(moment) + _distance(moment, reported, incident, now))
    for period in impact_periods(incident):
        yield Fact("Impact", span_line(period.started_at, period.ended_at, now))


def _distance(moment: datetime, reported: datetime | None, incident: Incident, now: datetime) -> str:
    if reported is None:
        return ""
    if moment > reported:
        return f", {duration_text(moment - reported)} after the report"
    is_running = moment == reported and incident.is_open and now >= reported
    return f", {duration_text(now - reported)} ago" if is_running else ""


def _classes(incident: Incident, policies: Policies) -> Iterator[Fact]:
    terms = policies.taxonomy
    tiers, affected = incident.customers.tiers, incident.customers.affected
    customers = [count_text(affected, "customer")] if affected is not None else []
    yield from _unless_empty("Affected", [*customers, *(f"tier {tier}" for tier in tiers)])
    for name, known, slug in (
        ("Kind", terms.kinds, incident.kind),
        ("Category", terms.categories, incident.category),
        ("Cause", terms.causes, incident.cause),
    ):
        if slug:
            yield Fact(name, label(known, slug))
    yield from _unless_empty("Tags", [label(terms.tags, tag) for tag in incident.tags])
    if incident.disposition is not Disposition.ACTIONABLE:
        of = f" of {incident.duplicate_of}" if incident.duplicate_of else ""
        yield Fact("Disposition", f"{incident.disposition}{of}", Style.WARNING)
    if incident.visibility is not Visibility.INTERNAL:
        yield Fact("Visibility", str(incident.visibility), Style.WARNING)
    if incident.legal_hold:
        yield Fact("Legal hold", "yes")


def _ties(incident: Incident) -> Iterator[Fact]:
    seen = [f"by {incident.detected_by}"] if incident.detected_by else []
    via = [f"reported via {incident.reported_via}"] if incident.reported_via else []
    yield from _unless_empty("Seen", [*seen, *via])
    if incident.contact:
        yield Fact("Contact", incident.contact)
    yield from _unless_empty("Related", incident.related)
    yield from _unless_empty("Caused by", incident.caused_by)
    yield from _unless_empty("Fixed by", incident.fixed_by)
    yield from _unless_empty("Alerts", incident.alerts)
    yield from _unless_empty("Elsewhere", [f"{system} {key}" for system, key in incident.references.items()])
    for link in incident.links:
        yield Fact("Link", f"{link.kind}: {link.url}" if link.kind else link.url)


def _own_fields(incident: Incident, policies: Policies) -> Iterator[Fact]:
    for name, declared in policies.fields.items():
        if name in incident.custom:
            value = incident.custom[name]
            yield Fact(declared.label or name.removeprefix("x-"), _own_text(value, declared.type))


def _own_text(value: Any, kind: FieldType) -> str:
    if kind is FieldType.BOOLEAN:
        return "yes" if value == "true" else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _unless_empty(name: str, texts: list[str] | tuple[str, ...]) -> Iterator[Fact]:
    if texts:
        yield Fact(name, ", ".join(texts))
