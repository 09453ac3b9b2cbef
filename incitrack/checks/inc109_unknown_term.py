"""A category, cause, kind, tag or factor is not in the taxonomy.

Incidents are counted by these words. `config` beside `configuration` makes two
causes of one, and neither of the two figures is right. A list that
`policies/taxonomy.yaml` leaves out admits any slug. The category that a service
of `policies/services.yaml` gives to its incidents is held to the same.

To mend it, write the term that the hint names, or add the new one to the file.

Wrong:

    cause: config

Right:

    cause: configuration
"""

from collections.abc import Collection, Iterator

from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault, Rule
from incitrack.errors import Place
from incitrack.model.check_levels import Level
from incitrack.records.record import IncidentRecord, PostmortemRecord

_PATH = "policies/taxonomy.yaml"
_SERVICES = "policies/services.yaml"


def _incident(record: IncidentRecord, facts: Facts) -> Iterator[Fault]:
    incident, taxonomy = record.incident, facts.policies.taxonomy
    if incident.category and taxonomy.categories is not None and incident.category not in taxonomy.categories:
        yield _fault(facts, record.place("category"), "categories", incident.category, taxonomy.categories)
    if incident.cause and taxonomy.causes is not None and incident.cause not in taxonomy.causes:
        yield _fault(facts, record.place("cause"), "causes", incident.cause, taxonomy.causes)
    if incident.kind and taxonomy.kinds is not None and incident.kind not in taxonomy.kinds:
        yield _fault(facts, record.place("kind"), "kinds", incident.kind, taxonomy.kinds)
    if incident.tags and taxonomy.tags is not None:
        for index, tag in enumerate(incident.tags):
            if tag not in taxonomy.tags:
                yield _fault(facts, record.place("tags", index), "tags", tag, taxonomy.tags)


def _postmortem(record: PostmortemRecord, facts: Facts) -> Iterator[Fault]:
    known = facts.policies.taxonomy.factors
    if known is None:
        return
    for index, each in enumerate(record.postmortem.factors):
        if each.factor not in known:
            yield _fault(facts, record.place("factors", index, "factor"), "factors", each.factor, known)


def _services(facts: Facts) -> Iterator[Fault]:
    known, file = facts.policies.taxonomy.categories, facts.archive.policy_file(_SERVICES)
    if known is None or file is None:
        return
    for key, service in (facts.policies.services.services or {}).items():
        if service.category is not None and service.category not in known:
            place = file.place("services", key, "category")
            yield _fault(facts, place, "categories", service.category, known)


def _fault(facts: Facts, place: Place, terms: str, word: str, known: Collection[str]) -> Fault:
    # The list is part of what a hint is remembered by: one word may stand in several lists.
    hint = facts.suggestions.hint(word, known, f"{terms} of {_PATH}")
    return Fault(place, f"{word} is not among the {terms} of {_PATH}", hint)


RULE = Rule(
    code="INC109",
    name="unknown-term",
    level=Level.ERROR,
    needs=("taxonomy",),
    incident=_incident,
    postmortem=_postmortem,
    archive=_services,
)
