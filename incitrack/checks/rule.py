"""What a rule declares: its code, name and level, the policies it needs, and the things it looks at."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from incitrack.checks.facts import Facts
from incitrack.errors import Place
from incitrack.model.check_levels import Level
from incitrack.records.record import IncidentRecord, PostmortemRecord, Unreadable

PolicyName = Literal["severity", "services", "taxonomy", "lifecycle", "fields", "checks"]


class Fault(NamedTuple):
    """What a rule says of one place: what is wrong there, and what to write or do instead.

    `level` is for a rule that weighs one fault more than another; None where it is the rule's own. What `is_old`
    stood so before the change that is judged, and is a warning at most, whatever the team has said.
    """

    place: Place
    message: str
    hint: str
    level: Level | None = None
    is_old: bool = False


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule. It looks at whatever it has a function for, and is silent where a policy it `needs` is unreadable.

    The functions yield nothing for what is in order, which is nearly everything: they work out a place only for
    a fault. `explanation` is the docstring of the rule's module, which the catalogue fills in.
    """

    code: str
    name: str
    level: Level
    needs: tuple[PolicyName, ...] = ()
    incident: Callable[[IncidentRecord, Facts], Iterable[Fault]] | None = None
    postmortem: Callable[[PostmortemRecord, Facts], Iterable[Fault]] | None = None
    unreadable: Callable[[Unreadable, Facts], Iterable[Fault]] | None = None
    archive: Callable[[Facts], Iterable[Fault]] | None = None
    explanation: str = ""

    @property
    def summary(self) -> str:
        """What the rule finds, in one sentence."""
        return self.explanation.partition("\n")[0]
