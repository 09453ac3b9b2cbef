from pathlib import Path

import pytest

from incitrack.metrics.clock import ClockName
from incitrack.metrics.compliance import Compliance, compliance, tally
from incitrack.metrics.evidence import Evidence
from incitrack.records.archive import read_archive
from tests.builders import archive_folder
from tests.metrics.histories import NOW, evidence, history

POLICY = """\
severities:
  P1: {name: Critical, sla: {acknowledge: 15m, resolve: 4h, update: 30m}}
tiers:
  enterprise: {P1: {resolve: 1h}}
"""


def kept(root: Path, *texts: str) -> dict[str, Compliance]:
    found = Evidence(read_archive(archive_folder(root, *texts, severity=POLICY)), NOW)
    result = compliance([tally(found.clocks.all())])
    assert list(result) == list(ClockName)
    return {name.value: each for name, each in result.items() if each.n}


def test_met_and_missed_are_counted_instance_by_instance(tmp_path: Path) -> None:
    # Acknowledged in 10 minutes; updates after 10, 20 and 60 minutes; resolved after 90 minutes, and again after 5 h.
    told = "2026-11-19 10:00 reported, 10:10 acknowledged, 10:30 update, 11:30 resolved, 12:00 reopened, 17:00 resolved"
    assert kept(tmp_path, history(told, severity="P1")) == {
        "acknowledge": Compliance(1, 0, 0),
        "resolve": Compliance(1, 1, 0),
        "update": Compliance(2, 2, 0),
    }


def test_a_breached_clock_counts_and_one_that_runs_in_time_does_not(tmp_path: Path) -> None:
    late = history("2026-11-20 11:40 reported", 1, severity="P1")
    running = history("2026-11-20 11:50 reported", 2, severity="P1")
    assert kept(tmp_path, late, running) == {"acknowledge": Compliance(0, 0, 1)}


def test_the_rows_of_customer_tiers_are_left_out(tmp_path: Path) -> None:
    # The enterprise tier wants it resolved within an hour: the clock that holds was missed, once.
    told = history("2026-11-19 10:00 reported, 10:05 acknowledged, 11:20 resolved", severity="P1", customers="{tiers: [enterprise]}")  # fmt: skip
    assert kept(tmp_path, told)["resolve"] == Compliance(0, 1, 0)


def test_what_is_not_actionable_or_has_no_policy_has_no_clock_to_keep(tmp_path: Path) -> None:
    planned = history("2026-11-19 10:00 reported", severity="P1", disposition="planned")
    assert kept(tmp_path, planned) == {}
    without = evidence(tmp_path / "other", history("2026-11-19 10:00 reported", severity="P1"))
    assert all(each.n == 0 for each in compliance([tally(without.clocks.all())]).values())


@pytest.mark.parametrize(
    ("found", "rate"),
    [
        (Compliance(0, 0, 0), None),
        (Compliance(3, 1, 0), 0.75),
        (Compliance(2, 1, 1), 0.5),
        (Compliance(0, 0, 2), 0.0),
    ],
)
def test_the_rate_is_met_of_all_that_stopped_or_should_have(found: Compliance, rate: float | None) -> None:
    assert found.rate == rate
