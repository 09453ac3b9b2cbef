"""How figures read to people: a share, an amount of time, each with the number behind it."""

from datetime import timedelta
from fractions import Fraction
from math import floor
from typing import Final

from incitrack.metrics.summary import Summary
from incitrack.wording import duration_text

NOTHING: Final = "–"


def percent_text(share: Fraction | None, digits: int = 0) -> str:
    """`92 %`, `99.95 %`; `–` for None. What is not quite all is `>99 %`, not 100 %, a little `<1 %`, not 0 %.

    Of a half the larger one, reckoned in whole numbers: a float of 29 in 200 is a little less than 14.5 %.
    """
    if share is None:
        return NOTHING
    whole, steps = 100 * 10**digits, share * 100 * 10**digits
    if 0 < steps < 1:
        return f"<{_decimal(1, digits)} %"
    if whole - 1 < steps < whole:
        return f">{_decimal(whole - 1, digits)} %"
    return f"{_decimal(floor(steps + Fraction(1, 2)), digits)} %"


def _decimal(steps: int, digits: int) -> str:
    """A number of not less than 0, in steps of the last of its decimals."""
    whole, rest = divmod(steps, 10**digits)
    return f"{whole}.{rest:0{digits}d}" if digits else str(whole)


def share_of(part: int, whole: int) -> Fraction | None:
    """Part ÷ whole, exactly; None of nothing."""
    return Fraction(part, whole) if whole else None


def target_text(target: float, digits: int) -> str:
    """`99.90 %`: a target, 0 to 1, taken for the decimal number that its policy has."""
    return percent_text(Fraction(str(target)), digits)


def share_text(part: int, whole: int) -> str:
    """`12 of 40 (30 %)`; of nothing `–`."""
    return f"{part:,} of {whole:,} ({percent_text(share_of(part, whole))})" if whole else NOTHING


def seconds_text(seconds: float | None) -> str:
    """`1 h 12 min`; `–` for None."""
    return NOTHING if seconds is None else duration_text(timedelta(seconds=seconds))


def half_text(done: str, found: Summary, of: int) -> str:
    """`Half were resolved within 2 h (n = 12)`; of one that was `The one incident was resolved in 2 h`.

    `of` is how many incidents there are, `found` is of those that are `done`, at least one.
    """
    if found.n > 1:
        return f"Half were {done} within {seconds_text(found.median_s)} (n = {found.n:,})"
    one = "The one incident" if of == 1 else f"One of {of:,} incidents"
    return f"{one} was {done} in {seconds_text(found.median_s)}"


def median_text(found: Summary) -> str:
    """`1 h 12 min (31)`: the median, and how many it is of; `–` for nothing."""
    return f"{seconds_text(found.median_s)} ({found.n:,})" if found.n else NOTHING
