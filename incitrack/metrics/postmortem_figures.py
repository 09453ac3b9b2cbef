"""Postmortems: how many were required, published and on time, and how many days that took."""

from collections.abc import Iterable
from datetime import timedelta
from fractions import Fraction
from typing import Final, NamedTuple

from incitrack.metrics.clock import ClockName, State
from incitrack.metrics.clocks import Clocks
from incitrack.metrics.summary import percentile
from incitrack.records.archive import Archive
from incitrack.records.record import IncidentRecord

_MICROSECOND: Final = timedelta(microseconds=1)
_DAY: Final = timedelta(days=1) // _MICROSECOND


class PostmortemFigures(NamedTuple):
    """`required` of incidents that are resolved; `published`, required or not; `on_time`, before their deadline.

    `median_days_to_publish` is from the last resolution to the publication, of the `n_to_publish` for which both
    are known, in days to two decimals; None for none.
    """

    required: int
    published: int
    on_time: int
    n_to_publish: int
    median_days_to_publish: float | None


def postmortem_figures(records: Iterable[IncidentRecord], archive: Archive, clocks: Clocks) -> PostmortemFigures:
    """The figures of the postmortems of some incidents."""
    records = list(records)
    published = [record for record in records if _is_published(record, archive)]
    waits = sorted(wait for record in published if (wait := _to_publish(record, archive)) is not None)
    return PostmortemFigures(
        required=sum(clocks.required_postmortem(record) is not None for record in records),
        published=len(published),
        on_time=sum(_is_on_time(record, clocks) for record in published),
        n_to_publish=len(waits),
        median_days_to_publish=_days(percentile(waits, 50)) if waits else None,
    )


def _is_published(record: IncidentRecord, archive: Archive) -> bool:
    found = archive.postmortem_for(record)
    return found is not None and found.postmortem.is_published


def _is_on_time(record: IncidentRecord, clocks: Clocks) -> bool:
    return (ClockName.POSTMORTEM, State.MET) in clocks.tally(record)


def _to_publish(record: IncidentRecord, archive: Archive) -> int | None:
    """Microseconds; None where it was published while the incident was open, before it was resolved again."""
    found = archive.postmortem_for(record)
    published_at = found.postmortem.published_at if found else None
    resolved_at = record.incident.resolved_at
    if published_at is None or resolved_at is None or published_at < resolved_at:
        return None
    return (published_at - resolved_at) // _MICROSECOND


def _days(microseconds: Fraction) -> float:
    return round(float(microseconds / _DAY), 2)
