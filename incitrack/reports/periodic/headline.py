"""The head of a period's report: what one has to know of it, in a paragraph."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from incitrack.model.incident import Disposition
from incitrack.records.newest_first import report_time
from incitrack.records.record import IncidentRecord
from incitrack.reports.figure_words import half_text, seconds_text, share_text
from incitrack.reports.markdown_text import Markdown, heading, markdown, paragraph
from incitrack.reports.periodic.period_paper import Paper
from incitrack.reports.periodic.period_words import compared_text, zoned_text
from incitrack.reports.periodic.signal_words import verdict
from incitrack.wording import count_text, duration_text, list_text

_SET_ASIDE: Final = {
    Disposition.FALSE_POSITIVE: ("false positive", "false positives"),
    Disposition.PLANNED: ("planned one", "planned ones"),
    Disposition.DUPLICATE: ("duplicate", "duplicates"),
}


def head(paper: Paper) -> Iterator[Markdown]:
    """The title, the paragraph, and what the figures are of."""
    yield heading(1, f"Incidents in {paper.name}")
    yield paragraph(_sentences(paper))
    yield paragraph(_terms(paper))


def _sentences(paper: Paper) -> Iterator[Markdown]:
    review = paper.review
    yield _how_many(paper)
    if review.records:
        yield _worst(paper)
        yield from _to_resolve(paper)
        if still_open := sum(record.incident.is_open for record in review.records):
            yield markdown("{n} still open.", n=f"{still_open:,} {'is' if still_open == 1 else 'are'}")
        clocks = [found for found in review.figures.sla.values() if found.n]
        met, n = sum(found.met for found in clocks), sum(found.n for found in clocks)
        if n:
            yield markdown("Clocks kept: {share}.", share=share_text(met, n))
    below = [paper.policies.services.name_of(each.service) for each in review.uptimes if each.misses]
    if below:
        yield markdown("Below its availability target: {services}.", services=list_text(below))
    yield Markdown(verdict(review))


def _how_many(paper: Paper) -> Markdown:
    review = paper.review
    n = len(review.records)
    count = "No incident was" if not n else f"{count_text(n, 'incident')} {'was' if n == 1 else 'were'}"
    reported = "reported" if review.is_over else "reported so far"
    if review.before is None:
        return markdown("**{n} {reported}**; nothing was recorded before.", n=count, reported=reported)
    was = review.before.incidents
    compared = f"{compared_text(n, was)} in {paper.before} ({was:,})"
    return markdown("**{n} {reported}**, {compared}.", n=count, reported=reported, compared=compared)


def _worst(paper: Paper) -> Markdown:
    record = worst(paper, paper.review.records)
    return markdown(
        "The worst: {id}, “{title}” ({severity}; {services}), {ended}.",
        id=paper.incident(record),
        title=paper.title(record.incident),
        severity=record.incident.severity,
        services=paper.services(record.incident),
        ended=_ended(paper, record),
    )


def _to_resolve(paper: Paper) -> Iterator[Markdown]:
    now = paper.review.figures.times["time_to_resolve"]
    before = paper.review.before.times["time_to_resolve"] if paper.review.before else None
    if not now.n:
        return
    was = f", {seconds_text(before.median_s)} (n = {before.n:,}) before" if before and before.n else ""
    if now.n == 1:
        one = half_text("resolved", now, len(paper.review.records))
        yield markdown("{one}{was}.", one=one, was=was.replace(", ", "; the median was ", 1))
        return
    says = "The median time to resolve was {median} (n = {n}){was}."
    yield markdown(says, median=seconds_text(now.median_s), n=f"{now.n:,}", was=was)


def worst(paper: Paper, records: tuple[IncidentRecord, ...]) -> IncidentRecord:
    """The incident of the worst severity, and of several the one that took the longest."""
    policy = paper.policies.severity

    def badness(record: IncidentRecord) -> tuple[int, timedelta]:
        incident = record.incident
        rank = policy.rank(incident.severity) if policy else 0
        return -rank, (incident.resolved_at or paper.now) - report_time(incident)

    return max(records, key=badness)


def _ended(paper: Paper, record: IncidentRecord) -> str:
    incident = record.incident
    if incident.is_open or incident.resolved_at is None:
        since = paper.now - report_time(incident)
        return f"open for {duration_text(since)} now" if since > timedelta() else "open"
    return f"resolved {duration_text(incident.resolved_at - report_time(incident))} after the report"


def _terms(paper: Paper) -> Iterator[Markdown]:
    review = paper.review
    each = "quarter" if review.period.is_quarter else "month"
    yield markdown("As of {now}.", now=zoned_text(paper.now, paper.zone))
    if not review.is_over:
        yield markdown(
            "**{name} is not over**: what is here is so far, and is compared with a whole {each}.",
            name=paper.name,
            each=each,
        )
    yield markdown(
        "An incident counts in the {each} of its report; days are those of {zone}.", each=each, zone=paper.zone.key
    )
    if review.set_aside:
        found = [
            f"{n:,} {_SET_ASIDE[disposition][n > 1]}"
            for disposition, n in sorted(
                review.set_aside.items(), key=lambda each: list(_SET_ASIDE).index(each[0])
            )
        ]
        yield markdown("Not counted: {found}.", found=list_text(found))
    if paper.archive.unreadable:
        files = count_text(len(paper.archive.unreadable), "file")
        yield markdown("**{files} could not be read** and may be missing here.", files=files)
