"""What is left to do though nothing is wrong: clocks of the resolved that are late, and closing what is over."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from incitrack.metrics.clock import ClockName, State
from incitrack.metrics.listed_clocks import ListedClock, clocks_of, urgency_by
from incitrack.website.addresses import BOARD
from incitrack.website.contents import Contents, ShownIncident
from incitrack.website.describe import Describer
from incitrack.website.views.clocks import LateClockView
from incitrack.website.views.lists import IncidentLine
from incitrack.website.views.words import LinkView

_NAMED: Final = 4
"""So many of what was set aside are named."""


def late_clocks(describe: Describer) -> tuple[LateClockView, ...]:
    """The breached clocks of what is resolved and not closed, the worst first; none of action items or tiers."""
    urgency = urgency_by(describe.contents.policies)
    found = sorted(_late(describe.contents), key=lambda pair: urgency(pair[0]))
    return tuple(_view(shown, listed, describe) for listed, shown in found)


def _late(contents: Contents) -> Iterator[tuple[ListedClock, ShownIncident]]:
    for shown in _resolved(contents):
        about = shown.postmortem.record if shown.postmortem else None
        for listed in clocks_of(shown.incident, about, contents.clocks.running(shown.record)):
            clock = listed.clock
            if clock.state is State.BREACHED and clock.tier is None and clock.name is not ClockName.ACTION:
                yield listed, shown


def _view(shown: ShownIncident, listed: ListedClock, describe: Describer) -> LateClockView:
    return LateClockView(
        clock=describe.clock(listed),
        title=shown.incident.title,
        owner=describe.person_or_nobody(listed.owner),
        incident=LinkView(shown.key, describe.incident_link(shown, "clocks")),
    )


def not_closed(describe: Describer) -> tuple[str, str]:
    """`12 are resolved and not closed`, and since when the first of them is; "" twice where there is none."""
    found = _resolved(describe.contents)
    if not found:
        return "", ""
    count = f"{len(found):,} {'is' if len(found) == 1 else 'are'} resolved and not closed"
    since = min(map(_resolved_at, found))
    oldest = "the oldest " if len(found) > 1 else ""
    return count, f"{oldest}since {describe.day_of(since).short}"


def set_aside(describe: Describer) -> tuple[tuple[IncidentLine, ...], LinkView | None]:
    """What was set aside and never closed, with why; and of many where the rest is, None where that is all."""
    found = describe.contents.set_aside
    more = len(found) - _NAMED
    rest = LinkView(f"{more:,} more", describe.links.to(BOARD)) if more > 0 else None
    return describe.lines(found[:_NAMED]), rest


def _resolved(contents: Contents) -> list[ShownIncident]:
    return [shown for shown in contents.unclosed if not shown.incident.is_open]


def _resolved_at(shown: ShownIncident) -> datetime:
    return shown.incident.resolved_at or shown.at
