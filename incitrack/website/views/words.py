"""What is said in a few words: moments, days, people, severities, statuses, links, facts."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MomentView:
    """A moment: `iso` for programs; `text`, `short` and `clock` in UTC; `local` in the team's zone.

    `clock` is the time of day; `short` has the day before it, but for a moment of the present on the day of the
    build; that day is `day` then, and else "". `local` is "" where the team's zone is UTC.
    """

    iso: str
    text: str
    short: str
    clock: str
    local: str
    day: str = ""


@dataclass(frozen=True, slots=True)
class DayView:
    """A day: `iso` for programs, `text` in full, `short` without the year where it is this one."""

    iso: str
    text: str
    short: str


@dataclass(frozen=True, slots=True)
class LinkView:
    """Words that lead somewhere; `href` is None where nothing may be led to and the words are all."""

    text: str
    href: str | None

    @property
    def leaves(self) -> bool:
        """Whether it leads away from the site."""
        return self.href is not None and re.match(r"[a-z]+:", self.href, re.IGNORECASE) is not None


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person: the handle without `@`, and the name that `people` gives, "" where there is none."""

    handle: str
    name: str


@dataclass(frozen=True, slots=True)
class SeverityView:
    """A severity: its key, its name (the key again where the policy does not know it), its class in the styles."""

    key: str
    name: str
    css: str


@dataclass(frozen=True, slots=True)
class StatusView:
    """A status: the word as records write it, which is also its class, and as people read it."""

    word: str
    text: str


@dataclass(frozen=True, slots=True)
class FactView:
    """A named fact: words that may lead somewhere, or a moment, a day, people. What is not there is empty."""

    label: str
    links: tuple[LinkView, ...] = ()
    people: tuple[PersonView, ...] = ()
    moment: MomentView | None = None
    day: DayView | None = None
    text: str = ""
    lines: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
