"""The report for a customer: what was promised and what was kept, and nothing that is not for outside."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from incitrack.metrics.clock import Clock, ClockName
from incitrack.metrics.customer_review import CustomerIncident, CustomerReview
from incitrack.metrics.response_times import response_times
from incitrack.model.entry import Communication
from incitrack.model.incident import Incident
from incitrack.model.local_day import local_day, zone
from incitrack.model.policies import Policies
from incitrack.model.promise import without_promises
from incitrack.records.newest_first import report_time
from incitrack.reports.figure_words import percent_text, share_text
from incitrack.reports.markdown_text import (
    Markdown,
    bullets,
    document,
    heading,
    joined,
    markdown,
    paragraph,
    table,
)
from incitrack.reports.periodic.agreement_section import TARGETS, agreement
from incitrack.reports.periodic.period_words import zoned_text
from incitrack.reports.periodic.uptime_section import against_targets, records_begin, uptime_table
from incitrack.wording import count_text, duration_text, list_text


def customer_report(review: CustomerReview, name: str, policies: Policies) -> str:
    """The report as Markdown; `name` is what the time it is about is called.

    It has IDs, titles, severities, services, times and what was told to the tier or to everybody: no person, no
    entry of a timeline, no cause, and no link into the records. Times are those of the calendar's time zone.
    """
    return document(_blocks(review, name, policies))


def _blocks(review: CustomerReview, name: str, policies: Policies) -> Iterator[Markdown]:
    yield heading(1, f"Service levels of {review.tier}, {name}")
    yield paragraph(_summary(review, policies))
    yield paragraph(_terms(review, name, policies))
    yield from agreement(review)
    yield from _kept(review, zone(policies))
    yield from _incidents(review, policies)
    yield from _availability(review, policies)
    yield from _told(review, zone(policies))


def _summary(review: CustomerReview, policies: Policies) -> Iterator[Markdown]:
    n = len(review.incidents)
    count = count_text(n, "incident") if n else "No incident"
    yield markdown("**{count} affected {tier}.**", count=count, tier=review.tier)
    for clock, words in TARGETS.items():
        found = review.kept[clock]
        if found.n:
            yield markdown("{words} in time: {share}.", words=words, share=share_text(found.met, found.n))
    below = [policies.services.name_of(each.service) for each in review.uptimes if each.misses]
    wanted = sum(each.target is not None for each in review.uptimes)
    if below:
        yield markdown("Availability below its target: {services}.", services=list_text(below))
    elif wanted:
        all_of = "its target" if wanted == 1 else f"the targets of {wanted:,} services"
        yield markdown("Availability kept {all_of}.", all_of=all_of)


def _terms(review: CustomerReview, name: str, policies: Policies) -> Iterator[Markdown]:
    now = zoned_text(review.now, zone(policies))
    yield markdown("As of {now}; an incident counts by the time of its report.", now=now)
    if review.window.end > review.now:
        yield markdown(
            "**{name} is not over**: this is so far, and what is to come counts as available.", name=name
        )


def _kept(review: CustomerReview, local: ZoneInfo) -> Iterator[Markdown]:
    yield heading(2, "Targets kept")
    found = {clock: review.kept[clock] for clock in TARGETS if review.kept[clock].n}
    if not found:
        yield paragraph(["No target has fallen due."])
        return
    rows = [
        [
            TARGETS[clock],
            percent_text(kept.rate),
            f"{kept.n:,}",
            f"{kept.met:,}",
            f"{kept.missed + kept.breached:,}",
        ]
        for clock, kept in found.items()
    ]
    yield table(["Target", "In time", "n", "Met", "Missed"], rows, 4)
    missed = [row for each in review.incidents for row in _missed(each, review, local)]
    if not missed:
        yield paragraph(["None was missed."])
        return
    yield heading(3, "Missed")
    yield table(["Incident", "Target", "Due", "Late by"], missed)


def _missed(each: CustomerIncident, review: CustomerReview, local: ZoneInfo) -> Iterator[list[str]]:
    """A row for each target that was missed; of several runs the one that was latest, and how many there were."""
    late = sorted((c for c in each.clocks if c.state.is_late), key=lambda clock: list(ClockName).index(clock.name))
    for name, found in groupby(late, key=lambda clock: clock.name):
        runs = list(found)
        worst = min(runs, key=lambda clock: clock.remaining_s(review.now))
        times = f" ({len(runs):,} times, the latest of them)" if len(runs) > 1 else ""
        running = "" if worst.state.is_stopped else " so far"
        yield [
            each.incident.id,
            f"{TARGETS[name]}{times}",
            zoned_text(worst.deadline_at, local),
            f"{_late_by(worst, review)}{running}",
        ]


def _late_by(clock: Clock, review: CustomerReview) -> str:
    return duration_text(timedelta(seconds=-clock.remaining_s(review.now)))


def _incidents(review: CustomerReview, policies: Policies) -> Iterator[Markdown]:
    yield heading(2, "The incidents")
    if not review.incidents:
        yield paragraph(["There was none."])
        return
    headings = ["Incident", "What", "Severity", "Services", "Reported", "Acknowledged after", "Resolved after"]
    yield table(headings, [_row(each, review, policies) for each in review.incidents])
    yield paragraph([f"n = {count_text(len(review.incidents), 'incident')}. Both are counted from the report."])


def _row(each: CustomerIncident, review: CustomerReview, policies: Policies) -> list[str]:
    incident, times = each.incident, response_times(each.incident)
    return [
        incident.id,
        incident.title,
        _severity(incident, policies),
        ", ".join(policies.services.name_of(service) for service in each.services),
        zoned_text(report_time(incident), zone(policies)),
        _result(each, ClockName.ACKNOWLEDGE, times.time_to_acknowledge, review),
        _result(each, ClockName.RESOLVE, times.time_to_resolve, review),
    ]


def _severity(incident: Incident, policies: Policies) -> str:
    known = policies.severity_of(incident.severity)
    return f"{incident.severity} {known.name}" if known and known.name != incident.severity else incident.severity


def _result(each: CustomerIncident, name: ClockName, took: timedelta | None, review: CustomerReview) -> str:
    """`4 min, in time`, `3 h, 1 h late`, `not yet, 2 h left`, `4 min, no target`."""
    clocks = [clock for clock in each.clocks if clock.name is name]
    text = "not yet" if took is None else duration_text(took)
    if not clocks:
        return f"{text}, no target"
    worst = min(clocks, key=lambda clock: clock.remaining_s(review.now))
    if worst.state.is_late:
        return f"{text}, {_late_by(worst, review)} late"
    if all(clock.state.is_stopped for clock in clocks):
        return f"{text}, in time"
    running = min(clock.remaining_s(review.now) for clock in clocks if not clock.state.is_stopped)
    return f"{text}, {duration_text(timedelta(seconds=running))} left"


def _availability(review: CustomerReview, policies: Policies) -> Iterator[Markdown]:
    yield heading(2, "Availability")
    if not review.uptimes:
        yield paragraph(["No service was affected."])
        return
    yield uptime_table(review.uptimes, policies.services)
    first = local_day(review.first_report, policies) if review.first_report else None
    start = local_day(review.window.start, policies)
    yield paragraph([against_targets(review.uptimes), records_begin(first, start)])


def _told(review: CustomerReview, local: ZoneInfo) -> Iterator[Markdown]:
    yield heading(2, "What was told")
    told = [each for each in review.incidents if each.told]
    silent = [each.incident.id for each in review.incidents if not each.told]
    if not told:
        yield paragraph(["Nothing was told about them."] if silent else ["There was nothing to tell."])
        return
    for each in told:
        yield heading(3, f"{each.incident.id}: {each.incident.title}")
        yield bullets(_message(one, each.clocks, review, local) for one in each.told)
    if silent:
        yield paragraph([f"Nothing was told about {list_text(silent)}."])


def _message(told: Communication, clocks: Sequence[Clock], review: CustomerReview, local: ZoneInfo) -> Markdown:
    promises = [clock for clock in clocks if clock.name is ClockName.PROMISE and clock.started_at == told.at]
    said = [without_promises(told.text), *(_promise(clock, review, local) for clock in promises)]
    return markdown("{at}: {said}", at=zoned_text(told.at, local), said=joined(" ", filter(None, said)))


def _promise(clock: Clock, review: CustomerReview, local: ZoneInfo) -> Markdown:
    kept = f"{_late_by(clock, review)} late" if clock.state.is_late else "kept"
    result = kept if clock.state.is_stopped or clock.state.is_late else "still to come"
    says = "*Next update promised by {due}: {result}.*"
    return markdown(says, due=zoned_text(clock.deadline_at, local), result=result)
