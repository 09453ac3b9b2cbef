"""Incidents in groups: by month, quarter, severity, service, team, category or cause."""

from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from typing import Final, assert_never

from incitrack.metrics.months import month_of
from incitrack.model.incident import Incident
from incitrack.model.policies import Policies
from incitrack.model.teams import teams_of
from incitrack.records.newest_first import report_time
from incitrack.records.record import IncidentRecord

ALL: Final = "all"
NONE: Final = "none"


class Grouping(StrEnum):
    """What incidents may be grouped by."""

    MONTH = "month"
    QUARTER = "quarter"
    SEVERITY = "severity"
    SERVICE = "service"
    TEAM = "team"
    CATEGORY = "category"
    CAUSE = "cause"


def grouped(
    records: Iterable[IncidentRecord], by: Grouping | None, policies: Policies
) -> dict[str, list[IncidentRecord]]:
    """The records by group, sorted by its key, each in their order; without `by` one group, `all`.

    An incident of two services or teams stands in the groups of both; one without the attribute in `none`.
    """
    if by is None:
        return {ALL: [*records]}
    found: dict[str, list[IncidentRecord]] = defaultdict(list)
    for record in records:
        for key in _keys(record.incident, by, policies) or (NONE,):
            found[key].append(record)
    return dict(sorted(found.items()))


def _keys(incident: Incident, by: Grouping, policies: Policies) -> tuple[str, ...]:
    match by:
        case Grouping.MONTH:
            return (str(month_of(report_time(incident), policies)),)
        case Grouping.QUARTER:
            return (month_of(report_time(incident), policies).quarter,)
        case Grouping.SEVERITY:
            return (incident.severity,)
        case Grouping.SERVICE:
            return tuple(dict.fromkeys(incident.services))
        case Grouping.TEAM:
            return teams_of(incident, policies)
        case Grouping.CATEGORY:
            return (incident.category,) if incident.category else ()
        case Grouping.CAUSE:
            return (incident.cause,) if incident.cause else ()
        case _:
            assert_never(by)
