"""Which earlier incidents an incident is like: what they share, the rarer the heavier."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import log
from typing import Final

from incitrack.model.incident import Disposition, Incident

MOST: Final = 4
_LEAST_SHARE: Final = 0.35
_HEAVIEST: Final = 6
"""So many of an incident's traits, the rarest, are followed to other incidents, each to the latest 40 of them."""
_LATEST: Final = 40
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_SENTENCE: Final = (
    "and are but can for from has have into its not off out per still than that the their then this was were when "
    "while who will with"
)
_EMPTY_WORDS: Final = frozenset(_SENTENCE.split())

Trait = tuple[str, str]


Alike = Mapping[str, tuple[str, ...]]
"""By ID, the IDs of earlier incidents that an incident is like, the most alike first."""

_NOTHING: Final[Alike] = {}


def earlier_alike(incidents: Sequence[Incident], known: Alike = _NOTHING) -> Alike:
    """At most four earlier ones for each incident; what is `known` of some of them is not worked out again.

    `incidents` come oldest first. Traits are services, cause, category, tags and the words of the title; one that
    a share p of the incidents so far has weighs log(1/p), the inverse document frequency (K. Spärck Jones, 1972).
    Of what an incident has in common with any before, the six heaviest traits are looked at: alike is what has two
    of them or more, and 35% of their weight. Only what was known before counts: nothing later changes the answer.
    """
    if all(incident.id in known for incident in incidents):
        return known
    seen: dict[Trait, list[str]] = defaultdict(list)
    found = dict(known)
    count = 0
    for incident in incidents:
        traits = tuple(dict.fromkeys(_traits(incident)))
        if incident.id not in found:
            weights = [(log((count + 1) / len(seen[trait])), trait) for trait in traits if trait in seen]
            heaviest = sorted(weights, reverse=True)[:_HEAVIEST]
            found[incident.id] = tuple(_alike(heaviest, seen))
        if incident.disposition is Disposition.ACTIONABLE:
            count += 1
            for trait in traits:
                seen[trait].append(incident.id)
    return found


def asked_of(incident: Incident) -> tuple[object, ...]:
    """Everything of an incident that the answers depend on."""
    traits = incident.services, incident.cause, incident.category, incident.tags, incident.title
    return incident.id, incident.disposition.value, *traits


def _alike(heaviest: list[tuple[float, Trait]], seen: dict[Trait, list[str]]) -> Iterator[str]:
    one: dict[str, float] = {}  # with one trait in common
    shared: dict[str, float] = {}  # with two or more
    for weight, trait in heaviest:
        for other in seen[trait][-_LATEST:]:
            if other in one:
                shared[other] = shared.get(other, one[other]) + weight
            else:
                one[other] = weight
    least = _LEAST_SHARE * sum(weight for weight, _ in heaviest)
    enough = [(weight, other) for other, weight in shared.items() if weight >= least]
    return (other for _, other in sorted(enough, reverse=True)[:MOST])


def _traits(incident: Incident) -> Iterator[Trait]:
    yield from (("service", service) for service in incident.services)
    if incident.cause:
        yield "cause", incident.cause
    if incident.category:
        yield "category", incident.category
    yield from (("tag", tag) for tag in incident.tags)
    words = _WORD.findall(incident.title.casefold())
    yield from (("word", word) for word in words if word not in _EMPTY_WORDS)
