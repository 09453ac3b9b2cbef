from pathlib import Path

import pytest

from incitrack.metrics.late_upgrades import LateUpgrades, late_upgrades
from incitrack.metrics.policy_in_force import PoliciesInForce
from incitrack.model.policies import Policies
from tests.builders import archive
from tests.metrics.histories import one


@pytest.mark.parametrize(
    ("written", "severity", "upgraded"),
    [
        ("2026-11-20 10:00 reported, 11:01 P3 -> P2", "P2", 1),
        ("2026-11-20 10:00 reported, 11:00 P3 -> P2", "P2", 0),  # within the first hour
        ("2026-11-20 10:00 reported, 12:00 P2 -> P3", "P3", 0),  # lowered
        ("2026-11-20 10:00 reported, 10:10 P4 -> P2, 13:00 P2 -> P1", "P1", 1),
        ("2026-11-20 10:00 reported, 13:00 P2 -> P1, 14:00 P1 -> P3", "P3", 1),
        ("2026-11-20 10:00 reported, 13:00 P8 -> P9", "P9", 0),  # severities that the policy does not know
        ("2026-11-20 10:00 reported, 10:30 P1 -> P3, 12:00 P3 -> P1", "P1", 0),  # it was that bad at first
        ("2026-11-20 10:00 reported", "P1", 0),
    ],
)
def test_what_was_raised_when_the_first_hour_was_over_is_counted(
    tmp_path: Path, written: str, severity: str, upgraded: int
) -> None:
    policies = PoliciesInForce(archive(tmp_path).policies)
    assert late_upgrades([one(written, severity=severity)], policies) == LateUpgrades(1, upgraded)


def test_without_a_policy_no_severity_is_worse_than_another() -> None:
    raised = one("2026-11-20 10:00 reported, 13:00 P2 -> P1", severity="P1")
    assert late_upgrades([raised], PoliciesInForce(Policies())) == LateUpgrades(1, 0)
    assert late_upgrades([], PoliciesInForce(Policies())) == LateUpgrades(0, 0)
