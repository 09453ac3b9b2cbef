"""All figures of an archive, or of a part of it: what `incitrack metrics` prints and the site draws."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from incitrack.metrics.action_items import ActionFigures, action_figures, actions_of, by_owner
from incitrack.metrics.availability import ServiceMonth, availability
from incitrack.metrics.baseline import Baseline
from incitrack.metrics.clock import ClockName
from incitrack.metrics.compliance import Compliance, compliance
from incitrack.metrics.evidence import Evidence
from incitrack.metrics.groups import Grouping, grouped
from incitrack.metrics.late_upgrades import LateUpgrades, late_upgrades
from incitrack.metrics.pareto import Portion, pareto
from incitrack.metrics.postmortem_figures import PostmortemFigures, postmortem_figures
from incitrack.metrics.recurrence import Recurrence
from incitrack.metrics.recurring_groups import RecurringGroup
from incitrack.metrics.remedies import Sort
from incitrack.metrics.response_times import ResponseTimes
from incitrack.metrics.summary import Summary, summary
from incitrack.metrics.team_load import TeamLoad, team_loads
from incitrack.records.record import IncidentRecord


class GroupFigures(NamedTuple):
    """The figures of the incidents of a group. `times` are by the names of `ResponseTimes`, in their order."""

    key: str
    incidents: int
    times: dict[str, Summary]
    sla: dict[ClockName, Compliance]
    actions: ActionFigures
    postmortems: PostmortemFigures
    recurrence: Recurrence
    late_upgrades: LateUpgrades
    factors: tuple[Portion, ...]
    causes: tuple[Portion, ...]


class Figures(NamedTuple):
    """Everything. `owners` has the action items of each owner; all but `groups` is the same whatever `by` is."""

    now: datetime
    by: Grouping | None
    groups: tuple[GroupFigures, ...]
    availability: tuple[ServiceMonth, ...]
    baseline: Baseline
    teams: tuple[TeamLoad, ...]
    owners: dict[str, ActionFigures]
    recurring: tuple[RecurringGroup, ...]


def figures(
    evidence: Evidence,
    records: Iterable[IncidentRecord] | None = None,
    *,
    by: Grouping | None = None,
    until: datetime | None = None,
) -> Figures:
    """The figures of some records of the evidence's archive, or of all; only actionable incidents count.

    What recurred or came back is judged by the whole archive. `until` says that nothing after that moment was
    chosen: later months are not empty ones of the baseline.
    """
    archive, policies, now = evidence.archive, evidence.policies, evidence.now
    chosen = [r for r in (archive.incidents if records is None else records) if r.incident.is_actionable]
    incidents = [record.incident for record in chosen]
    actions = [action for record in chosen for action in actions_of(record, archive)]
    months = evidence.months if records is None else evidence.months_of(chosen)
    return Figures(
        now,
        by,
        tuple(group_figures(evidence, key, found) for key, found in grouped(chosen, by, policies).items()),
        availability(incidents, now, policies),
        months.baseline(_first_unknown(now, until)),
        team_loads(incidents, policies),
        {owner: action_figures(owned, now, policies) for owner, owned in by_owner(actions).items()},
        evidence.recurring.of(chosen),
    )


def _first_unknown(now: datetime, until: datetime | None) -> datetime:
    """From when on nothing is known: now, or the moment after the last that was asked for."""
    return now if until is None or until >= now else until + timedelta(microseconds=1)


def group_figures(evidence: Evidence, key: str, records: Sequence[IncidentRecord]) -> GroupFigures:
    """The figures of some actionable incidents, as one group."""
    archive, clocks = evidence.archive, evidence.clocks
    times = [evidence.times(record) for record in records]
    return GroupFigures(
        key,
        len(records),
        {name: summary(getattr(each, name) for each in times) for name in ResponseTimes._fields},
        compliance(map(clocks.tally, records)),
        action_figures(
            (action for record in records for action in actions_of(record, archive)),
            evidence.now,
            evidence.policies,
        ),
        postmortem_figures(records, archive, clocks),
        evidence.recurrences.share(records),
        late_upgrades((record.incident for record in records), clocks.in_force),
        pareto(records, Sort.FACTOR, evidence.remedies),
        pareto(records, Sort.CAUSE, evidence.remedies),
    )
