from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.metrics.availability import ServiceMonth, Stretch, availability, united
from incitrack.metrics.months import Month
from incitrack.model.policies import Policies
from incitrack.model.severity import Severity, SeverityPolicy
from incitrack.records.archive import read_archive
from tests.builders import SEVERITIES, archive_folder, write
from tests.metrics.histories import NOW, history, one

WARSAW = f"calendar: {{timezone: Europe/Warsaw}}\n{SEVERITIES}"


def downtime(root: Path, *texts: str, severity: str = SEVERITIES) -> dict[tuple[str, str], float]:
    """Minutes by service and month."""
    months = found(root, *texts, severity=severity)
    return {(each.service, str(each.month)): each.downtime / timedelta(minutes=1) for each in months}


def found(root: Path, *texts: str, severity: str = SEVERITIES) -> tuple[ServiceMonth, ...]:
    read = read_archive(archive_folder(root, *texts, severity=severity))
    return availability([record.incident for record in read.incidents], NOW, read.policies)


def outage(written: str, number: int = 1, **fields: str) -> str:
    return history(written, number, **{"severity": "P1"} | fields)


def test_it_is_what_is_left_of_the_month(tmp_path: Path) -> None:
    write(tmp_path, "policies/services.yaml", "services: {checkout: {availability: 99.9}}\n")
    (only,) = found(tmp_path, outage("2026-11-10 10:00 reported, 10:43 resolved", started_at="2026-11-10T09:48Z"))
    assert only == ServiceMonth("checkout", Month(2026, 11), timedelta(minutes=55), timedelta(days=30), 0.999)
    assert only.rate == pytest.approx(1 - 55 / 43200)


def test_overlapping_periods_count_once_and_each_service_counts(tmp_path: Path) -> None:
    assert downtime(
        tmp_path,
        outage("2026-11-10 10:00 reported, 11:00 resolved", 1),
        outage("2026-11-10 10:30 reported, 11:30 mitigated, 12:00 resolved", 2, services="[payments, checkout]"),
        outage("2026-11-10 11:30 reported, 11:40 resolved", 3),
        outage("2026-11-12 10:00 reported, 10:05 resolved", 4),
    ) == {("checkout", "2026-11"): 105, ("payments", "2026-11"): 60}


def test_services_stand_in_order_and_so_do_the_months_of_each(tmp_path: Path) -> None:
    over = outage("2026-10-31 22:00 reported, 11-01 00:30 resolved", services="[search, checkout]")
    months = ["2026-10", "2026-11"]
    assert list(downtime(tmp_path, over)) == [(name, month) for name in ("checkout", "search") for month in months]


def test_every_impact_period_counts_and_one_that_is_open_until_now(tmp_path: Path) -> None:
    again = outage("2026-11-20 10:00 reported, 10:30 mitigated, 11:00 resolved, 11:45 reopened")
    assert downtime(tmp_path, again) == {("checkout", "2026-11"): 45}


def test_a_period_is_cut_at_the_months_of_the_calendars_zone(tmp_path: Path) -> None:
    # October ends in Warsaw at 23:00 in UTC, and is an hour longer than its days.
    over = outage("2026-10-31 22:00 reported, 11-01 00:30 resolved")
    october, november = found(tmp_path, over, severity=WARSAW)
    assert (october.downtime, november.downtime) == (timedelta(hours=1), timedelta(hours=1, minutes=30))
    assert (october.length, november.length) == (timedelta(days=31, hours=1), timedelta(days=30))


def test_a_whole_month_of_it_leaves_nothing(tmp_path: Path) -> None:
    months = found(tmp_path, outage("2026-08-15 00:00 reported"))
    assert [(str(each.month), each.rate) for each in months[1:3]] == [("2026-09", 0.0), ("2026-10", 0.0)]


@pytest.mark.parametrize("fields", [{"severity": "P2"}, {"disposition": "planned"}, {"severity": "P9"}])
def test_only_actionable_incidents_of_a_severity_with_downtime_count(
    tmp_path: Path, fields: dict[str, str]
) -> None:
    assert downtime(tmp_path, outage("2026-11-10 10:00 reported, 11:00 resolved", **fields)) == {}


def test_an_end_before_the_start_is_no_downtime(tmp_path: Path) -> None:
    wrong = outage("2026-11-10 10:00 reported, 11:00 resolved", started_at="2026-11-10T12:00Z")
    assert downtime(tmp_path, wrong) == {}


def test_without_a_policy_nothing_says_what_downtime_is(tmp_path: Path) -> None:
    write(tmp_path, "incidents/2026/INC-2026-0001.md", outage("2026-11-10 10:00 reported, 11:00 resolved"))
    read = read_archive(tmp_path)
    assert availability([record.incident for record in read.incidents], NOW, read.policies) == ()


STRETCHES = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 30)), max_size=20)


@given(STRETCHES)
def test_a_union_covers_every_minute_that_any_stretch_covers_and_no_other(pairs: list[tuple[int, int]]) -> None:
    def at(minute: int) -> datetime:
        return NOW + timedelta(minutes=minute)

    stretches = [Stretch(at(start), at(start + length)) for start, length in pairs]
    pieces = list(united(stretches))
    covered = {minute for start, length in pairs for minute in range(start, start + length)}
    assert sum((end - start for start, end in pieces), timedelta()) == timedelta(minutes=len(covered))
    assert sum((end - start for start, end in pieces), timedelta()) <= sum(
        (end - start for start, end in stretches), timedelta()
    )
    assert all(before.end < after.start for before, after in pairwise(pieces))


OUTAGES = st.lists(st.tuples(st.integers(0, 480), st.integers(1, 3000)), min_size=1, max_size=6)


@given(OUTAGES)
def test_downtime_of_a_month_is_never_longer_than_the_month(outages: list[tuple[int, int]]) -> None:
    policies = Policies(severity=SeverityPolicy(severities={"P1": Severity(name="Critical", downtime=True)}))
    begin = NOW - timedelta(days=600)
    incidents = []
    for days, hours in outages:
        start, end = begin + timedelta(days=days), begin + timedelta(days=days, hours=hours)
        incidents.append(one(f"{start:%Y-%m-%d %H:%M} reported, {end:%Y-%m-%d %H:%M} resolved", severity="P1"))
    months = availability(incidents, NOW, policies)
    assert all(timedelta() < each.downtime <= each.length and 0 <= each.rate < 1 for each in months)
