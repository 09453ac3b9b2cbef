"""What a period has to teach: what came back, what is to be done, what was written down, and why it happened."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Final

from incitrack.metrics.clock import ClockName
from incitrack.metrics.pareto import Portion
from incitrack.metrics.period_review import AwaitedPostmortem
from incitrack.metrics.recurring_groups import RecurringGroup
from incitrack.metrics.summary import Summary
from incitrack.model.taxonomy import label
from incitrack.reports.actions import ActionRow, action_rows
from incitrack.reports.figure_words import NOTHING, seconds_text, share_text
from incitrack.reports.markdown_text import Markdown, heading, joined, link, markdown, paragraph, table
from incitrack.reports.periodic.period_paper import Paper
from incitrack.reports.portion_words import PORTION_HEADINGS, none_named, portion_row
from incitrack.reports.postmortem_words import postmortem_parts, wait_text
from incitrack.reports.recurrence_words import again_text, judged_by, n_text
from incitrack.wording import count_text, day_text, duration_text

_MOST: Final = 40
"""Of more that is overdue than this only the number is said."""

_NAMED: Final = 6
"""Of more incidents that came back than this only some are named."""


def what_came_back(paper: Paper) -> Iterator[Markdown]:
    """How many came again, and of each group whether the later ones were found and resolved faster."""
    yield heading(2, "What came back")
    found = paper.review.figures.recurrence
    if not found.is_known:
        yield paragraph([markdown("That is {unknown}.", unknown=again_text(found))])
        return
    if not paper.review.recurring:
        says = "Nothing did: no incident had the service and cause of one in the 90 days before ({n})."
        yield paragraph([markdown(says, n=n_text(found))])
        return
    says = "{share} had the service and cause of one in the 90 days before{judged}."
    share = share_text(found.recurred, found.n)
    yield paragraph([markdown(says, share=share, judged=judged_by(found))])
    headings = ["Service: cause", "To detect: first", "Later", "To resolve: first", "Later", "Incidents"]
    yield table(headings, [_recurring(paper, group) for group in paper.review.recurring])
    yield paragraph(["Medians, and in brackets of how many incidents whose time is known."])


def _recurring(paper: Paper, group: RecurringGroup) -> list[str]:
    service = paper.policies.services.name_of(group.service)
    first, later = group.first, group.later
    return [
        f"{service}: {label(paper.policies.taxonomy.causes, group.cause)}",
        _median(first.time_to_detect),
        _median(later.time_to_detect),
        _median(first.time_to_resolve),
        _median(later.time_to_resolve),
        _incidents(paper, group.incidents),
    ]


def _incidents(paper: Paper, incidents: Sequence[str]) -> Markdown:
    """The incidents of a group, oldest first; of many the first, how many follow, and the latest."""
    if len(incidents) <= _NAMED:
        return joined(", ", map(paper.incident_of, incidents))
    first, *_ = incidents
    latest = incidents[2 - _NAMED :]
    between = markdown("{count} more", count=f"{len(incidents) - 1 - len(latest):,}")
    return joined(", ", [paper.incident_of(first), between, *map(paper.incident_of, latest)])


def _median(found: Summary) -> str:
    return f"{seconds_text(found.median_s)} ({found.n:,})" if found.n else NOTHING


def action_items(paper: Paper) -> Iterator[Markdown]:
    """What was opened and done, and everything that is overdue, with its owner."""
    yield heading(2, "Action items")
    actions = paper.review.figures.actions
    done = count_text(paper.review.actions_done, "action item")
    was = "was" if paper.review.actions_done == 1 else "were"
    sentences = [markdown("For these incidents {opened} opened.", opened=_opened(actions.opened))]
    if actions.opened:
        dropped = actions.opened - actions.done - actions.open
        parts = [f"{share_text(actions.done, actions.opened)} done"]
        parts += [f"{share_text(actions.on_time, actions.done)} of those on time"] if actions.done else []
        waiting = seconds_text(actions.median_age_s)
        parts += [f"{actions.open:,} open for {waiting} (median)"] if actions.open else []
        parts += [f"{dropped:,} dropped"] if dropped else []
        sentences.append(markdown("Of them: {parts}.", parts="; ".join(parts)))
    says = "Whichever incident they are for, {done} {was} done in {name}."
    sentences.append(markdown(says, done=done, was=was, name=paper.name))
    yield paragraph(sentences)
    overdue = [row for row in action_rows(paper.archive, paper.now) if row["overdue"]]
    if not overdue:
        yield paragraph(["None is overdue, of any incident."])
        return
    yield heading(3, f"Overdue, of all incidents ({len(overdue):,})")
    yield table(["Action item", "Late by", "Owner", "What"], [_overdue(paper, row) for row in overdue[:_MOST]])
    if (more := len(overdue) - _MOST) > 0:
        yield paragraph([Markdown(f"And {more:,} more, less late: `incitrack action list --overdue`.")])


def _opened(n: int) -> str:
    return f"{count_text(n, 'action item')} {'was' if n == 1 else 'were'}" if n else "no action item was"


def _overdue(paper: Paper, row: ActionRow) -> list[str]:
    return [
        link(row["id"], paper.address(row["path"])),
        count_text(row["days_overdue"], "day"),
        row["owner"] or "nobody",
        row["title"],
    ]


def postmortems(paper: Paper) -> Iterator[Markdown]:
    """What was required, published and on time, and each that is missing."""
    yield heading(2, "Postmortems")
    found, kept = paper.review.figures.postmortems, paper.review.figures.sla[ClockName.POSTMORTEM]
    if not found.required and not found.published:
        yield paragraph(
            [f"None was required or published (n = {count_text(len(paper.review.records), 'incident')})."]
        )
        return
    parts = filter(None, [*postmortem_parts(found, kept), wait_text(found)])
    awaited = paper.review.awaited
    yield paragraph([markdown("{parts}.", parts=", ".join(parts)), "" if awaited else "None is missing."])
    if awaited:
        yield heading(3, f"Missing ({len(awaited):,})")
        headings = ["Incident", "Postmortem", "Due", "Owner", "What"]
        yield table(headings, [_awaited(paper, each) for each in awaited])


def _awaited(paper: Paper, awaited: AwaitedPostmortem) -> list[str]:
    incident = awaited.record.incident
    return [
        paper.incident(awaited.record),
        str(awaited.draft.status) if awaited.draft else "not begun",
        _due(paper, awaited),
        incident.owner or "nobody",
        paper.title(incident),
    ]


def _due(paper: Paper, awaited: AwaitedPostmortem) -> str:
    if awaited.due_at is None:
        return "no date"
    late = paper.now - awaited.due_at
    text = day_text(paper.day(awaited.due_at))
    return f"{text}, {duration_text(late)} late" if late > timedelta() else text


def causes_and_factors(paper: Paper) -> Iterator[Markdown]:
    """Causes and contributing factors in Pareto order."""
    yield heading(2, "Causes and factors")
    figures, taxonomy = paper.review.figures, paper.policies.taxonomy
    yield _portions(paper, "cause", figures.causes, taxonomy.causes)
    yield _portions(paper, "factor", figures.factors, taxonomy.factors)


def _portions(
    paper: Paper, what: str, portions: Sequence[Portion], labels: Mapping[str, str | None] | None
) -> Markdown:
    if not portions:
        return paragraph([none_named(what, len(paper.review.records))])
    return table([what.capitalize(), *PORTION_HEADINGS], [portion_row(each, labels) for each in portions], 4)
