"""The report on a month or a quarter, whole."""

from collections.abc import Iterator
from typing import Final

from incitrack.metrics.evidence import Evidence
from incitrack.metrics.period_review import PeriodReview
from incitrack.records.newest_first import report_time
from incitrack.records.record import IncidentRecord
from incitrack.reports.markdown_text import Markdown, bullets, document, heading, markdown, paragraph, table
from incitrack.reports.periodic.headline import head
from incitrack.reports.periodic.learning_sections import (
    action_items,
    causes_and_factors,
    postmortems,
    what_came_back,
)
from incitrack.reports.periodic.period_paper import Address, Paper
from incitrack.reports.periodic.response_sections import clocks_kept, how_fast, how_many
from incitrack.reports.periodic.signal_words import signal_sentences
from incitrack.reports.periodic.uptime_section import against_targets, records_begin, uptime_table
from incitrack.wording import duration_text, short_day_text

_MOST: Final = 60
"""A longer list is looked through with `incitrack list`."""


def period_report(review: PeriodReview, evidence: Evidence, address: Address) -> str:
    """The report as Markdown. `address` leads from the report to a path of the repository.

    What there is nothing to say of is one sentence; of a period without incidents their sections are left out.
    """
    paper = Paper(review, evidence, address)
    blocks = [*_blocks(paper)]
    return document([*blocks, *paper.references_in(blocks)])


def _blocks(paper: Paper) -> Iterator[Markdown]:
    yield from head(paper)
    has_incidents = bool(paper.review.records)
    if has_incidents or (paper.review.before and paper.review.before.incidents):
        yield from how_many(paper)
    if has_incidents:
        yield from how_fast(paper)
        yield from clocks_kept(paper)
        yield from what_came_back(paper)
    yield from _availability(paper)
    yield from action_items(paper)
    if has_incidents:
        yield from postmortems(paper)
        yield from causes_and_factors(paper)
    yield heading(2, "Signal or noise")
    yield bullets(signal_sentences(paper.review))
    if has_incidents:
        yield from _incidents(paper)


def _availability(paper: Paper) -> Iterator[Markdown]:
    yield heading(2, "Availability")
    uptimes = paper.review.uptimes
    if not uptimes:
        yield paragraph(["No service has a target, and none was down."])
        return
    yield uptime_table(uptimes, paper.policies.services)
    review = paper.review
    first = paper.day(review.first_report) if review.first_report else None
    sentences: list[str] = [against_targets(uptimes), records_begin(first, paper.day(review.window.start))]
    if not paper.review.is_over:
        sentences.append(markdown("What is to come of {name} counts as up.", name=paper.name))
    yield paragraph(sentences)


def _incidents(paper: Paper) -> Iterator[Markdown]:
    policy = paper.policies.severity
    records = sorted(
        paper.review.records, key=lambda record: policy.rank(record.incident.severity) if policy else 0
    )
    yield heading(2, f"The incidents ({len(records):,})")
    headings = ["Incident", "Severity", "Reported", "To resolve", "Owner", "Services", "What"]
    yield table(headings, [_row(paper, record) for record in records[:_MOST]])
    if (more := len(records) - _MOST) > 0:
        yield paragraph([Markdown(f"And {more:,} more, less severe or later: `incitrack list` has them all.")])


def _row(paper: Paper, record: IncidentRecord) -> list[str]:
    incident = record.incident
    took = paper.evidence.times(record).time_to_resolve
    return [
        paper.incident(record),
        incident.severity,
        short_day_text(paper.day(report_time(incident))),
        str(incident.status) if took is None else duration_text(took),
        incident.owner or "nobody",
        paper.services(incident),
        paper.title(incident),
    ]
