"""How many incidents a period had, how fast they were dealt with, and which clocks were kept."""

from collections.abc import Iterator, Sequence
from typing import Final

from incitrack.metrics.compliance import Compliance
from incitrack.metrics.listed_clocks import listed_clocks
from incitrack.metrics.period_review import Tally
from incitrack.metrics.summary import Summary
from incitrack.reports.figure_words import NOTHING, percent_text, seconds_text, share_text
from incitrack.reports.markdown_text import Markdown, heading, joined, markdown, paragraph, table
from incitrack.reports.missed_clocks import MissedClock, missed_clocks
from incitrack.reports.periodic.period_paper import Paper
from incitrack.reports.periodic.period_words import change_text
from incitrack.wording import count_text, day_text

_MOST: Final = 20
"""Of more services than these only the number is said."""

_TIMES: Final = {
    "time_to_detect": "To detect",
    "time_to_acknowledge": "To acknowledge",
    "time_to_mitigate": "To mitigate",
    "time_to_resolve": "To resolve",
    "impact_duration": "Impact",
}


def how_many(paper: Paper) -> Iterator[Markdown]:
    """Incidents by severity and by service, beside the period before."""
    yield heading(2, "How many")
    yield _tallies(paper, "Severity", [(_severity(paper, each.key), each) for each in paper.review.by_severity])
    if not paper.review.by_service:
        return
    name_of, services = paper.policies.services.name_of, paper.review.by_service
    yield _tallies(paper, "Service", [(name_of(each.key), each) for each in services[:_MOST]])
    more = len(services) - _MOST
    rest = f"{count_text(more, 'more service')} had {services[_MOST].n:,} or fewer." if more > 0 else ""
    yield paragraph(["An incident of two services stands at both.", rest])


def _severity(paper: Paper, key: str) -> str:
    known = paper.policies.severity_of(key)
    return f"{key} {known.name}" if known and known.name != key else key


def _tallies(paper: Paper, what: str, rows: Sequence[tuple[str, Tally]]) -> Markdown:
    if paper.review.before is None:
        return table([what, paper.name], [[label, f"{tally.n:,}"] for label, tally in rows], 1)
    return table(
        [what, paper.name, paper.before, "Change"],
        [[label, f"{t.n:,}", f"{t.before:,}", change_text(t.n, t.before)] for label, t in rows],
        3,
    )


def how_fast(paper: Paper) -> Iterator[Markdown]:
    """Median and 90th percentile of each response time, with their n, beside the period before."""
    yield heading(2, "How fast")
    now, before = paper.review.figures.times, paper.review.before
    headings = ["", "Median", "9 of 10 within", "n"]
    if before is None:
        yield table(headings, [[label, *_times(now[name])] for name, label in _TIMES.items()], 3)
    else:
        rows = [[label, *_times(now[name]), *_times(before.times[name])] for name, label in _TIMES.items()]
        yield table([*headings, "Median before", "9 of 10 before", "n before"], rows, 6)
    yield paragraph([*([] if before is None else [f"“Before” is {paper.before}."]), _raised_late(paper)])


def _times(found: Summary) -> list[str]:
    return [seconds_text(found.median_s), seconds_text(found.p90_s), f"{found.n:,}"]


def _raised_late(paper: Paper) -> Markdown:
    """How many were taken too lightly at first."""
    found = paper.review.figures.late_upgrades
    if not found.upgraded:
        return markdown("No severity was raised after the first hour (n = {n}).", n=f"{found.n:,}")
    which = joined(", ", map(paper.incident, paper.review.upgraded_late))
    says = "Raised late: {share} got a worse severity after the first hour: {which}."
    return markdown(says, share=share_text(found.upgraded, found.n), which=which)


def clocks_kept(paper: Paper) -> Iterator[Markdown]:
    """Compliance by clock and severity, and each clock that was not kept."""
    yield heading(2, "Clocks kept")
    review = paper.review
    kept = {name: found for name, found in review.figures.sla.items() if found.n}
    if not kept:
        yield paragraph(["No clock has come to an end, and none is late.", *_since(paper)])
        return
    severities = [key for key, clocks in review.kept.items() if any(found.n for found in clocks.values())]
    before = [paper.before] if review.before else []
    rows = [
        [
            name.value,
            *(_kept(review.kept[key][name]) for key in severities),
            _kept(found),
            *([_kept(review.before.sla[name])] if review.before else []),
        ]
        for name, found in kept.items()
    ]
    yield table(["Clock", *severities, "All", *before], rows, len(rows[0]) - 1)
    yield paragraph(["The share that was met, and of how many that stopped or are late.", *_since(paper)])
    yield from _late(paper)


def _since(paper: Paper) -> Iterator[str]:
    policy = paper.policies.severity
    if policy and policy.since and policy.since > paper.day(paper.review.window.start):
        yield f"What was reported before {day_text(policy.since)} has no clocks: these targets did not exist yet."


def _kept(found: Compliance) -> str:
    return f"{percent_text(found.rate)} of {found.n:,}" if found.n else NOTHING


def _late(paper: Paper) -> Iterator[Markdown]:
    late = missed_clocks(listed_clocks(paper.review.records, paper.clocks, paper.archive), paper.now)
    if not late:
        yield paragraph(["None was missed."])
        return
    yield heading(3, "Missed")
    yield table(
        ["Incident", "Clock", "Late by", "Owner", "What"],
        [[paper.incident_of(each.listed.clock.incident), *_late_row(paper, each)] for each in late],
    )


def _late_row(paper: Paper, missed: MissedClock) -> list[str]:
    listed = missed.listed
    return [
        listed.name,
        missed.late_by,
        listed.owner or "nobody",
        listed.action.title if listed.action else paper.title(listed.incident),
    ]
