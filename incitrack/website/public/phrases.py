"""What public pages say of incidents and services in a phrase."""

from collections.abc import Iterable, Iterator
from typing import Final

from incitrack.model.status import Status
from incitrack.website.public.contents import PublicContents
from incitrack.website.public.incident import PublicIncident
from incitrack.wording import count_text, list_text

EXCERPT: Final = 180
"""Characters of what was told last that a list shows."""
PLANNED: Final = "Planned"
OVERDUE: Final = "The next update was due at"
_NOT_BEGUN: Final = frozenset({Status.REPORTED, Status.ACKNOWLEDGED})
_NAMED: Final = 3
_QUIET_READ: Final = 12


def headline(contents: PublicContents) -> str:
    """What is wrong now, by service: `Checkout and Mail are affected`."""
    felt = list(services_of(each for each in contents.open if each.is_felt))
    if felt:
        return f"{_named(felt)} {'is' if len(felt) == 1 else 'are'} affected"
    if contents.open:
        watched = list(services_of(contents.open))
        return f"{_named(watched)} {'works' if len(watched) == 1 else 'work'} again and {_is_watched(watched)}"
    return "No incident is open"


def state(incident: PublicIncident) -> str:
    """How a service stands that an open incident names."""
    return "affected" if incident.is_felt else "Works again, being watched"


def stands(incident: PublicIncident) -> str:
    """What goes before the moment since which an open incident stands as it does."""
    if incident.planned:
        return "from"
    return "since" if incident.is_felt else "works again since"


def lasting(incident: PublicIncident) -> str:
    """What goes before how long it lasts or lasted."""
    if incident.planned:
        return "took"
    again = "again " if incident.is_felt and len(incident.periods) > 1 else ""
    return f"users affected {again}for"


def kind(incident: PublicIncident) -> str:
    """How bad it was, or that it was planned; "" for what turned out to be no incident."""
    return PLANNED if incident.planned else incident.severity


def status(incident: PublicIncident) -> Status | None:
    """How far it has come; None for what is still planned, and for what turned out to be no incident."""
    return None if incident.planned and incident.status in _NOT_BEGUN else incident.status


def earlier_messages(incident: PublicIncident) -> str:
    """`2 earlier messages`, "" where there is none before the last."""
    count = len(incident.messages) - 1
    return count_text(count, "earlier message") if count > 0 else ""


def quiet(contents: PublicContents) -> tuple[str, str]:
    """The services without an open incident, in one phrase; and how many, where they are too many to be read."""
    affected = set(services_of(contents.open))
    names = sorted(set(services_of(contents.incidents)) - affected, key=lambda name: (name.casefold(), name))
    count = f"{count_text(len(names), 'service')} without an open incident" if len(names) > _QUIET_READ else ""
    return list_text(names), count


def services_of(incidents: Iterable[PublicIncident]) -> Iterator[str]:
    """The services that incidents name, each once, in their order."""
    yield from dict.fromkeys(name for each in incidents for name in each.services)


def position(number: int, count: int) -> str:
    """Which page of how many."""
    return f"Page {number} of {count}" if count > 1 else ""


def _named(services: list[str]) -> str:
    return list_text(services) if len(services) <= _NAMED else count_text(len(services), "service")


def _is_watched(services: list[str]) -> str:
    return "is being watched" if len(services) == 1 else "are being watched"
