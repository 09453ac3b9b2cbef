"""What a record needs from each status on."""

import re
from dataclasses import field
from typing import Annotated, Final

from incitrack.model.grammar import Grammar
from incitrack.model.incident import FrontMatter
from incitrack.model.shape import ListOf, Shape, field_names
from incitrack.model.status import Status
from incitrack.model.words import shown, wrong

_SECTION: Final = re.compile(r"## [^\s#].*")
_OWN: Final = re.compile(r"x-[a-z0-9][a-z0-9-]*")


def _requirement(value: object) -> str:
    if isinstance(value, str) and (
        value in field_names(FrontMatter) or _OWN.fullmatch(value) or _SECTION.fullmatch(value)
    ):
        return str(value)
    return wrong(
        f"{shown(value)} is neither a field nor a section",
        'write a field of the front matter, an x- field, or a section such as "## Impact"',
    )


Requirement = Annotated[str, Grammar(_requirement, {"type": "string"})]

DEFAULT_REQUIREMENTS: Final[dict[Status, tuple[str, ...]]] = {
    Status.ACKNOWLEDGED: ("owner",),
    Status.RESOLVED: ("started_at",),
    Status.CLOSED: ("cause",),
}


class Lifecycle(Shape):
    """`policies/lifecycle.yaml`: fields and body sections by status; a team's list replaces the default's."""

    requires: dict[Status, ListOf[Requirement]] = field(default_factory=lambda: DEFAULT_REQUIREMENTS)

    def required_at(self, status: Status) -> tuple[str, ...]:
        """Everything needed in that status: what it and each status before it ask for, in order, once."""
        lists = {**DEFAULT_REQUIREMENTS, **self.requires}
        wanted = [each for s in Status if s.rank <= status.rank for each in lists.get(s, ())]
        return tuple(dict.fromkeys(wanted))
