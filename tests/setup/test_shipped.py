"""The files that `init` ships say what the policies page promises."""

import pytest

from incitrack import __version__
from incitrack.model.duration import ByBusinessHours, Span, Unit
from incitrack.model.policies import Policies
from incitrack.model.severity import OwnerRule, SeverityPolicy, Verification
from incitrack.model.taxonomy import SHIPPED, Taxonomy
from incitrack.records.policy_files import parse_policy
from incitrack.records.record import Unreadable
from incitrack.setup.shipped import shipped_files

TEXTS = {file.path: file.text for file in shipped_files()}


def severities() -> SeverityPolicy:
    reading = parse_policy("policies/severity.yaml", TEXTS["policies/severity.yaml"], SeverityPolicy)
    assert not isinstance(reading, Unreadable), reading
    policy: SeverityPolicy = reading[1]
    return policy


def test_what_is_shipped_is_a_whole_repository_of_records() -> None:
    assert list(TEXTS) == [
        ".gitattributes",
        ".github/ISSUE_TEMPLATE/incident.yml",
        ".github/workflows/check.yml",
        ".github/workflows/site.yml",
        ".github/workflows/watch.yml",
        ".gitignore",
        "incidents/.gitkeep",
        "policies/severity.yaml",
        "policies/taxonomy.yaml",
        "postmortems/.gitkeep",
    ]


def test_the_four_levels_come_the_worst_first() -> None:
    assert list(severities().severities) == ["P1", "P2", "P3", "P4"]


def test_every_level_says_what_it_means_and_shows_examples() -> None:
    for level in severities().severities.values():
        assert level.color
        assert level.definition
        assert len(level.examples) >= 2


def test_the_targets_are_those_of_the_policies_page() -> None:
    levels = severities().severities
    targets = {
        key: {name: _written(value) for name, value in level.sla if value is not None}
        for key, level in levels.items()
    }
    assert targets == {
        "P1": {"acknowledge": "15m", "resolve": "4h", "update": "30m", "communicate": "30m", "warn": "30m"},
        "P2": {"acknowledge": "1h or 2h", "resolve": "1bd", "update": "2bh", "warn": "30m"},
        "P3": {"acknowledge": "4bh", "resolve": "3bd", "update": "1bd", "warn": "30m"},
        "P4": {"acknowledge": "8bh", "update": "7d", "warn": "30m"},
    }


def _written(value: Span | ByBusinessHours) -> str:
    return f"{value.business} or {value.otherwise}" if isinstance(value, ByBusinessHours) else str(value)


def test_the_worst_level_wants_an_owner_two_roles_and_a_postmortem() -> None:
    worst = severities().severities["P1"]
    assert worst.owner is OwnerRule.AT_ONCE
    assert worst.roles == ("commander", "communications_lead")
    assert worst.verification is Verification.REQUIRED
    assert worst.downtime
    assert [condition.key for condition in worst.postmortem.when] == ["always"]
    assert worst.postmortem.due == Span(3, Unit.BUSINESS_DAY)


def test_only_the_worst_level_counts_against_availability() -> None:
    assert [key for key, level in severities().severities.items() if level.downtime] == ["P1"]


def test_escalations_and_postmortem_rules_are_those_of_the_policies_page() -> None:
    levels = severities().severities
    assert [len(level.escalate) for level in levels.values()] == [2, 1, 1, 0]
    assert [[c.key for c in level.postmortem.when] for level in levels.values()] == [
        ["always"],
        ["breached", "recurs"],
        ["recurs"],
        [],
    ]


def test_the_calendar_is_the_default_and_the_pages_lines_stand_as_comments() -> None:
    policy = severities()
    assert policy.calendar.timezone == "UTC"
    assert policy.tiers == {}
    assert policy.since is None
    assert "#   timezone: Europe/Warsaw" in TEXTS["policies/severity.yaml"]


@pytest.mark.parametrize("written", ["S1", "sev-1", "CRITICAL"])
def test_the_usual_names_of_the_worst_level_are_understood(written: str) -> None:
    assert severities().key_for(written) == "P1"


def test_the_taxonomy_holds_the_shipped_words() -> None:
    reading = parse_policy("policies/taxonomy.yaml", TEXTS["policies/taxonomy.yaml"], Taxonomy)
    assert not isinstance(reading, Unreadable), reading
    assert reading[1] == SHIPPED


def test_no_service_catalogue_is_shipped_so_any_slug_is_a_service() -> None:
    assert "policies/services.yaml" not in TEXTS
    assert Policies().services.services is None


def test_the_workflows_install_the_release_that_wrote_them() -> None:
    workflows = [text for path, text in TEXTS.items() if path.startswith(".github/workflows/")]
    assert len(workflows) == 3
    for text in workflows:
        assert f"INCITRACK: incitrack=={__version__}\n" in text
        assert "@VERSION@" not in text
