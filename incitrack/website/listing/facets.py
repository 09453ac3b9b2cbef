"""The facets of incidents: what a list can be filtered by, and how many incidents have each value."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from incitrack.metrics.groups import NONE
from incitrack.model.policies import Policies
from incitrack.model.status import Status
from incitrack.model.taxonomy import label
from incitrack.model.teams import teams_of
from incitrack.website.contents import Contents, ShownIncident
from incitrack.website.describe import Describer
from incitrack.website.views.filters import ChoiceView, FacetView
from incitrack.wording import severity_text

FACETS: Final = {
    "severity": ("Severity", "Any severity"),
    "status": ("Status", "Any status"),
    "service": ("Service", "Any service"),
    "team": ("Team", "Any team"),
    "cause": ("Cause", "Any cause"),
    "year": ("Year", "Any year"),
}
"""By name, what a facet is called and what stands for any value."""

_UNNAMED: Final = {"team": "No team", "cause": "No cause yet"}
"""What is without a value stands under `none`, as in the figures."""


def facets(incidents: Iterable[ShownIncident], describe: Describer) -> tuple[FacetView, ...]:
    """Every facet of some incidents, with all values that the policies or the incidents know."""
    words, counts = _words(describe), _counts(incidents, describe.contents)
    return tuple(_facet(name, words[name], found) for name, found in counts.items())


def severity_facet(incidents: Iterable[ShownIncident], describe: Describer) -> FacetView:
    """The facet of the severities alone."""
    counts = Counter(shown.incident.severity for shown in incidents)
    return _facet("severity", _severity_words(describe), counts)


def _facet(name: str, words: Mapping[str, str], counts: Counter[str]) -> FacetView:
    others = sorted(counts.keys() - words.keys() - {NONE}, reverse=name == "year")
    offered = {**words, **{key: key for key in others}}
    if NONE in counts:
        offered.setdefault(NONE, _UNNAMED.get(name, NONE))
    choices = tuple(ChoiceView(key, text, f"{counts[key]:,}") for key, text in offered.items())
    return FacetView(name, *FACETS[name], choices)


def _counts(incidents: Iterable[ShownIncident], contents: Contents) -> dict[str, Counter[str]]:
    shown = tuple(incidents)
    found, policies = [each.incident for each in shown], contents.policies
    return {
        "severity": Counter(incident.severity for incident in found),
        "status": Counter(incident.status.value for incident in found),
        "service": Counter(key for incident in found for key in set(incident.services)),
        "team": Counter(key for incident in found for key in teams_of(incident, policies) or (NONE,)),
        "cause": Counter(incident.cause or NONE for incident in found),
        "year": Counter(str(contents.day(each.at).year) for each in shown),
    }


def _words(describe: Describer) -> dict[str, dict[str, str]]:
    """By facet the values that the policies know, in the order in which they are offered, and their text."""
    policies = describe.contents.policies
    services, causes = policies.services, policies.taxonomy.causes or {}
    return {
        "severity": _severity_words(describe),
        "status": {status.value: describe.status(status).text for status in Status},
        "service": _by_name({key: services.name_of(key) for key in services.services or {}}),
        "team": _by_name(_teams(policies)),
        "cause": {key: label(causes, key) for key in causes},
        "year": {},
    }


def _severity_words(describe: Describer) -> dict[str, str]:
    policy = describe.contents.policies.severity
    severities = policy.severities if policy else {}
    return {key: severity_text(key, each.name) for key, each in severities.items()}


def _teams(policies: Policies) -> dict[str, str]:
    catalogue = policies.services
    owning = {service.team: service.team for service in (catalogue.services or {}).values() if service.team}
    return owning | {key: team.name or key for key, team in catalogue.teams.items()}


def _by_name(names: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(names.items(), key=lambda each: (each[1].casefold(), each[0])))
