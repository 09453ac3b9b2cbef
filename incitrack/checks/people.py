"""By which names the people of a postmortem may be called in its text."""

from functools import lru_cache

from incitrack.model.services import ServiceCatalogue
from incitrack.records.record import IncidentRecord, PostmortemRecord


def people_of(
    record: PostmortemRecord, incident: IncidentRecord | None, catalogue: ServiceCatalogue
) -> frozenset[str]:
    """The handles and names of `people`; without such a list, the handles of those who answer for something."""
    if catalogue.people is not None:
        names = tuple((handle, person.name or "") for handle, person in catalogue.people.items())
        return _names(names)
    postmortem = record.postmortem
    handles = {postmortem.facilitator, *postmortem.authors, *(postmortem.approved_by)}
    handles |= {action.owner for action in postmortem.actions}
    if incident:
        found = incident.incident
        handles |= {
            found.owner,
            *(holder for _, holder in found.roles),
            *(action.owner for action in found.actions),
        }
    return frozenset(handle for handle in handles if handle)


@lru_cache(maxsize=4)
def _names(people: tuple[tuple[str, str], ...]) -> frozenset[str]:
    """Handles, and the parts of names that are written with a capital letter."""
    parts = (part for _, name in people for part in name.split() if part[:1].isupper() and len(part) > 1)
    return frozenset([*(handle for handle, _ in people), *parts])
