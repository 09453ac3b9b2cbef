"""Durations as policies write them: wall-clock, business hours, business days, or one of two."""

import re
from datetime import timedelta
from enum import StrEnum
from functools import cache
from typing import Annotated, Final, NamedTuple

from incitrack.model.grammar import Grammar, OneOf
from incitrack.model.shape import Shape
from incitrack.model.words import shown, wrong


class Unit(StrEnum):
    """What a duration counts."""

    MINUTE = "m"
    HOUR = "h"
    DAY = "d"
    WEEK = "w"
    BUSINESS_HOUR = "bh"
    BUSINESS_DAY = "bd"


_SPAN: Final = re.compile(r"([0-9]{1,6})(m|h|d|w|bh|bd)")
_SECONDS: Final = {Unit.MINUTE: 60, Unit.HOUR: 3600, Unit.DAY: 86_400, Unit.WEEK: 604_800}


class Span(NamedTuple):
    """A number of one unit: `15m`, `8bh`, `3bd`. A day is 24 hours of elapsed time, a week seven days."""

    amount: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"

    @property
    def wall_clock(self) -> timedelta | None:
        """Its length in elapsed time; None where it counts business hours or days."""
        return _wall_clock(self)


@cache
def _wall_clock(span: Span) -> timedelta | None:
    seconds = _SECONDS.get(span.unit)
    return None if seconds is None else timedelta(seconds=span.amount * seconds)


def _read(value: object) -> Span:
    found = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if not found:
        if isinstance(value, str) and re.fullmatch(r"[0-9]+(m|h|d|w|bh|bd)", value):
            wrong(f"{shown(value)} is too long", "write at most six digits")
        wrong(f"{shown(value)} is not a duration", "write a whole number and m, h, d, w, bh or bd, such as 4bh")
    return Span(int(found[1]), Unit(found[2]))


def _positive(value: object) -> Span:
    span = _read(value)
    if span.amount == 0:
        wrong(f"{shown(value)} is no time at all", "write a duration of at least 1, or leave the key out")
    return span


def _elapsed(value: object) -> Span:
    span = _positive(value)
    if span.wall_clock is None:
        wrong(f"{shown(value)} counts business time", "write elapsed time here: m, h, d or w, such as 30d")
    return span


_JSON: Final = {"type": "string", "pattern": f"^{_SPAN.pattern}$"}
PositiveSpan = Annotated[Span, Grammar(_positive, _JSON)]
ElapsedSpan = Annotated[Span, Grammar(_elapsed, _JSON)]
Delay = Annotated[Span, Grammar(_read, _JSON)]
"""A span that may be nothing, `0m`."""


class ByBusinessHours(Shape):
    """`business` where the clock starts in business hours, else `otherwise`."""

    business: PositiveSpan
    otherwise: PositiveSpan


def _form(value: object) -> str:
    return "<either>" if isinstance(value, dict | ByBusinessHours) else "<span>"


Duration = Annotated[Span | ByBusinessHours, OneOf(_form, {"<span>": PositiveSpan, "<either>": ByBusinessHours})]
