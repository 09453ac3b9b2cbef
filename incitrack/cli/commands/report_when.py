"""Which period a report is about, as a person writes it."""

import re
from datetime import datetime
from typing import Final, TypeVar

from incitrack.cli.filters import WrittenFilters
from incitrack.errors import UsageError
from incitrack.metrics.months import Month, last_complete_month, month_of
from incitrack.metrics.periods import Period, last_complete_quarter
from incitrack.model.policies import Policies
from incitrack.model.words import shown

T = TypeVar("T")
_MONTH: Final = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_QUARTER: Final = re.compile(r"([0-9]{4})-[Qq]([1-4])")


def month_written(written: str | None, now: datetime, policies: Policies) -> Period:
    """The month that was written, `2026-10`; the last one that is over where none was.

    Raises:
        UsageError: it is no month, or has not begun.
    """
    if written is None:
        return Period.month(_there(last_complete_month(now, policies)))
    found = _MONTH.fullmatch(written)
    if not found or found[1] == "0000":
        raise UsageError(f"{shown(written)} is not a month", hint=_instead(written, "month", now, policies))
    return _begun(Period.month(Month(int(found[1]), int(found[2]))), now, policies)


def quarter_written(written: str | None, now: datetime, policies: Policies) -> Period:
    """The quarter that was written, `2026-Q4`; the last one that is over where none was.

    Raises:
        UsageError: it is no quarter, or has not begun.
    """
    if written is None:
        return _there(last_complete_quarter(now, policies))
    found = _QUARTER.fullmatch(written)
    if not found or found[1] == "0000":
        raise UsageError(f"{shown(written)} is not a quarter", hint=_instead(written, "quarter", now, policies))
    return _begun(Period.quarter_of(Month(int(found[1]), 3 * int(found[2]))), now, policies)


def ends_written(
    since: str | None, until: str | None, policies: Policies
) -> tuple[datetime | None, datetime | None]:
    """The moments of `--since` and `--until`, written as in every command; both are included.

    Raises:
        UsageError: one is neither a day nor a time, or they stand the other way round.
    """
    nothing: tuple[str, ...] = ()
    words = dict.fromkeys(("status", "severity", "service", "team", "owner", "tag", "cause"), nothing)
    found = WrittenFilters(**words, since=since, until=until, open_only=False, without_restricted=False)
    selection = found.selection(policies)
    return selection.since, selection.until


def _begun(period: Period, now: datetime, policies: Policies) -> Period:
    if period.window(policies).start > now:
        current = month_of(now, policies)
        last = current.quarter if period.is_quarter else str(current)
        raise UsageError(f"{period} has not begun", hint=f"write {last} or an earlier one")
    return period


def _there(found: T | None) -> T:
    if found is None:
        raise UsageError("no period is over yet", hint="write which one, such as 2026-10 or 2026-Q4")
    return found


def _instead(written: str, wanted: str, now: datetime, policies: Policies) -> str:
    """What to write; of what is a period of the other kind, the command for that."""
    if wanted == "month" and _QUARTER.fullmatch(written):
        return f"write incitrack report quarter {written.upper()}"
    if wanted == "quarter" and (found := _MONTH.fullmatch(written)):
        return f"write {Month(int(found[1]), int(found[2])).quarter}"
    current = month_of(now, policies)
    return f"write it like {current.quarter if wanted == 'quarter' else current}"
