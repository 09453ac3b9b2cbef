"""The clocks that a month's incidents did not keep, one by one."""

from typing import Final

from incitrack.metrics.listed_clocks import listed_clocks
from incitrack.metrics.period_review import PeriodReview
from incitrack.reports.missed_clocks import MissedClock, missed_clocks
from incitrack.website.contents import ShownIncident
from incitrack.website.describe import Describer
from incitrack.website.trends.grounds import Grounds
from incitrack.website.views.charts import CellView, ChartView, ColumnView, TableView
from incitrack.wording import count_text

_MOST: Final = 15


def missed_of_month(review: PeriodReview, grounds: Grounds, describe: Describer) -> ChartView | None:
    """Which clock of which incident was not kept, and by how much; None where all were.

    To judge the clocks of an incident is dear, so that no more are judged than have room.
    """
    late = [record for record in review.records if grounds.missed_by(record)]
    if not late:
        return None
    late.sort(key=lambda record: grounds.contents.rank(record.incident.severity))
    clocks, archive = grounds.evidence.clocks, grounds.evidence.archive
    shown = {id(record.incident): grounds.contents.by_path[record.path] for record in late[:_MOST]}
    found = missed_clocks(listed_clocks((each.record for each in shown.values()), clocks, archive), describe.now)
    missed = sum(clock.n - clock.met for clock in review.figures.sla.values())
    rows = tuple(_row(each, shown[id(each.listed.incident)], describe) for each in found[:_MOST])
    more = len(found) > _MOST or len(late) > _MOST
    columns = (ColumnView("Incident"), ColumnView("Clock"), ColumnView("Late by"), ColumnView("Due"))
    return ChartView(
        "missed",
        "Missed clocks",
        f"{count_text(missed, 'clock')} in {count_text(len(late), 'incident')}.",
        table=TableView("Clocks that were missed", columns, rows),
        in_sight=True,
        notes=(f"Shown are {len(rows)} of the worst severities; the numbers above lead to all.",) if more else (),
    )


def _row(missed: MissedClock, shown: ShownIncident, describe: Describer) -> tuple[CellView, ...]:
    return (
        CellView(shown.key, describe.incident_link(shown)),
        CellView(missed.listed.name),
        CellView(missed.late_by),
        CellView(at=describe.moment(missed.due_at)),
    )
