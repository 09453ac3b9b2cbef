"""The severity policy: what each severity means and demands, and the business calendar."""

import re
from collections.abc import Iterator
from dataclasses import field
from enum import StrEnum
from typing import Annotated, Any, Final, Literal

from incitrack.model.calendar import CalendarPolicy
from incitrack.model.duration import Delay, Duration, ElapsedSpan, PositiveSpan, Span, Unit
from incitrack.model.grammar import Before, Grammar
from incitrack.model.incident import RoleName
from incitrack.model.numbers import Count, YesOrNo
from incitrack.model.shape import Inconsistency, ListOf, MaybeEmpty, OneOrMore, Shape
from incitrack.model.times import Day
from incitrack.model.words import OneLine, SeverityKey, Slug, Text, shown, wrong

ClockName = Literal["acknowledge", "resolve", "update", "communicate"]


class OwnerRule(StrEnum):
    """When an incident of a severity needs an owner."""

    AT_ONCE = "at-once"
    ON_ACKNOWLEDGE = "on-acknowledge"


class Verification(StrEnum):
    """Whether a `verified` entry is needed before `closed`."""

    REQUIRED = "required"
    OPTIONAL = "optional"


class CloseCondition(StrEnum):
    """What must be there before an incident is closed."""

    ALL_CLEAR = "all-clear"
    POSTMORTEM = "postmortem"
    OWNED_ACTIONS = "owned-actions"


class Close(Shape):
    """Not sooner than `after` the resolution, and not without what `requires` names."""

    after: Delay = Span(0, Unit.MINUTE)
    requires: ListOf[CloseCondition] = ()


class Targets(Shape):
    """How long each clock of a severity may run; a clock without a target does not exist.

    `warn` is how long before its deadline a clock is at risk.
    """

    acknowledge: Duration | None = None
    resolve: Duration | None = None
    update: Duration | None = None
    communicate: Duration | None = None
    warn: PositiveSpan = Span(30, Unit.MINUTE)


class Escalation(Shape):
    """Whom to tell, and when: a delay after the report, the end of business, or a breach."""

    after: Delay | None = None
    at: Literal["end-of-business"] | None = None
    on: Literal["breach"] | None = None
    to: OneOrMore[Slug]

    def __post_init__(self) -> None:
        if [self.after, self.at, self.on].count(None) != 2:
            wrong("an escalation needs one moment", "write one of after: 2h, at: end-of-business, on: breach")


class PostmortemCondition(Shape):
    """One reason why a postmortem is required: `always`, `breached`, or `recurs` with `within`."""

    always: bool = False
    breached: ClockName | None = None
    recurs: Count | None = None
    within: ElapsedSpan | None = None

    def __post_init__(self) -> None:
        if (self.recurs is None) != (self.within is None):
            wrong("recurs and within belong together", "write {recurs: 2, within: 30d}")
        if [self.always, self.breached is not None, self.recurs is not None].count(True) != 1:
            wrong(
                "a condition needs one reason",
                "write always, {breached: resolve} or {recurs: 2, within: 30d}",
            )
        if self.recurs is not None and self.recurs < 2:
            wrong("an incident recurs from the second time on", "write recurs: 2 or more")

    @property
    def key(self) -> str:
        """The word that names the rule: always, breached or recurs."""
        return "always" if self.always else "recurs" if self.breached is None else "breached"


def _condition(value: object) -> Any:
    if value == "always":
        return PostmortemCondition(always=True)
    if isinstance(value, dict) and "always" not in value:
        return value
    return wrong(
        f"{shown(value)} is no reason for a postmortem",
        "write always, {breached: resolve} or {recurs: 2, within: 30d}",
    )


class Depth(StrEnum):
    """Which sections a postmortem needs."""

    FULL = "full"
    SHORT = "short"
    NOTE = "note"

    @property
    def sections(self) -> tuple[str, ...]:
        """The titles of those sections, in their order."""
        return _SECTIONS[self]


_SECTIONS: Final = {
    Depth.FULL: ("Summary", "Impact", "Root cause", "Contributing factors", "Response review"),
    Depth.SHORT: ("Summary", "Root cause", "Contributing factors"),
    Depth.NOTE: ("Summary",),
}


class PostmortemRule(Shape):
    """When a postmortem is required, by when, and how deep; no condition, none required."""

    when: ListOf[Annotated[PostmortemCondition, Before(_condition)]] = ()
    due: PositiveSpan | None = None
    depth: Depth = Depth.FULL


def _color(value: object) -> str:
    if isinstance(value, str) and re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        return str(value)
    return wrong(f"{shown(value)} is not a colour", 'write six hexadecimal digits in quotes, "#b42318"')


class Severity(Shape):
    """One severity and what it demands."""

    name: OneLine
    color: Annotated[str, Grammar(_color, {"type": "string"})] | None = None
    definition: Text | None = None
    examples: ListOf[Text] = ()
    owner: OwnerRule = OwnerRule.ON_ACKNOWLEDGE
    roles: ListOf[RoleName] = ()
    aliases: ListOf[OneLine] = ()
    verification: Verification = Verification.OPTIONAL
    close: Close = field(default_factory=Close)
    sla: Targets = field(default_factory=Targets)
    escalate: ListOf[Escalation] = ()
    postmortem: PostmortemRule = field(default_factory=PostmortemRule)
    downtime: YesOrNo = False


class TierTargets(Shape):
    """A customer tier's own targets for one severity."""

    acknowledge: Duration | None = None
    resolve: Duration | None = None
    update: Duration | None = None
    communicate: Duration | None = None


def _policy_file(value: object) -> str:
    if value == "severity.yaml":
        wrong("the file names itself", "write the name of the file that held before, such as severity-2026a.yaml")
    if isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*\.yaml", value):
        return str(value)
    return wrong(f"{shown(value)} is not a policy's file name", "write the name of a .yaml file under policies/")


class Version(Shape):
    """A file that held until the end of a day."""

    until: Day
    file: Annotated[str, Grammar(_policy_file, {"type": "string"})]


def _some(value: object) -> Any:
    if not isinstance(value, dict) or not value:
        wrong("there is no severity", "name at least one, such as P1: {name: Critical}")
    return value


class SeverityPolicy(Shape):
    """`policies/severity.yaml`. The order of `severities` is their rank, the worst first."""

    calendar: CalendarPolicy = field(default_factory=CalendarPolicy)
    severities: Annotated[dict[SeverityKey, MaybeEmpty[Severity]], Before(_some)]
    tiers: dict[Slug, dict[SeverityKey, MaybeEmpty[TierTargets]]] = field(default_factory=dict)
    since: Day | None = None
    versions: ListOf[Version] = ()

    def inconsistencies(self) -> Iterator[Inconsistency]:
        """A tier's targets for a severity that the file does not have."""
        for tier, targets in self.tiers.items():
            for key in targets:
                if key not in self.severities:
                    known = ", ".join(self.severities)
                    yield Inconsistency(
                        ("tiers", tier, key), f"{key} is no severity of this file", f"write one of {known}"
                    )

    def clocks_of_tiers_alone(self) -> Iterator[Inconsistency]:
        """A tier's target for a clock that the severity does not have. It runs; but nobody else has it."""
        for tier, targets in self.tiers.items():
            for key, of_tier in targets.items():
                own = self.severities[key].sla if key in self.severities else Targets()
                for clock, target in of_tier:
                    if target is not None and getattr(own, clock) is None:
                        hint = f"give {key} a target for every customer too: sla: {{{clock}: …}}"
                        yield Inconsistency(("tiers", tier, key, clock), f"{key} has no clock {clock}", hint)

    def rank(self, key: str) -> int:
        """0 for the worst severity; an unknown key ranks below all."""
        keys = list(self.severities)
        return keys.index(key) if key in self.severities else len(keys)

    def key_for(self, written: str) -> str | None:
        """The key that a person means: the key itself, or one of its aliases, whatever the case."""
        if written in self.severities:
            return written
        wanted = written.casefold()
        for key, severity in self.severities.items():
            if wanted == key.casefold() or wanted in {alias.casefold() for alias in severity.aliases}:
                return key
        return None
