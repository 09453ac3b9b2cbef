from datetime import timedelta
from pathlib import Path

from incitrack.metrics.chronicle import Chronicle, reported_in
from incitrack.metrics.evidence import Evidence
from incitrack.metrics.figures import group_figures
from incitrack.metrics.months import Month, months
from incitrack.metrics.period_review import period_review
from incitrack.metrics.periods import Period
from incitrack.model.times import parse_time
from incitrack.records.archive import read_archive
from tests.builders import archive_folder
from tests.metrics.histories import history

NOW = parse_time("2026-11-20T12:00Z")
POLICY = "severities: {P1: {name: Critical, downtime: true}, P2: {name: High}}\n"


def evidence(root: Path, *texts: str) -> Evidence:
    archive_folder(root, *texts, severity=POLICY)
    return Evidence(read_archive(root), NOW)


def of_four(root: Path) -> Evidence:
    return evidence(
        root,
        history("2026-08-31 23:30 reported, 2026-09-01 00:30 resolved", 1, severity="P1", status="resolved"),
        history("2026-09-30 23:59 reported", 2, severity="P1"),
        history("2026-10-05 10:00 reported", 3, disposition="planned"),
        history("2026-10-06 10:00 reported, 2026-10-06 12:00 resolved", 4, status="resolved"),
    )


def test_what_was_reported_in_a_period_is_found_as_by_looking_at_each_record(tmp_path: Path) -> None:
    found = of_four(tmp_path)
    chronicle = Chronicle(found)
    for month in months(Month(2026, 7), Month(2026, 11)):
        window = Period.month(month).window(found.policies)
        assert chronicle.reported_in(window) == reported_in(found.archive.incidents, window)
        assert chronicle.counted_in(window) == reported_in(chronicle.counted, window)


def test_the_figures_of_a_period_are_those_of_its_actionable_incidents(tmp_path: Path) -> None:
    found = of_four(tmp_path)
    chronicle = Chronicle(found)
    october = Period.month(Month(2026, 10))
    expected = group_figures(found, "2026-10", [found.archive.incidents[3]])
    assert chronicle.figures(october) == expected
    assert chronicle.figures(october) is chronicle.figures(october)


def test_an_incident_had_a_service_down_in_every_month_that_it_reaches_into(tmp_path: Path) -> None:
    found = of_four(tmp_path)
    chronicle = Chronicle(found)
    down = {
        str(month): [record.id[-1] for record in chronicle.down_in(Period.month(month).window(found.policies))]
        for month in months(Month(2026, 7), Month(2026, 12))
    }
    assert down == {
        "2026-07": [],
        "2026-08": ["1"],
        "2026-09": ["1", "2"],
        "2026-10": ["2"],
        "2026-11": ["2"],
        "2026-12": [],
    }


def test_its_baseline_is_that_of_the_actionable_incidents(tmp_path: Path) -> None:
    found = of_four(tmp_path)
    chronicle = Chronicle(found)
    assert chronicle.baseline(NOW) == found.months_of(chronicle.counted).baseline(NOW)
    assert chronicle.baseline(NOW).monthly_incidents is not None


def test_a_review_is_the_same_with_a_chronicle_that_other_reviews_have_used(tmp_path: Path) -> None:
    found = of_four(tmp_path)
    chronicle = Chronicle(found)
    for month in (Month(2026, 9), Month(2026, 10), Month(2026, 9)):
        period = Period.month(month)
        assert period_review(found, period, chronicle) == period_review(found, period)


def test_a_history_begins_after_a_gap_that_nobody_could_have_meant(tmp_path: Path) -> None:
    found = evidence(
        tmp_path,
        history("0202-05-05 10:00 reported", 1),
        history("1975-05-05 10:00 reported", 2),
        history("2026-05-05 10:00 reported", 3),
        history("2027-05-05 10:00 reported", 4),
    )
    chronicle = Chronicle(found)
    assert chronicle.beginning(NOW, timedelta(days=36525)) == parse_time("1975-05-05T10:00Z")
    assert chronicle.beginning(NOW, timedelta(days=365)) == parse_time("2026-05-05T10:00Z")
    assert chronicle.beginning(NOW, timedelta(days=1)) is None
    assert chronicle.beginning(parse_time("0202-05-05T10:00Z"), timedelta(days=1)) == parse_time(
        "0202-05-05T10:00Z"
    )


def test_an_empty_archive_begins_nowhere(tmp_path: Path) -> None:
    chronicle = Chronicle(evidence(tmp_path))
    assert chronicle.first_report is None
    assert not chronicle.begins_before(NOW)
    assert chronicle.counted == ()
