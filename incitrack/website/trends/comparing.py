"""How two spans compare, in a sentence that claims no more than the numbers bear."""

from collections.abc import Sequence
from datetime import timedelta

from incitrack.metrics.comparison import FEWEST, counts_tell_apart, durations_shift
from incitrack.metrics.summary import summary
from incitrack.reports.figure_words import seconds_text
from incitrack.website.trends.grounds import Halves

_HALF_YEAR = 6


def span_now(halves: Halves) -> str:
    """`the last half year`, `the last 3 months`, `the last month`, all of complete months."""
    return f"the last {_span(len(halves.now))}"


def span_before(halves: Halves) -> str:
    """`the half year before`, `the 3 months before`, `the month before`."""
    return f"the {_span(len(halves.now))} before"


def _span(count: int) -> str:
    return "half year" if count == _HALF_YEAR else "month" if count == 1 else f"{count} months"


def counts_compared(what: str, now: int, before: int, halves: Halves) -> str:
    """`Fewer P1s than in the half year before: 3 against 7`, and whether chance may do so; `what` is a plural."""
    if now == before == 0:
        return f"No {what} in {span_now(halves)}, nor in {span_before(halves)}."
    if now == before:
        return f"As many {what} as in {span_before(halves)}: {now:,}."
    against = f"in {span_before(halves)}: {now:,} against {before:,}"
    if counts_tell_apart(now, before):
        return f"{'Fewer' if now < before else 'More'} {what} than {against}."
    if abs(now - before) * 10 <= max(now, before):
        return f"About as many {what} as {against}."
    return f"{'Fewer' if now < before else 'More'} {what} than {against}, which may be chance."


def durations_compared(done: str, now: Sequence[timedelta], before: Sequence[timedelta], halves: Halves) -> str:
    """`Resolved faster than in the half year before: half within 2 h, before that 4 h`, as far as one can."""
    here, there = summary(now), summary(before)
    if not here.n:
        return f"No incident of {span_now(halves)} was {done}, so far as is known."
    is_now, was = seconds_text(here.median_s), seconds_text(there.median_s)
    if min(here.n, there.n) < FEWEST:
        few = f"too few to compare with {span_before(halves)} (n = {here.n:,} and {there.n:,})"
        return f"Half were {done} within {is_now}, {few}."
    shift = durations_shift(now, before)
    than = "faster than" if shift < 0 else "slower than" if shift else "about as fast as"
    return f"{done.capitalize()} {than} in {span_before(halves)}: half within {is_now}, before that {was}."
