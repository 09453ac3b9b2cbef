"""A finding: one result of a rule, with the place it stands at and what to do about it."""

from typing import NamedTuple

from incitrack.errors import Place
from incitrack.model.check_levels import Level


class Finding(NamedTuple):
    """What a rule found at a place. `incident` is the ID that it concerns, None for a policy."""

    code: str
    name: str
    level: Level
    place: Place
    incident: str | None
    message: str
    hint: str

    @property
    def is_reading(self) -> bool:
        """Whether it says that a file cannot be read: the group INC0xx."""
        return self.code.startswith("INC0")


def in_order(finding: Finding) -> tuple[str, int, str, int, str]:
    """The order of findings: by path, line and code, then by what could still differ."""
    place = finding.place
    return place.path, place.line, finding.code, place.column, finding.message
