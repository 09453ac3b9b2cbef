"""How figures read to people: a share, an amount of time, each with the number behind it."""

from datetime import timedelta
from typing import Final

from incitrack.metrics.summary import Summary
from incitrack.wording import duration_text

NOTHING: Final = "–"


def percent_text(share: float | None, digits: int = 0) -> str:
    """`92 %`, `99.95 %`; `–` for None. What is not quite all is `>99 %`, not 100 %, a little `<1 %`, not 0 %."""
    if share is None:
        return NOTHING
    least = 10.0**-digits
    percent = share * 100
    if 0 < percent < least:
        return f"<{least:.{digits}f} %"
    if 100 - least < percent < 100:
        return f">{100 - least:.{digits}f} %"
    return f"{percent:.{digits}f} %"


def share_text(part: int, whole: int) -> str:
    """`12 of 40 (30 %)`; of nothing `–`."""
    return f"{part:,} of {whole:,} ({percent_text(part / whole)})" if whole else NOTHING


def seconds_text(seconds: float | None) -> str:
    """`1 h 12 min`; `–` for None."""
    return NOTHING if seconds is None else duration_text(timedelta(seconds=seconds))


def median_text(found: Summary) -> str:
    """`1 h 12 min (31)`: the median, and how many it is of; `–` for nothing."""
    return f"{seconds_text(found.median_s)} ({found.n:,})" if found.n else NOTHING
