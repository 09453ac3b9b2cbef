from pathlib import Path

from incitrack.metrics.team_load import TeamLoad, team_loads
from tests.builders import archive, write
from tests.metrics.histories import history

SERVICES = """\
services:
  checkout: {team: shop, tier: critical}
  basket: {team: shop, tier: standard}
  payments: {team: money, tier: critical}
  wiki: {tier: standard}
  search: {team: shop}
teams: {money: {name: Money}, quiet: {name: Quiet}}
"""


def test_incidents_stand_beside_how_many_services_of_which_tier_a_team_has(tmp_path: Path) -> None:
    write(tmp_path, "policies/services.yaml", SERVICES)
    found = archive(
        tmp_path,
        # Two services of one team are one incident of it.
        history("2026-11-01 10:00 reported", 1, services="[checkout, basket]"),
        history("2026-11-01 10:00 reported", 2, services="[checkout, payments]"),
        history("2026-11-01 10:00 reported", 3, services="[wiki]", teams="[quiet]"),
        history("2026-11-01 10:00 reported", 4, services="[search]"),
    )
    loads = team_loads([record.incident for record in found.incidents], found.policies)
    assert loads == (
        TeamLoad("money", 1, {"critical": 1}, 1),
        TeamLoad("quiet", 0, {}, 0),
        TeamLoad("shop", 3, {"critical": 1, "none": 1, "standard": 1}, 3),
    )
    assert [(load.critical_services, load.incidents_per_service) for load in loads] == [
        (1, 1.0),
        (0, None),
        (1, 1.0),
    ]


def test_without_a_catalogue_there_is_no_team(tmp_path: Path) -> None:
    found = archive(tmp_path, history("2026-11-01 10:00 reported"))
    assert team_loads([record.incident for record in found.incidents], found.policies) == ()
