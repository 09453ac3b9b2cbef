"""What a customer tier was promised over a stretch of time, and what it got."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from incitrack.metrics.availability import Stretch
from incitrack.metrics.chronicle import reported_in
from incitrack.metrics.clock import Clock, ClockName
from incitrack.metrics.compliance import Compliance, compliance, tally
from incitrack.metrics.customer_clocks import customer_clocks, heard_by
from incitrack.metrics.policy_in_force import PoliciesInForce, PolicyInForce
from incitrack.metrics.service_uptime import ServiceUptime, service_uptimes
from incitrack.model.entry import Communication
from incitrack.model.incident import Incident, Visibility
from incitrack.model.local_day import start_of_day
from incitrack.model.policies import Policies
from incitrack.records.archive import Archive
from incitrack.records.newest_first import oldest_first, report_time
from incitrack.records.record import IncidentRecord


class Agreement(NamedTuple):
    """The policy that held in a part of the time, to the end of the day `until`; None: to the end of the time."""

    force: PolicyInForce
    until: date | None


class CustomerIncident(NamedTuple):
    """An incident that affected the tier, its clocks as the tier was promised them, and what the tier was told.

    `is_presumed`: its record names no tier, and the tier is a customer of a service that was affected.
    """

    incident: Incident
    services: tuple[str, ...]
    clocks: tuple[Clock, ...]
    told: tuple[Communication, ...]
    is_presumed: bool


class CustomerReview(NamedTuple):
    """What a tier may see of a stretch of time, as of `now`, oldest incident first.

    Restricted incidents are in none of it; `withheld` are the IDs of those that affected the tier. Of all others
    `first_report` is the first, whomever they affected.
    """

    tier: str
    window: Stretch
    now: datetime
    agreements: tuple[Agreement, ...]
    incidents: tuple[CustomerIncident, ...]
    kept: dict[ClockName, Compliance]
    uptimes: tuple[ServiceUptime, ...]
    withheld: tuple[str, ...]
    first_report: datetime | None


def customer_tiers(archive: Archive) -> tuple[str, ...]:
    """Every customer tier that the policies or a record name, sorted."""
    policies = archive.policies
    files = [policy for policy in (policies.severity, *policies.versions.values()) if policy]
    named = {tier for policy in files for tier in policy.tiers}
    named.update(tier for service in (policies.services.services or {}).values() for tier in service.customers)
    named.update(tier for record in archive.incidents for tier in record.incident.customers.tiers)
    return tuple(sorted(named))


def customer_review(archive: Archive, tier: str, window: Stretch, now: datetime) -> CustomerReview:
    """The review of a tier, of the actionable incidents reported in `window`.

    An incident affected the tier where its record says so, or where it names no tier and the service catalogue
    has the tier among the customers of a service affected. Availability is that of the services of the tier, or
    where the catalogue names none of those that its incidents affected.
    """
    policies, in_force = archive.policies, PoliciesInForce(archive.policies)
    theirs = [
        record
        for record in oldest_first(archive.incidents)
        if record.incident.is_actionable and affects(record.incident, tier, policies)
    ]
    shown = [record for record in theirs if _is_shown(record)]
    found = [_seen(record, tier, policies, in_force, now) for record in reported_in(shown, window)]
    incidents = [record.incident for record in shown]
    services = _services_of(tier, policies) or {s for each in found for s in each.services}
    return CustomerReview(
        tier,
        window,
        now,
        tuple(_agreements(window, policies, in_force)),
        tuple(found),
        compliance(tally(each.clocks) for each in found),
        service_uptimes(incidents, services, window, now, policies),
        tuple(r.id for r in reported_in(theirs, window) if r.incident.visibility is Visibility.RESTRICTED),
        min((report_time(r.incident) for r in archive.incidents if _is_shown(r)), default=None),
    )


def _is_shown(record: IncidentRecord) -> bool:
    return record.incident.visibility is not Visibility.RESTRICTED


def affects(incident: Incident, tier: str, policies: Policies) -> bool:
    """Whether an incident affected a tier, by its record, or else by the service catalogue."""
    tiers = incident.customers.tiers
    return tier in tiers if tiers else not _services_of(tier, policies).isdisjoint(incident.services)


def _services_of(tier: str, policies: Policies) -> set[str]:
    known = policies.services.services or {}
    return {key for key, service in known.items() if tier in service.customers}


def _seen(
    record: IncidentRecord, tier: str, policies: Policies, in_force: PoliciesInForce, now: datetime
) -> CustomerIncident:
    incident = record.incident
    own = _services_of(tier, policies)
    services = tuple(service for service in dict.fromkeys(incident.services) if service in own)
    return CustomerIncident(
        incident,
        services or tuple(dict.fromkeys(incident.services)),
        customer_clocks(incident, tier, policies, in_force, now),
        tuple(sorted(heard_by(incident, tier), key=lambda told: told.at)),
        not incident.customers.tiers,
    )


def _agreements(window: Stretch, policies: Policies, in_force: PoliciesInForce) -> Iterator[Agreement]:
    """The policies that held in a stretch of time, in order."""
    versions: Iterable[tuple[date, datetime]] = sorted(
        (version.until, start_of_day(version.until + timedelta(days=1), policies))
        for version in (policies.severity.versions if policies.severity else ())
        if version.file in policies.versions and version.until < date.max
    )
    for until, ended_at in versions:
        if window.start < ended_at < window.end:
            yield Agreement(in_force.at(ended_at - timedelta(microseconds=1)), until)
    yield Agreement(in_force.at(window.end - timedelta(microseconds=1)), None)
