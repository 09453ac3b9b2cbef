"""The figures of groups as CSV: a row for each group, a column for each figure that is one number."""

from typing import Final

from incitrack.metrics.clock import ClockName
from incitrack.metrics.figures import Figures
from incitrack.metrics.response_times import ResponseTimes
from incitrack.reports.csv_text import to_csv
from incitrack.reports.metrics_items import (
    ActionsItem,
    ComplianceItem,
    GroupItem,
    LateUpgradesItem,
    PostmortemsItem,
    RecurrenceItem,
    SummaryItem,
)
from incitrack.reports.metrics_json import group_item

_PATHS: Final[tuple[tuple[str, ...], ...]] = (
    ("key",),
    ("incidents",),
    *((time, word) for time in ResponseTimes._fields for word in SummaryItem.__annotations__),
    *(("sla", clock.value, word) for clock in ClockName for word in ComplianceItem.__annotations__),
    *(("actions", word) for word in ActionsItem.__annotations__),
    *(("postmortems", word) for word in PostmortemsItem.__annotations__),
    *(("recurrence", word) for word in RecurrenceItem.__annotations__),
    *(("late_upgrades", word) for word in LateUpgradesItem.__annotations__),
)
"""Where each column stands in a group's JSON."""


def metrics_csv(figures: Figures) -> str:
    """The CSV of the groups; a column is named by the keys that lead to it in the JSON, `sla_resolve_met`."""
    header = ["_".join(path) for path in _PATHS]
    items = [group_item(group) for group in figures.groups]
    return to_csv(header, ([_at(item, path) for path in _PATHS] for item in items))


def _at(item: GroupItem, path: tuple[str, ...]) -> object:
    found: object = item
    for key in path:
        assert isinstance(found, dict), "a path leads through maps"  # noqa: S101
        found = found[key]
    return found
