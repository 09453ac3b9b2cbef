from pathlib import Path

from incitrack.metrics.clock import ClockName
from incitrack.metrics.evidence import Evidence
from incitrack.metrics.months import Month
from incitrack.metrics.period_review import PeriodReview, Tally, period_review
from incitrack.metrics.periods import Period
from incitrack.model.incident import Disposition
from incitrack.model.times import parse_time
from incitrack.records.archive import read_archive
from tests.builders import archive_folder, write_postmortem
from tests.metrics.histories import history

NOW = parse_time("2026-11-20T12:00Z")
OCTOBER = Period.month(Month(2026, 10))
POLICY = """\
severities:
  P1: {name: Critical, downtime: true, sla: {resolve: 1h}, postmortem: {when: [always], due: 3d}}
  P2: {name: High, sla: {resolve: 4h}}
"""
ACTIONS = "[{id: A1, title: Alert, owner: kim, due: 2026-10-20, status: done, done_on: %s}]"


def review(root: Path, *texts: str, period: Period = OCTOBER) -> PeriodReview:
    archive_folder(root, *texts, severity=POLICY)
    return period_review(Evidence(read_archive(root), NOW), period)


def test_an_incident_belongs_to_the_period_of_its_report_and_stands_beside_the_one_before(tmp_path: Path) -> None:
    found = review(
        tmp_path,
        history("2026-09-30 23:59 reported", 1),
        history("2026-10-01 00:00 reported", 2, services="[checkout, search]"),
        history("2026-10-31 23:59 reported", 3, severity="P1"),
        history("2026-11-01 00:00 reported", 4),
        history("2026-10-05 10:00 reported", 5, disposition="planned"),
    )
    assert [record.id[-1] for record in found.records] == ["2", "3"]
    assert found.before is not None
    assert (found.figures.incidents, found.before.incidents) == (2, 1)
    assert found.by_severity == (Tally("P1", 1, 0), Tally("P2", 1, 1))
    assert found.by_service == (Tally("checkout", 2, 1), Tally("search", 1, 0))
    assert found.set_aside == {Disposition.PLANNED: 1}
    assert found.is_over


def test_where_no_record_is_older_there_is_no_period_before(tmp_path: Path) -> None:
    assert review(tmp_path, history("2026-10-05 10:00 reported")).before is None


def test_a_period_before_without_incidents_is_zero_where_records_are_older(tmp_path: Path) -> None:
    found = review(tmp_path, history("2026-08-05 10:00 reported", 1), history("2026-10-05 10:00 reported", 2))
    assert found.before is not None
    assert found.before.incidents == 0


def test_a_period_that_goes_on_is_not_over_and_not_judged(tmp_path: Path) -> None:
    november = Period.month(Month(2026, 11))
    found = review(
        tmp_path,
        history("2026-08-05 10:00 reported", 1),
        history("2026-11-05 10:00 reported", 2),
        period=november,
    )
    assert not found.is_over
    assert found.baseline.monthly_incidents is not None
    assert [str(point.month) for point in found.baseline.monthly_incidents.points] == [
        "2026-08",
        "2026-09",
        "2026-10",
    ]


def test_the_baseline_ends_with_the_period(tmp_path: Path) -> None:
    found = review(tmp_path, history("2026-07-05 10:00 reported", 1), history("2026-10-05 10:00 reported", 2))
    assert found.baseline.monthly_incidents is not None
    assert [point.value for point in found.baseline.monthly_incidents.points] == [1, 0, 0, 1]


def test_compliance_is_by_severity(tmp_path: Path) -> None:
    found = review(
        tmp_path,
        history("2026-10-05 10:00 reported, 12:00 resolved", 1, severity="P1"),
        history("2026-10-06 10:00 reported, 12:00 resolved", 2),
    )
    assert found.kept["P1"][ClockName.RESOLVE] == (0, 1, 0)
    assert found.kept["P2"][ClockName.RESOLVE] == (1, 0, 0)
    assert list(found.kept) == ["P1", "P2"]


def test_an_action_item_is_done_in_the_period_of_that_day_whichever_incident_it_is_for(tmp_path: Path) -> None:
    found = review(
        tmp_path,
        history("2026-08-05 10:00 reported", 1, actions=ACTIONS % "2026-10-31"),
        history("2026-10-05 10:00 reported", 2, actions=ACTIONS % "2026-11-01"),
    )
    assert found.actions_done == 1


def test_a_postmortem_is_awaited_until_it_is_published(tmp_path: Path) -> None:
    texts = [history(f"2026-10-0{n} 10:00 reported, 12:00 resolved", n, severity="P1") for n in (1, 2, 3)]
    write_postmortem(tmp_path, id="INC-2026-0002")
    write_postmortem(
        tmp_path,
        id="INC-2026-0003",
        status="published",
        published_at="2026-10-05T10:00Z",
        authors="[kim]",
        trigger="x",
    )
    found = review(tmp_path, *texts)
    assert [(each.record.id[-1], each.draft is None) for each in found.awaited] == [("1", True), ("2", False)]
    assert found.awaited[0].due_at == parse_time("2026-10-04T12:00Z")


def test_downtime_of_an_incident_reported_before_counts_in_the_period(tmp_path: Path) -> None:
    found = review(tmp_path, history("2026-09-30 23:00 reported, 10-01 02:00 resolved", 1, severity="P1"))
    assert [(each.service, each.incidents, str(each.downtime)) for each in found.uptimes] == [
        ("checkout", 1, "2:00:00")
    ]


def test_what_was_raised_late_is_named(tmp_path: Path) -> None:
    found = review(
        tmp_path,
        history("2026-10-05 10:00 reported, 11:30 P2 -> P1, 12:00 resolved", 1, severity="P1"),
        history("2026-10-06 10:00 reported, 10:30 P2 -> P1, 12:00 resolved", 2, severity="P1"),
    )
    assert [record.id[-1] for record in found.upgraded_late] == ["1"]
    assert found.figures.late_upgrades == (2, 1)
