"""How two spans compare, in a sentence that claims no more than the numbers bear."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from incitrack.metrics.comparison import FEWEST, counts_tell_apart, durations_shift
from incitrack.metrics.summary import summary
from incitrack.reports.figure_words import seconds_text
from incitrack.website.trends.grounds import Halves
from incitrack.website.views.charts import VerdictView

_HALF_YEAR = 6


def span_now(halves: Halves) -> str:
    """`the last half year`, `the last 3 months`, `the last month`, all of complete months."""
    return f"the last {_span(len(halves.now))}"


def span_before(halves: Halves) -> str:
    """`the half year before`, `the 3 months before`, `the month before`."""
    return f"the {_span(len(halves.now))} before"


def _span(count: int) -> str:
    return "half year" if count == _HALF_YEAR else "month" if count == 1 else f"{count} months"


class Change(NamedTuple):
    """Less (-1), more (1) or about as much (0) of something, and whether chance alone would rarely do it."""

    way: int
    is_sure: bool = False


def counts_change(now: int, before: int) -> Change:
    """How two numbers of incidents differ; what differs by a tenth at most, and may be chance, does not."""
    way = (now > before) - (now < before)
    if counts_tell_apart(now, before):
        return Change(way, is_sure=True)
    return Change(0 if abs(now - before) * 10 <= max(now, before) else way)


def durations_change(now: Sequence[timedelta], before: Sequence[timedelta]) -> Change:
    """How durations differ: beyond chance, else in their medians by a tenth or more; there is one in each span."""
    if shift := durations_shift(now, before):
        return Change(shift, is_sure=True)
    is_now, was = summary(now).median_s or 0, summary(before).median_s or 0
    way = (is_now > was) - (is_now < was)
    return Change(way if abs(is_now - was) * 10 >= max(is_now, was) else 0)


def counts_verdict(name: str, now: int, before: int) -> VerdictView:
    """The same of numbers of incidents in a few words."""
    change = counts_change(now, before)
    return _verdict(name, change, ("fewer", "about as many", "more"), f"{before:,} → {now:,}")


def durations_verdict(name: str, now: Sequence[timedelta], before: Sequence[timedelta]) -> VerdictView:
    """The same of durations, as far as one can compare them."""
    if min(len(now), len(before)) < FEWEST:
        return VerdictView(name, "too few", f"n = {len(now):,} and {len(before):,}")
    numbers = f"{seconds_text(summary(before).median_s)} → {seconds_text(summary(now).median_s)}"
    return _verdict(name, durations_change(now, before), ("faster", "about as fast", "slower"), numbers)


def _verdict(name: str, change: Change, words: tuple[str, str, str], numbers: str) -> VerdictView:
    word = words[change.way + 1]
    if change.way and not change.is_sure:
        return VerdictView(name, f"maybe {word}", numbers)
    return VerdictView(name, word, numbers, {-1: "is-better", 0: "", 1: "is-worse"}[change.way])


def counts_compared(what: str, now: int, before: int, halves: Halves) -> str:
    """`Fewer P1s than in the half year before: 3 against 7`, and whether chance may do so; `what` is a plural."""
    if now == before == 0:
        return f"No {what} in {span_now(halves)}, nor in {span_before(halves)}."
    if now == before:
        return f"As many {what} as in {span_before(halves)}: {now:,}."
    against = f"in {span_before(halves)}: {now:,} against {before:,}"
    change = counts_change(now, before)
    if not change.way:
        return f"About as many {what} as {against}."
    chance = "" if change.is_sure else ", which may be chance"
    return f"{'Fewer' if change.way < 0 else 'More'} {what} than {against}{chance}."


def durations_compared(done: str, now: Sequence[timedelta], before: Sequence[timedelta], halves: Halves) -> str:
    """`Resolved faster than in the half year before: half within 2 h, before that 4 h`, as far as one can."""
    here, there = summary(now), summary(before)
    if not here.n:
        return f"No incident of {span_now(halves)} was {done}, so far as is known."
    is_now, was = seconds_text(here.median_s), seconds_text(there.median_s)
    if min(here.n, there.n) < FEWEST:
        few = f"too few to compare with {span_before(halves)} (n = {here.n:,} and {there.n:,})"
        if here.n == 1:
            return f"One was {done} in {is_now}, {few}."
        return f"Half were {done} within {is_now}, {few}."
    change = durations_change(now, before)
    than = "about as fast as" if not change.way else "faster than" if change.way < 0 else "slower than"
    chance = "" if change.is_sure or not change.way else ", which may be chance"
    return f"{done.capitalize()} {than} in {span_before(halves)}: half within {is_now}, before that {was}{chance}."
