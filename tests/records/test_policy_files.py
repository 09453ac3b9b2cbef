"""Policies are read as strictly as records, and what is absent has its default."""

from pathlib import Path

import pytest

from incitrack.model.duration import ByBusinessHours, Span, Unit
from incitrack.model.status import Status
from incitrack.records.last_policies import policy_reading_of
from incitrack.records.policy_files import PolicyReading, read_policies
from tests.builders import SEVERITIES, write

FULL = """\
calendar:
  timezone: Europe/Warsaw
  hours:
    mon-fri: [08:00-12:00, 13:00-17:30]
    sat: 22:00-06:00
  holidays: PL
  closed: [2026-12-24]
  open: [2026-11-11]
severities:
  P1:
    name: Critical
    color: "#b42318"
    definition: Complete loss.
    examples: [Production is down]
    owner: at-once
    roles: [commander, communications_lead]
    aliases: [S1, Sev-1]
    verification: required
    close: {after: 1d, requires: [all-clear, postmortem, owned-actions]}
    sla: {acknowledge: 15m, resolve: 4h, update: 30m, communicate: 30m, warn: 30m}
    escalate:
      - {after: 0m, to: [team-lead]}
      - {on: breach, to: [team-lead]}
    postmortem: {when: [always], due: 3bd, depth: full}
    downtime: true
  P2:
    name: High
    sla:
      acknowledge: {business: 1h, otherwise: 2h}
    escalate: [{at: end-of-business, to: [team-lead]}]
    postmortem:
      when: [{breached: resolve}, {recurs: 2, within: 30d}]
tiers:
  enterprise:
    P1: {resolve: 2h}
since: 2026-01-01
"""


def read(root: Path, name: str, text: str) -> PolicyReading:
    write(root, name if "/" in name or name == "incitrack.yaml" else f"policies/{name}.yaml", text)
    return read_policies(root)


def problems(reading: PolicyReading) -> list[tuple[str, int]]:
    return [(p.code, p.place.line) for each in reading.unreadable for p in each.problems]


def test_a_severity_policy_is_read_whole(tmp_path: Path) -> None:
    reading = read(tmp_path, "severity", FULL)
    assert problems(reading) == []
    policy = reading.policies.severity
    assert policy is not None
    assert policy.rank("P2") == 1
    assert policy.key_for("sev-1") == "P1"
    assert policy.key_for("P9") is None
    assert policy.severities["P1"].sla.resolve == Span(4, Unit.HOUR)
    either = policy.severities["P2"].sla.acknowledge
    assert isinstance(either, ByBusinessHours)
    assert (str(either.business), str(either.otherwise)) == ("1h", "2h")
    assert [condition.key for condition in policy.severities["P2"].postmortem.when] == ["breached", "recurs"]
    assert str(policy.severities["P1"].sla.warn) == "30m"


@pytest.mark.parametrize(
    ("was", "becomes", "code", "line"),
    [
        ("resolve: 4h,", "resolve: 4x,", "INC005", 20),
        ("resolve: 4h,", "resolve: 0h,", "INC005", 20),
        ("resolve: 4h,", "resolve: -4h,", "INC005", 20),
        ("resolve: 4h,", "resolv: 4h,", "INC003", 20),
        ("13:00-17:30", "11:00-17:30", "INC005", 4),
        ("13:00-17:30", "13:00-25:30", "INC005", 4),
        ("sat: 22:00", "sun: 22:00-06:00\n    mon: 22:00", "INC005", 6),
        ("mon-fri", "weekdays", "INC005", 4),
        ("    mon-fri: [08:00-12:00, 13:00-17:30]\n    sat: 22:00-06:00\n", "    sun: []\n", "INC005", 4),
        ("Europe/Warsaw", "Europe/Warszawa", "INC005", 2),
        ("holidays: PL", "holidays: Poland", "INC005", 6),
        ("    P1: {resolve: 2h}", "    P9: {resolve: 2h}", "INC005", 35),
        ("{resolve: 2h}", "{warn: 2h}", "INC003", 35),
        ("recurs: 2, within: 30d", "recurs: 2", "INC005", 32),
        ("recurs: 2, within: 30d", "recurs: 2, within: 30bd", "INC005", 32),
        ("{breached: resolve}", "{breached: postmortem}", "INC005", 32),
        ("[always]", "[sometimes]", "INC005", 24),
        ("{on: breach, to: [team-lead]}", "{to: [team-lead]}", "INC005", 23),
        ("business: 1h, ", "", "INC004", 29),
        ('"#b42318"', "red", "INC005", 12),
        ("since: 2026-01-01", "since: yesterday", "INC005", 36),
        ("    name: High\n", "", "INC004", 27),
    ],
)
def test_what_a_severity_policy_gets_wrong_is_named_in_its_line(
    tmp_path: Path, was: str, becomes: str, code: str, line: int
) -> None:
    assert was in FULL
    assert problems(read(tmp_path, "severity", FULL.replace(was, becomes, 1))) == [(code, line)]


@pytest.mark.parametrize("text", ["", "severities:\n", "severities: {}\n", "severities: []\n"])
def test_a_policy_without_severities_is_refused(tmp_path: Path, text: str) -> None:
    reading = read(tmp_path, "severity", text)
    assert [code for code, _ in problems(reading)] in (["INC004"], ["INC005"])
    assert reading.policies.severity is None
    assert reading.policies.unreadable == {"severity"}


def test_only_severity_yaml_is_needed(tmp_path: Path) -> None:
    policies = read(tmp_path, "severity", SEVERITIES).policies
    assert policies.services.services is None
    assert policies.services.people is None
    assert policies.taxonomy.causes is None
    assert policies.lifecycle.required_at(Status.CLOSED) == ("owner", "started_at", "cause")
    assert policies.settings.site.title == "Incidents"
    assert policies.unreadable == frozenset()


def test_earlier_versions_are_read_beside_it(tmp_path: Path) -> None:
    write(tmp_path, "policies/severity-2026a.yaml", SEVERITIES)
    text = SEVERITIES + "versions:\n  - {until: 2026-06-30, file: severity-2026a.yaml}\n"
    reading = read(tmp_path, "severity", text)
    assert list(reading.policies.versions) == ["severity-2026a.yaml"]
    assert {file.path for file in reading.files} == {"policies/severity.yaml", "policies/severity-2026a.yaml"}


@pytest.mark.parametrize("name", ["severity-gone.yaml", "../secret.yaml", "/etc/passwd"])
def test_a_version_that_is_not_there_is_named_where_it_is_named(tmp_path: Path, name: str) -> None:
    text = SEVERITIES + f"versions:\n  - {{until: 2026-06-30, file: {name}}}\n"
    assert problems(read(tmp_path, "severity", text)) == [("INC005", text.count("\n"))]


SERVICES = """\
services:
  checkout:
    name: Checkout
    team: payments
    owner: maria
    depends_on: [database]
    availability: 99.5
  database:
teams:
  payments: {name: Payments, lead: maria, members: [maria, jdoe], contacts: {team-lead: "slack://x"}}
people:
  maria: {name: Maria López, email: Maria@example.org, github: marial}
rotation: {payments: [maria, jdoe], starts: 2026-01-05}
"""


def test_a_service_catalogue_is_read_whole(tmp_path: Path) -> None:
    reading = read(tmp_path, "services", SERVICES)
    assert problems(reading) == []
    catalogue = reading.policies.services
    assert catalogue.name_of("checkout") == "Checkout"
    assert catalogue.name_of("database") == "database"
    assert catalogue.handle_of("maria@EXAMPLE.org") == "maria"
    assert catalogue.rotation is not None


def test_the_rotation_changes_weekly_in_its_order(tmp_path: Path) -> None:
    from datetime import date

    rotation = read(tmp_path, "services", SERVICES).policies.services.rotation
    assert rotation is not None
    days = [date(2026, 1, 4), date(2026, 1, 5), date(2026, 1, 11), date(2026, 1, 12), date(2026, 1, 19)]
    assert [rotation.responder("payments", day) for day in days] == [None, "maria", "maria", "jdoe", "maria"]
    assert rotation.responder("nobody", days[1]) is None


@pytest.mark.parametrize(
    ("name", "text", "code", "line"),
    [
        ("services", "services:\n  Check Out: {name: x}\n", "INC005", 2),
        ("services", "services:\n  checkout: {availability: 101}\n", "INC005", 2),
        ("services", "services:\n  checkout: {nmae: x}\n", "INC003", 2),
        ("services", "services:\n  a:\n    depends_on:\n      - b\n", "INC005", 4),
        ("services", "rotation: {payments: [maria]}\n", "INC004", 1),
        ("taxonomy", "causes:\n  Config: Configuration\n", "INC005", 2),
        ("taxonomy", "cause:\n  config: Configuration\n", "INC003", 1),
        ("lifecycle", "requires: {closed: [caus]}\n", "INC005", 1),
        ("lifecycle", "requires: {done: [cause]}\n", "INC005", 1),
        ("fields", "regulated: {type: boolean}\n", "INC005", 1),
        ("fields", "x-regulated: {type: bool}\n", "INC005", 1),
        ("fields", "x-regulated: {}\n", "INC004", 1),
        ("checks", "rules: {INC203: loud}\n", "INC005", 1),
        ("checks", "rules: {nonsense: off}\n", "INC005", 1),
        ("incitrack.yaml", "push: yes\n", "INC005", 1),
        ("incitrack.yaml", "site: {titel: x}\n", "INC003", 1),
        ("incitrack.yaml", "site:\n  url: mailto:sre@example.org\n", "INC005", 2),
        ("incitrack.yaml", "site:\n  url: https://example.org/?env=prod\n", "INC005", 2),
        ("incitrack.yaml", "site:\n  url: https://example.org/#top\n", "INC005", 2),
        ("incitrack.yaml", "site:\n  url: 'http://[x'\n", "INC005", 2),
        ("incitrack.yaml", "site:\n  repository: mailto:sre@example.org\n", "INC005", 2),
        ("services", "- a\n", "INC005", 1),
        ("services", "services: {a: &x {}}\n", "INC002", 1),
        ("services", "services: {a: {}, a: {}}\n", "INC007", 1),
    ],
)
def test_each_policy_file_is_strict(tmp_path: Path, name: str, text: str, code: str, line: int) -> None:
    reading = read(tmp_path, name, text)
    assert problems(reading) == [(code, line)]
    assert reading.policies.unreadable == {"settings" if name == "incitrack.yaml" else name}


def test_an_unknown_key_of_a_policy_is_not_to_become_a_field_of_ones_own(tmp_path: Path) -> None:
    (unreadable,) = read(tmp_path, "taxonomy", "zones:\n  eu: Europe\n").unreadable
    assert unreadable.problems[0].message == "unknown key “zones”"
    assert unreadable.problems[0].hint == "known here: categories, causes, factors, tags, kinds"


def test_a_folder_that_nobody_may_open_is_one_unreadable_policy_that_none_can_do_without(as_nobody: Path) -> None:
    write(as_nobody, "policies/severity.yaml", SEVERITIES)
    (as_nobody / "policies").chmod(0)
    try:
        reading = read_policies(as_nobody)
    finally:
        (as_nobody / "policies").chmod(0o755)
    (unreadable,) = reading.unreadable
    assert [(each.code, each.place.path) for each in unreadable.problems] == [("INC001", "policies")]
    assert {"severity", "services", "taxonomy", "lifecycle", "fields", "checks"} <= reading.policies.unreadable


@pytest.mark.parametrize("url", ["https://example.org", "HTTP://example.org:8080/", "https://e.org/a/b~c/%20/"])
def test_a_site_may_stand_anywhere_in_the_web(tmp_path: Path, url: str) -> None:
    assert read(tmp_path, "incitrack.yaml", f"site: {{url: '{url}'}}\n").policies.settings.site.url == url


def test_the_address_of_a_site_is_refused_with_what_to_write(tmp_path: Path) -> None:
    (unreadable,) = read(tmp_path, "incitrack.yaml", "site: {url: 'https://e.org/?a=b'}\n").unreadable

    assert unreadable.problems[0].message == "site.url: “https://e.org/?a=b” is not a plain web address"
    assert "without a query (?) and a fragment (#)" in str(unreadable.problems[0].hint)


def test_off_is_the_word(tmp_path: Path) -> None:
    rules = read(tmp_path, "checks", "rules: {INC203: off, INC404: error}\n").policies.checks.rules
    assert rules == {"INC203": "off", "INC404": "error"}


def test_a_lifecycle_replaces_the_lists_that_it_names(tmp_path: Path) -> None:
    text = 'requires: {closed: [x-reviewed, "## Impact"], resolved: []}\n'
    lifecycle = read(tmp_path, "lifecycle", text).policies.lifecycle
    assert lifecycle.required_at(Status.CLOSED) == ("owner", "x-reviewed", "## Impact")


def test_a_linked_policy_is_refused(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies/severity.yaml").symlink_to("/etc/hostname")
    assert problems(read_policies(tmp_path)) == [("INC001", 1)]


@pytest.mark.parametrize("name", ["policies/services", "incitrack"])
def test_a_policy_with_the_other_ending_is_named_where_the_right_one_is_not(tmp_path: Path, name: str) -> None:
    write(tmp_path, f"{name}.yml", "{}\n")

    for reading in (read_policies(tmp_path), policy_reading_of(tmp_path)):
        [found] = reading.unreadable
        assert (found.path, found.problems[0].code) == (f"{name}.yml", "INC001")
        assert found.problems[0].hint == f"rename it to {name}.yaml"

    write(tmp_path, f"{name}.yaml", "{}\n")
    assert [read_policies(tmp_path).unreadable, policy_reading_of(tmp_path).unreadable] == [(), ()]
