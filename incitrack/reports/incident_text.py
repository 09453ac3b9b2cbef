"""One incident for people: its facts, the sections of its file in order, action items and postmortem."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from incitrack.metrics.listed_clocks import ListedClock
from incitrack.model.entry import Communication, TimelineEntry
from incitrack.model.policies import Policies
from incitrack.model.postmortem import Postmortem
from incitrack.model.taxonomy import label
from incitrack.printable import printable, printable_line
from incitrack.records.body import COMMUNICATIONS, TIMELINE, Section
from incitrack.records.record import IncidentRecord, PostmortemRecord, Unreadable
from incitrack.reports.actions import ActionRow
from incitrack.reports.clock_facts import clock_facts
from incitrack.reports.entry_lines import entry_lines
from incitrack.reports.incident_facts import Fact, incident_facts
from incitrack.reports.reflow import reflow
from incitrack.reports.style import Paint, Style, severity_style, status_style
from incitrack.reports.text_width import padded, width, wrapped
from incitrack.reports.times_text import moment_line
from incitrack.wording import count_text

_LONGEST_LABEL: Final = 18
_INDENT: Final = "  "
_WIDEST: Final = 100
"""Lines of prose that are longer are hard to read, however wide the terminal is."""


@dataclass(frozen=True)
class IncidentText:
    """Writes one incident, `columns` wide at most, or with nothing wrapped where that is None.

    `postmortem` is unreadable where its file is there and says nothing. `recorded` tells when entries were written
    down, as far as that is known.
    """

    record: IncidentRecord
    postmortem: PostmortemRecord | Unreadable | None
    actions: list[ActionRow]
    clocks: Sequence[ListedClock]
    policies: Policies
    now: datetime
    columns: int | None
    paint: Paint
    recorded: Mapping[TimelineEntry | Communication, datetime] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """The lines, top to bottom, every text of the record safe to print."""
        yield from self._head()
        clocks = clock_facts(self.clocks, self.policies, self.now)
        facts = incident_facts(self.record.incident, self.policies, self.now)
        yield from self._facts([*clocks, *facts, Fact("File", self.record.path)])
        if preamble := self.record.body.preamble:
            yield ""
            yield from reflow(printable(preamble), self._wide)
        for section in self.record.body.sections:
            yield from self._section(section)
        if self.actions:
            yield from self._heading("Action items")
            for row in self.actions:
                yield from self._action(row)
        if self.postmortem is not None:
            yield from self._heading("Postmortem")
            yield from self._about(self.postmortem)

    @property
    def _wide(self) -> int | None:
        return None if self.columns is None else min(self.columns, _WIDEST)

    def _head(self) -> Iterator[str]:
        incident = self.record.incident
        known = self.policies.severity_of(incident.severity)
        severity = f"{incident.severity} {printable_line(known.name)}" if known else incident.severity
        yield "  ".join(
            [
                self.paint(incident.id, Style.STRONG),
                self.paint(severity, severity_style(incident.severity, self.policies)),
                self.paint(incident.status, status_style(incident.status)),
            ]
        )
        for line in self._wrapped(incident.title, 0):
            yield self.paint(line, Style.STRONG)
        yield ""

    def _facts(self, facts: list[Fact]) -> Iterator[str]:
        names = [printable_line(fact.label) for fact in facts]
        column = max((width(name) for name in names if width(name) <= _LONGEST_LABEL), default=0)
        for name, fact in zip(names, facts, strict=True):
            lines = [self.paint(line, fact.style) for line in self._wrapped(fact.text, column + 2)]
            if width(name) > column:  # a team's own field may have any label
                yield self.paint(name, Style.FAINT)
                lines = ["", *lines]
            else:
                lines[0] = f"{self.paint(padded(name, column), Style.FAINT)}  {lines[0]}"
            yield from filter(None, [lines[0], *(f"{' ' * column}  {line}" for line in lines[1:])])

    def _section(self, section: Section) -> Iterator[str]:
        if section.title not in {TIMELINE, COMMUNICATIONS}:
            yield from self._heading(section.title)
            yield from reflow(printable(section.text), self._wide)
        elif section == self.record.body.section(section.title):  # the entries of all sections of the title
            incident = self.record.incident
            yield from self._heading(section.title, "times in UTC")
            entries = incident.timeline if section.title == TIMELINE else incident.communications
            yield from entry_lines(entries, self._wide, self.paint, self.recorded)

    def _heading(self, title: str, remark: str = "") -> Iterator[str]:
        yield ""
        yield self.paint(printable_line(title), Style.HEADING) + (
            self.paint(f"  {remark}", Style.FAINT) if remark else ""
        )

    def _action(self, row: ActionRow) -> Iterator[str]:
        late = f", {count_text(row['days_overdue'], 'day')} overdue" if row["overdue"] else ""
        due = (
            f"done {row['done_on']}"
            if row["done_on"]
            else f"due {row['due']}{late}"
            if row["due"]
            else "no due day"
        )
        owner = f"@{row['owner']}" if row["owner"] else "nobody's"
        parts = [row["id"].partition("/")[2], row["status"], due, owner, row["kind"] or ""]
        style = Style.ALARM if row["overdue"] else Style.STRONG if not row["done_on"] else Style.FAINT
        yield _INDENT + self.paint("  ".join(filter(None, parts)), style)
        for line in self._wrapped(row["title"], 6):
            yield f"      {line}"

    def _about(self, found: PostmortemRecord | Unreadable) -> Iterator[str]:
        if isinstance(found, Unreadable):
            facts = [Fact("Status", "its file cannot be read", Style.ALARM)]
        else:
            facts = list(_postmortem_facts(found.postmortem, self.policies))
        yield from self._facts([*facts, Fact("File", found.path)])

    def _wrapped(self, text: str, taken: int) -> list[str]:
        line = printable_line(text)
        return [line] if self._wide is None else wrapped(line, self._wide - taken) or [""]


def _postmortem_facts(postmortem: Postmortem, policies: Policies) -> Iterator[Fact]:
    published = postmortem.is_published
    at = f", {moment_line(postmortem.published_at)}" if postmortem.published_at else ""
    yield Fact("Status", f"{postmortem.status}{at}", Style.GOOD if published else Style.WARNING)
    yield Fact("Title", postmortem.title)
    if postmortem.authors:
        yield Fact("Authors", ", ".join(postmortem.authors))
    if postmortem.trigger:
        yield Fact("Trigger", postmortem.trigger)
    for factor in postmortem.factors:
        name = label(policies.taxonomy.factors, factor.factor)
        yield Fact("Factor", f"{name}: {factor.detail}" if factor.detail else name)
