"""The sum of what is open: by severity, by how its clocks stand, and what is overdue, each with its list."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from incitrack.metrics.clock import State
from incitrack.model.incident import Disposition
from incitrack.model.status import Status
from incitrack.website.addresses import ACTIONS, BOARD, MOST_NAMED
from incitrack.website.contents import ShownIncident
from incitrack.website.describe import Describer
from incitrack.website.views.actions import ActionView
from incitrack.website.views.tally import TallyPart
from incitrack.wording import count_text

_OPEN: Final = ",".join(status.value for status in Status if status.is_open)


def tally_of(actions: Iterable[ActionView], describe: Describer) -> tuple[TallyPart, ...]:
    """Severities, the worst first, then clocks, then action items; nothing of what there is none of."""
    overdue = sum(action.state == "overdue" for action in actions)
    return (*_severities(describe), *_clocks(describe), *_overdue(overdue, describe))


def _severities(describe: Describer) -> Iterator[TallyPart]:
    contents = describe.contents
    counts = Counter(shown.incident.severity for shown in contents.open)
    aside = {shown.incident.severity for shown in contents.set_aside}
    for key, count in counts.items():
        css = describe.severity(key).css
        counted = {"disposition": Disposition.ACTIONABLE.value} if key in aside else {}
        yield TallyPart(f"{count:,} {key}", css, describe.links.filtered(severity=key, status=_OPEN, **counted))


def _clocks(describe: Describer) -> Iterator[TallyPart]:
    for state, words in ((State.BREACHED, "with a breached clock"), (State.AT_RISK, "with a clock at risk")):
        found = [shown for shown in describe.contents.open if stands(shown, describe, state)]
        if found:
            yield TallyPart(f"{len(found):,} {words}", f"is-{state.value}", _list_of(found, describe))


def stands(shown: ShownIncident, describe: Describer, *states: State) -> bool:
    """Whether the clock that matters most of an incident is in one of these states."""
    clock = describe.contents.pressing_clock(shown)
    return clock is not None and clock.state in states


def _list_of(found: list[ShownIncident], describe: Describer) -> str:
    identifiers = {shown.incident.id for shown in found}
    if len(found) > MOST_NAMED or identifiers & describe.contents.claimed_twice:
        return describe.links.to(BOARD)
    return describe.links.filtered(ids=",".join(sorted(identifiers)))


def _overdue(count: int, describe: Describer) -> Iterator[TallyPart]:
    if count:
        yield TallyPart(f"{count_text(count, 'action item')} overdue", "is-overdue", describe.links.to(ACTIONS))
