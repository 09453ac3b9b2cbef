"""The board: what is not closed yet, in a column for each status, the worst first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import Final

from incitrack.model.status import Status
from incitrack.website.addresses import BOARD, INCIDENTS
from incitrack.website.contents import Contents, ShownIncident
from incitrack.website.describe import Describer
from incitrack.website.listing.facets import severity_facet
from incitrack.website.page import Page
from incitrack.website.prose import Prose
from incitrack.website.views.filters import FacetView
from incitrack.website.views.lists import IncidentLine
from incitrack.website.views.words import DayView, SeverityView, StatusView
from incitrack.wording import count_text

_COLUMNS: Final = tuple(status for status in Status if status is not Status.CLOSED)
_MOST_CARDS: Final = 50
"""So many of one status and severity have a card: what nobody closes must not grow without end."""
_LONG_AGO: Final = timedelta(days=60)
"""From then on the day says more than a number of days."""


@dataclass(frozen=True, slots=True)
class BoardCard:
    """An incident on the board.

    `resolved` says how long ago it was resolved, `3 d 4 h ago`; "" for one that is open, and for one of long ago,
    of which `resolved_on` says the day.
    """

    line: IncidentLine
    resolved: str
    resolved_on: DayView | None


@dataclass(frozen=True, slots=True)
class RunView:
    """The incidents of one severity in a column; `more` counts those without a card, and `all` leads to them."""

    severity: SeverityView
    cards: tuple[BoardCard, ...]
    more: int
    all: str


@dataclass(frozen=True, slots=True)
class StatusColumn:
    """The incidents of one status, `count` of them, the worst severity first."""

    status: StatusView
    count: int
    runs: tuple[RunView, ...]


@dataclass(frozen=True, slots=True)
class BoardView:
    """The board; `severity` is what it can be filtered by, `incidents` leads to the list of all."""

    headline: str
    total: int
    severity: FacetView
    columns: tuple[StatusColumn, ...]
    incidents: str


def board_page(contents: Contents) -> Page:
    """The board of what is not closed."""

    def view(describe: Describer, _: Prose) -> BoardView:
        return BoardView(
            headline=_headline(contents),
            total=len(contents.unclosed),
            severity=severity_facet(contents.unclosed, describe),
            columns=tuple(_column(status, contents, describe) for status in _COLUMNS),
            incidents=describe.links.to(INCIDENTS),
        )

    return Page(BOARD, "board.html", "Board", view)


def _headline(contents: Contents) -> str:
    is_open, aside = len(contents.open), len(contents.set_aside)
    resolved = len(contents.unclosed) - is_open - aside
    words = [f"{count_text(is_open, 'incident')} open" if is_open else "Nothing is open"]
    if aside:
        words.append(f"{aside:,} set aside")
    if resolved:
        words.append(f"{resolved:,} resolved and not closed yet")
    return f"{', '.join(words)}."


def _column(status: Status, contents: Contents, describe: Describer) -> StatusColumn:
    found = [shown for shown in contents.unclosed if shown.incident.status is status]
    return StatusColumn(describe.status(status), len(found), tuple(_runs(status, found, describe)))


def _runs(status: Status, found: Sequence[ShownIncident], describe: Describer) -> Iterator[RunView]:
    for _, alike in groupby(found, key=lambda shown: shown.incident.severity):
        incidents = tuple(alike)
        severity = incidents[0].incident.severity
        yield RunView(
            severity=describe.severity(severity),
            cards=tuple(_card(shown, describe) for shown in incidents[:_MOST_CARDS]),
            more=max(0, len(incidents) - _MOST_CARDS),
            all=describe.links.filtered(status=status.value, severity=severity),
        )


def _card(shown: ShownIncident, describe: Describer) -> BoardCard:
    line, at = describe.line(shown), shown.incident.resolved_at
    if at is None or line.is_open:
        return BoardCard(line, "", None)
    is_long_ago = describe.now - at > _LONG_AGO
    return BoardCard(line, "" if is_long_ago else describe.ago(at), describe.day_of(at) if is_long_ago else None)
