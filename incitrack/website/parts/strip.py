"""The last ninety days at a glance: a lane for each severity, a mark for each day on which one was reported."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from incitrack.model.incident import Disposition
from incitrack.website.contents import Contents, ShownIncident
from incitrack.website.describe import Describer
from incitrack.website.look.stylesheet import STRIP_DAYS
from incitrack.website.parts.month_lists import MonthLists
from incitrack.website.views.strip import LaneView, MarkView, StripView, TickView
from incitrack.wording import MONTHS, count_text, short_day_text


def strip_of(
    incidents: tuple[ShownIncident, ...], describe: Describer, lists: MonthLists, **filters: str
) -> StripView:
    """The strip of some of the actionable incidents, the latest first, at least of the last 180 days.

    `filters` are those of the list that let through the incidents.
    """
    contents = describe.contents
    today = describe.today
    first = contents.days_ago(STRIP_DAYS - 1)
    now = [shown for shown in incidents if contents.day(shown.at) >= first]
    before = Counter(shown.incident.severity for shown in incidents if contents.day(shown.at) < first)
    days = _by_severity_and_day(now, contents)
    lanes = tuple(
        LaneView(
            severity=describe.severity(key),
            count=sum(map(len, days.get(key, {}).values())),
            before=before[key],
            href=describe.links.filtered(
                severity=key,
                **filters,
                since=first.isoformat(),
                until=today.isoformat(),
                disposition=Disposition.ACTIONABLE.value,
            ),
            marks=tuple(
                _mark((day - first).days, found, describe, lists) for day, found in days.get(key, {}).items()
            ),
        )
        for key in _severities(contents, days)
    )
    return StripView(
        days=STRIP_DAYS,
        first=describe.day(first),
        last=describe.day(today),
        count=len(now),
        before=before.total(),
        lanes=lanes,
        months=tuple(_ticks(first)),
        bands=tuple(f"at-{position}" for position, _ in _months(first)),
        has_many=any(mark.is_many for lane in lanes for mark in lane.marks),
        has_open=any(mark.is_open for lane in lanes for mark in lane.marks),
    )


def _by_severity_and_day(
    incidents: list[ShownIncident], contents: Contents
) -> dict[str, dict[date, list[ShownIncident]]]:
    """By severity and by the day of the report, both in the order of time."""
    found: dict[str, dict[date, list[ShownIncident]]] = {}
    for shown in reversed(incidents):
        found.setdefault(shown.incident.severity, {}).setdefault(contents.day(shown.at), []).append(shown)
    return found


def _severities(contents: Contents, named: Iterable[str]) -> list[str]:
    known = list(contents.policies.severity.severities) if contents.policies.severity else []
    return [*known, *sorted(set(named) - set(known))]


def _mark(position: int, incidents: list[ShownIncident], describe: Describer, lists: MonthLists) -> MarkView:
    only = incidents[0]
    alone = len(incidents) == 1
    day = short_day_text(describe.contents.day(only.at))
    return MarkView(
        css=f"at-{position}",
        label=f"{day}: {only.incident.title if alone else count_text(len(incidents), 'incident')}",
        href=describe.incident_link(only) if alone else lists.link(describe.links, only),
        is_many=not alone,
        is_open=any(shown.incident.is_open for shown in incidents),
    )


def _months(first: date) -> Iterator[tuple[int, date]]:
    """Where a month begins, and its first day."""
    days = ((position, first + timedelta(days=position)) for position in range(STRIP_DAYS))
    return ((position, day) for position, day in days if day.day == 1)


def _ticks(first: date) -> Iterator[TickView]:
    for position, day in _months(first):
        if position < STRIP_DAYS - 6:  # a name at the very end would have no room
            yield TickView(MONTHS[day.month - 1][:3], f"at-{position}")
