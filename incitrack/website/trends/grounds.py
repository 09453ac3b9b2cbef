"""What every page of figures draws from, worked out once: the months, the incidents that count, their figures."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final, NamedTuple

from incitrack.metrics.availability import ServiceMonth, Stretch, availability
from incitrack.metrics.baseline import Baseline
from incitrack.metrics.chronicle import Chronicle
from incitrack.metrics.clock import ClockName
from incitrack.metrics.figures import GroupFigures
from incitrack.metrics.months import Month, month_of, months, start_of_month
from incitrack.metrics.period_review import PeriodReview, period_review
from incitrack.metrics.periods import Period
from incitrack.metrics.service_uptime import ServiceUptime, service_uptimes
from incitrack.model.incident import Disposition
from incitrack.model.policies import Policies
from incitrack.records.newest_first import report_time
from incitrack.records.record import IncidentRecord
from incitrack.website.addresses import MOST_NAMED, Links
from incitrack.website.contents import Contents

DRAWN: Final = 24
"""So many months are drawn, so that one sees the year before too; each has a page."""

_HALF_YEAR: Final = 6
_YEAR: Final = 12
CENTURY: Final = timedelta(days=36525)
"""A report that waited longer for the next is a slip of the pen."""


class Halves(NamedTuple):
    """The last complete months, and as many before them."""

    now: tuple[Month, ...]
    before: tuple[Month, ...]


class Grounds:
    """What a site's figures draw from. Only what may be shown is in it."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.evidence = contents.evidence
        self.chronicle = Chronicle(self.evidence)

    @property
    def policies(self) -> Policies:
        """What the team has decided."""
        return self.contents.policies

    @cached_property
    def beginning(self) -> datetime | None:
        """When the history begins; None where nothing was reported up to now."""
        return self.chronicle.beginning(self.contents.now, CENTURY)

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """Every month from the first report's, actionable or not, to that of now.

        A report of over a century before the next is a slip of the pen, and begins no row of empty months.
        """
        first = self.beginning
        last = month_of(self.contents.now, self.policies)
        return tuple(months(month_of(first, self.policies), last)) if first else ()

    @cached_property
    def frame(self) -> str:
        """What the figures of any choice of incidents share with all others: months, severities, doubtful IDs."""
        return repr((self.months[:1], self.months[-1:], self.severities, sorted(self.contents.claimed_twice)))

    @property
    def drawn(self) -> tuple[Month, ...]:
        """Those of them that charts show."""
        return self.months[-DRAWN:]

    @property
    def going_on(self) -> Month | None:
        """The month that is not over."""
        return self.months[-1] if self.months else None

    @cached_property
    def halves(self) -> Halves | None:
        """The last half year of complete months beside the one before; of a shorter history less; None of none."""
        complete = self.months[:-1]
        each = min(_HALF_YEAR, len(complete) // 2)
        return Halves(complete[-each:], complete[-2 * each : -each]) if each else None

    @property
    def counted(self) -> tuple[IncidentRecord, ...]:
        """The incidents that count, oldest first."""
        return self.chronicle.counted

    @cached_property
    def set_aside(self) -> Counter[Disposition]:
        """How many do not count, by what they turned out to be."""
        found = (
            shown.incident.disposition for shown in self.contents.incidents if not shown.incident.is_actionable
        )
        return Counter(found)

    @cached_property
    def by_month(self) -> dict[Month, tuple[IncidentRecord, ...]]:
        """The incidents that count, by the month of their report, each month's oldest first."""
        found: dict[Month, list[IncidentRecord]] = defaultdict(list)
        for record in self.counted:
            found[month_of(report_time(record.incident), self.policies)].append(record)
        return {month: tuple(records) for month, records in found.items()}

    def of(self, month: Month) -> tuple[IncidentRecord, ...]:
        """Those of a month."""
        return self.by_month.get(month, ())

    def within(self, wanted: Iterable[Month]) -> list[IncidentRecord]:
        """Those of several months."""
        return [record for month in wanted for record in self.of(month)]

    @cached_property
    def by_service(self) -> dict[str, tuple[IncidentRecord, ...]]:
        """Those of each service, oldest first."""
        found: dict[str, list[IncidentRecord]] = defaultdict(list)
        for record in self.counted:
            for service in dict.fromkeys(record.incident.services):
                found[service].append(record)
        return {service: tuple(records) for service, records in found.items()}

    @cached_property
    def by_path(self) -> dict[str, IncidentRecord]:
        """Those by the paths of their files."""
        return {record.path: record for record in self.counted}

    @cached_property
    def by_service_and_cause(self) -> dict[tuple[str, str], tuple[IncidentRecord, ...]]:
        """Those of each service that name a cause, by both."""
        found: dict[tuple[str, str], list[IncidentRecord]] = defaultdict(list)
        for service, records in self.by_service.items():
            for record in records:
                if record.incident.cause:
                    found[service, record.incident.cause].append(record)
        return {pair: tuple(records) for pair, records in found.items()}

    @cached_property
    def _missed(self) -> dict[str, frozenset[ClockName]]:
        """By path, the names of the clocks that an incident missed, or that are late."""
        clocks = self.evidence.clocks
        return {
            record.path: frozenset(name for name, state in clocks.tally(record) if state.is_late)
            for record in self.counted
        }

    def missed_by(self, record: IncidentRecord) -> frozenset[ClockName]:
        """The clocks that an incident that counts has missed, or is late with."""
        return self._missed[record.path]

    def missed(self, name: ClockName, records: Iterable[IncidentRecord]) -> int:
        """How many of some incidents missed a clock of a name, or are late with one."""
        return sum(name in self._missed[record.path] for record in records)

    @cached_property
    def severities(self) -> tuple[str, ...]:
        """Every severity of the policy, the worst first, then what else an incident that counts has."""
        policy = self.policies.severity
        known = tuple(policy.severities) if policy else ()
        return (*known, *sorted({record.incident.severity for record in self.counted} - set(known)))

    @cached_property
    def figures(self) -> GroupFigures:
        """The figures of all of them."""
        return self.contents.figures.groups[0]

    def figures_of(self, month: Month) -> GroupFigures:
        """The figures of a month."""
        return self.chronicle.figures(Period.month(month))

    @cached_property
    def baseline(self) -> Baseline:
        """What the months vary by themselves."""
        return self.contents.figures.baseline

    @cached_property
    def availability(self) -> dict[str, dict[Month, ServiceMonth]]:
        """The months in which a service was down."""
        found: dict[str, dict[Month, ServiceMonth]] = defaultdict(dict)
        for each in availability((r.incident for r in self.counted), self.contents.now, self.policies):
            found[each.service][each.month] = each
        return dict(found)

    @cached_property
    def uptimes(self) -> dict[str, ServiceUptime]:
        """How much of the last twelve months, up to now, each service was up; of a younger history since it began.

        Before the month of the first report nobody wrote down what was down.
        """
        if not self.months:
            return {}
        window = Stretch(start_of_month(self.months[-_YEAR:][0], self.policies), self.contents.now)
        if window.end <= window.start:
            return {}
        known = {*(self.policies.services.services or {}), *self.chronicle.services}
        down = (record.incident for record in self.chronicle.down_in(window))
        found = service_uptimes(down, known, window, self.contents.now, self.policies)
        return {each.service: each for each in found}

    @property
    def uptimes_since(self) -> date | None:
        """The day from which on they count; None where that is all of the last twelve months."""
        return date(*self.months[0], 1) if 0 < len(self.months) < _YEAR else None

    def down_in(self, service: str, month: Month) -> list[IncidentRecord]:
        """The incidents that had a service down in a month, oldest first."""
        return self.chronicle.took_down(service, Period.month(month).window(self.policies))

    def review(self, month: Month) -> PeriodReview:
        """The review of a month."""
        return period_review(self.evidence, Period.month(month), self.chronicle)

    def link_to(self, links: Links, records: Sequence[IncidentRecord], most: int = MOST_NAMED) -> str:
        """A link to the list of exactly these incidents; "" where they are none, too many, or no ID tells them."""
        identifiers = {record.id for record in records}
        if not identifiers or len(identifiers) > most or identifiers & self.contents.claimed_twice:
            return ""
        return links.filtered(ids=",".join(sorted(identifiers)))


def counted_link(links: Links, **filters: str | int) -> str:
    """A link to the list of the incidents that count and that the filters let through."""
    return links.filtered(**filters, disposition=Disposition.ACTIONABLE.value)
