from pathlib import Path

from incitrack.metrics.action_months import actions_by_month
from incitrack.metrics.evidence import Evidence
from incitrack.metrics.months import Month
from incitrack.model.times import parse_time
from incitrack.records.archive import read_archive
from tests.builders import archive_folder, write_postmortem
from tests.metrics.histories import history

NOW = parse_time("2026-11-20T12:00Z")
ACTIONS = (
    "[{id: A1, title: a, due: 2026-10-01, status: done, done_on: 2026-11-02},"
    " {id: A2, title: b, due: 2026-10-31}, {id: A3, title: c, due: 2026-11-20},"
    " {id: A4, title: d, due: 2026-09-01, status: dropped, dropped_because: moot}]"
)


def test_an_action_item_stands_in_the_months_of_its_report_its_doing_and_its_due_day(tmp_path: Path) -> None:
    root = archive_folder(tmp_path, history("2026-09-05 10:00 reported", 1, actions=ACTIONS))
    write_postmortem(root, id="INC-2026-0001", actions="[{id: A5, title: e, due: 2026-11-01}]")
    archive = read_archive(root)
    found = actions_by_month(Evidence(archive, NOW), archive.incidents)
    counts = {
        str(month): (each.opened.total(), each.done.total(), each.overdue.total()) for month, each in found.items()
    }
    assert counts == {"2026-09": (5, 0, 0), "2026-10": (0, 0, 1), "2026-11": (0, 1, 1)}
    assert found[Month(2026, 9)].opened == {archive.incidents[0].path: 5}
