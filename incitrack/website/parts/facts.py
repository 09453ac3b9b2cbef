"""The facts of an incident: its front matter in words, field by field, and what is left out where it is empty."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from incitrack.model.custom_fields import FieldDeclaration, FieldType
from incitrack.model.incident import Incident, Visibility
from incitrack.model.taxonomy import label
from incitrack.model.times import parse_day, parse_time
from incitrack.website.describe import Describer, spoken, term
from incitrack.website.views.words import FactView, LinkView


def people_facts(incident: Incident, describe: Describer) -> Iterator[FactView]:
    """Who answers for it, and who does what."""
    people = (describe.person(incident.owner),) if incident.owner else ()
    yield FactView("Owner", people=people, text="" if people else "nobody yet")
    for role, handle in incident.roles.held().items():
        yield FactView(spoken(role), people=(describe.person(handle),))
    if incident.teams:
        teams = describe.contents.policies.services.teams
        names = [(teams[key].name if key in teams else None) or key for key in incident.teams]
        yield FactView("Further teams", text=", ".join(names))


def plain_facts(incident: Incident, describe: Describer) -> Iterator[FactView]:
    """What it is, whom it affects, how it came to be known, and the team's own fields."""
    terms = describe.contents.policies.taxonomy
    affected = incident.customers.affected
    yield FactView("Services", links=tuple(describe.service(key) for key in incident.services))
    yield from _said(
        ("Customers affected", "" if affected is None else f"{affected:,}"),
        ("Customer tiers", ", ".join(incident.customers.tiers)),
        ("Kind", term(terms.kinds, incident.kind or "")),
        ("Category", term(terms.categories, incident.category or "")),
        ("Cause", term(terms.causes, incident.cause or "")),
        ("Detected by", spoken(incident.detected_by or "")),
        ("Reported via", spoken(incident.reported_via or "")),
        ("Contact", incident.contact or ""),
        ("Tags", ", ".join(label(terms.tags, tag) for tag in incident.tags)),
    )
    yield from custom_facts(incident.custom, describe)
    yield from _said(
        ("Visibility", "Public" if incident.visibility is Visibility.PUBLIC else ""),
        ("Legal hold", "Yes" if incident.legal_hold else ""),
    )


def _said(*facts: tuple[str, str]) -> Iterator[FactView]:
    """The facts about which something is said."""
    for name, text in facts:
        if text:
            yield FactView(name, text=text)


def trace_facts(incident: Incident, describe: Describer) -> Iterator[FactView]:
    """Where else there is something about it: links, other systems, alerts, what caused and what fixed it."""
    for link in incident.links:
        yield FactView(spoken(link.kind) if link.kind else "Link", links=(short_link(link.url, describe),))
    for system, key in incident.references.items():
        yield FactView(spoken(system), code=(key,))
    for name, changes in (("Caused by", incident.caused_by), ("Fixed by", incident.fixed_by)):
        if changes:
            links = tuple(short_link(change, describe) for change in changes if "://" in change)
            yield FactView(name, links=links, code=tuple(each for each in changes if "://" not in each))
    if incident.alerts:
        yield FactView("Alerts" if len(incident.alerts) > 1 else "Alert", code=incident.alerts)


def custom_facts(custom: Mapping[str, Any], describe: Describer) -> Iterator[FactView]:
    """The team's own fields, those that `fields.yaml` declares, by their labels."""
    for name, declared in describe.contents.policies.fields.items():
        value = custom.get(name)
        if value not in (None, "", []) and declared.wrong_value(value) is None:
            yield _custom(declared.label or spoken(name.removeprefix("x-")), declared, value, describe)


def _custom(name: str, declared: FieldDeclaration, value: Any, describe: Describer) -> FactView:
    if declared.type is FieldType.LIST:
        return FactView(name, text=", ".join(map(str, value)))
    written = str(value)
    if declared.type is FieldType.BOOLEAN:
        return FactView(name, text="Yes" if written == "true" else "No")
    if declared.type is FieldType.INTEGER:
        return FactView(name, text=f"{int(written):,}")
    if declared.type is FieldType.DATE:
        return FactView(name, day=describe.day(parse_day(written)))
    if declared.type is FieldType.TIME:
        return FactView(name, moment=describe.moment(parse_time(written)))
    if declared.type is FieldType.PERSON:
        return FactView(name, people=(describe.person(written),))
    if declared.type is FieldType.URL:
        return FactView(name, links=(short_link(written, describe),))
    return FactView(name, text=written)


def short_link(address: str, describe: Describer) -> LinkView:
    """A link shown by its host and the end of its path."""
    parts = urlsplit(address)
    path = parts.path.rstrip("/")
    last = path.rpartition("/")[2]
    words = f"{parts.netloc}{path}" if path.count("/") < 2 else f"{parts.netloc}/…/{last}"
    return describe.elsewhere(address, words if parts.netloc else address)
