"""What the sections of a period's report are written from."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from incitrack.metrics.clocks import Clocks
from incitrack.metrics.evidence import Evidence
from incitrack.metrics.period_review import PeriodReview
from incitrack.model.incident import Incident, Visibility
from incitrack.model.local_day import local_day, zone
from incitrack.model.policies import Policies
from incitrack.model.words import ID_FORM
from incitrack.records.archive import Archive
from incitrack.records.newest_first import report_time
from incitrack.records.record import IncidentRecord
from incitrack.reports.markdown_text import Markdown, plain, reference, references
from incitrack.reports.periodic.period_words import period_name
from incitrack.wording import day_text

Address = Callable[[str], str]
"""From a path in the repository to one that leads there from where the report will stand."""

_REFERENCE: Final = re.compile(rf"(?<!\\)\[({ID_FORM})\]")


@dataclass(frozen=True)
class Paper:
    """A review, what it was drawn from, and how to link to a record."""

    review: PeriodReview
    evidence: Evidence
    address: Address

    @property
    def archive(self) -> Archive:
        """The archive."""
        return self.evidence.archive

    @property
    def clocks(self) -> Clocks:
        """Its clocks."""
        return self.evidence.clocks

    @property
    def policies(self) -> Policies:
        """The archive's policies."""
        return self.archive.policies

    @property
    def now(self) -> datetime:
        """The moment as of which everything is said."""
        return self.review.now

    @property
    def zone(self) -> ZoneInfo:
        """The calendar's time zone."""
        return zone(self.policies)

    @property
    def name(self) -> str:
        """`October 2026`."""
        return period_name(self.review.period)

    @property
    def before(self) -> str:
        """What the period before is called; "before" where there is none."""
        earlier = self.review.period.before
        return period_name(earlier) if earlier else "before"

    def day(self, moment: datetime) -> date:
        """The day of a moment where the team works."""
        return local_day(moment, self.policies)

    def reported_on(self, incident: Incident) -> str:
        """`13 October 2026`."""
        return day_text(self.day(report_time(incident)))

    def incident(self, record: IncidentRecord) -> Markdown:
        """The ID, a link to the record."""
        return reference(record.id) if self.archive.incident(record.id) is record else plain(record.id)

    def incident_of(self, identifier: str) -> Markdown:
        """The same, of an ID."""
        record = self.archive.incident(identifier)
        return self.incident(record) if record else plain(identifier)

    def references_in(self, blocks: Sequence[Markdown]) -> Iterator[Markdown]:
        """The addresses of the incidents that are named in some blocks, as one more block."""
        named = {name for block in blocks for name in _REFERENCE.findall(block)}
        records = [record for name in sorted(named) if (record := self.archive.incident(name))]
        if records:
            yield references({record.id: self.address(record.path) for record in records})

    def title(self, incident: Incident) -> Markdown:
        """The title; one that no built site shows is marked."""
        mark = " (restricted)" if incident.visibility is Visibility.RESTRICTED else ""
        return plain(f"{incident.title}{mark}")

    def services(self, incident: Incident) -> str:
        """The names of the services affected."""
        return ", ".join(self.policies.services.name_of(service) for service in incident.services)
