from pathlib import Path

from incitrack.metrics.availability import Stretch
from incitrack.metrics.clock import ClockName
from incitrack.metrics.customer_review import CustomerReview, customer_review, customer_tiers
from incitrack.model.times import parse_time
from incitrack.records.archive import read_archive
from tests.builders import archive_folder, write
from tests.metrics.histories import history

NOW = parse_time("2026-11-20T12:00Z")
OCTOBER = Stretch(parse_time("2026-10-01T00:00Z"), parse_time("2026-11-01T00:00Z"))
POLICY = """\
severities:
  P1: {name: Critical, downtime: true, sla: {resolve: 4h}}
  P2: {name: High, sla: {resolve: 1d}}
tiers:
  enterprise: {P1: {resolve: 1h}}
"""
SERVICES = """\
services:
  checkout: {customers: [enterprise, retail], availability: 99.9}
  search: {customers: [retail]}
  database: {}
"""


def review(root: Path, *texts: str, services: str | None = SERVICES, tier: str = "enterprise") -> CustomerReview:
    archive_folder(root, *texts, severity=POLICY)
    if services:
        write(root, "policies/services.yaml", services)
    return customer_review(read_archive(root), tier, OCTOBER, NOW)


def outage(number: int, tiers: str | None = "[enterprise]", day: int = 5, **fields: str) -> str:
    customers = {} if tiers is None else {"customers": f"{{tiers: {tiers}}}"}
    written = f"2026-10-{day:02} 10:00 reported, 12:00 resolved"
    return history(written, number, **{"severity": "P1", **customers, **fields})


def numbers(found: CustomerReview) -> list[str]:
    return [each.incident.id[-1] for each in found.incidents]


def test_an_incident_affected_a_tier_that_its_record_names(tmp_path: Path) -> None:
    found = review(
        tmp_path, outage(1), outage(2, "[retail]"), outage(3, "[retail, enterprise]", services="[database]")
    )
    assert numbers(found) == ["1", "3"]
    assert not any(each.is_presumed for each in found.incidents)


def test_where_a_record_names_no_tier_the_catalogue_says_whose_service_it_was(tmp_path: Path) -> None:
    found = review(
        tmp_path, outage(1, None), outage(2, None, services="[search]"), outage(3, None, services="[database]")
    )
    assert [(each.incident.id[-1], each.is_presumed) for each in found.incidents] == [("1", True)]


def test_only_what_was_reported_in_time_and_is_actionable_counts(tmp_path: Path) -> None:
    found = review(
        tmp_path,
        outage(1, disposition="planned"),
        outage(2),
        history("2026-09-30 23:59 reported", 3, customers="{tiers: [enterprise]}"),
        history("2026-11-01 00:00 reported", 4, customers="{tiers: [enterprise]}"),
    )
    assert numbers(found) == ["2"]


def test_what_is_restricted_is_in_nothing_but_the_list_of_what_was_withheld(tmp_path: Path) -> None:
    found = review(tmp_path, outage(1, visibility="restricted"), outage(2, "[retail]", visibility="restricted"))
    assert (found.incidents, found.withheld) == ((), ("INC-2026-0001",))
    assert found.kept[ClockName.RESOLVE].n == 0
    assert [each.downtime.total_seconds() for each in found.uptimes] == [0]


def test_targets_are_the_tiers_own(tmp_path: Path) -> None:
    strict = review(tmp_path, outage(1, "[enterprise, retail]"))
    assert strict.kept[ClockName.RESOLVE] == (0, 1, 0)
    assert review(tmp_path, tier="retail").kept[ClockName.RESOLVE] == (1, 0, 0)


def test_availability_is_of_the_services_of_the_tier_and_of_what_affected_it(tmp_path: Path) -> None:
    found = review(tmp_path, outage(1, services="[checkout, database]"), outage(2, "[retail]", day=6))
    assert [(each.service, str(each.downtime), each.target) for each in found.uptimes] == [
        ("checkout", "2:00:00", 0.999)
    ]
    assert found.incidents[0].services == ("checkout",)


def test_without_a_catalogue_the_services_are_those_affected(tmp_path: Path) -> None:
    found = review(tmp_path, outage(1, services="[checkout, database]"), services=None)
    assert [each.service for each in found.uptimes] == ["checkout", "database"]
    assert found.incidents[0].services == ("checkout", "database")


def test_the_tiers_are_all_that_policies_and_records_name(tmp_path: Path) -> None:
    archive_folder(tmp_path, outage(1, "[makers]"), severity=POLICY)
    write(tmp_path, "policies/services.yaml", SERVICES)
    assert customer_tiers(read_archive(tmp_path)) == ("enterprise", "makers", "retail")


def test_each_version_of_the_policy_that_held_is_there_with_its_last_day(tmp_path: Path) -> None:
    write(tmp_path, "policies/old.yaml", POLICY.replace("4h", "8h"))
    write(tmp_path, "policies/older.yaml", POLICY.replace("4h", "9h"))
    archive_folder(tmp_path, severity=POLICY)
    write(
        tmp_path,
        "policies/severity.yaml",
        POLICY + "versions:\n- {until: 2026-10-10, file: old.yaml}\n- {until: 2026-06-30, file: older.yaml}\n",
    )
    found = customer_review(read_archive(tmp_path), "retail", OCTOBER, NOW).agreements
    resolve = [each.force.policy and str(each.force.policy.severities["P1"].sla.resolve) for each in found]
    assert [(str(each.until), target) for each, target in zip(found, resolve, strict=True)] == [
        ("2026-10-10", "8h"),
        ("None", "4h"),
    ]
