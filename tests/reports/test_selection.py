from datetime import UTC, datetime
from typing import Any

import pytest

from incitrack.model.policies import Policies
from incitrack.model.services import Service, ServiceCatalogue
from incitrack.model.status import Status
from incitrack.reports.selection import Selection
from tests.builders import incident

POLICIES = Policies(
    services=ServiceCatalogue(
        services={"checkout": Service(team="shop"), "payments": Service(team="money"), "mail": Service()}
    )
)
MAY = datetime(2026, 5, 1, tzinfo=UTC)
REPORTED_AT = datetime(2026, 11, 20, 14, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "others"),
    [
        ({"statuses": {Status.REPORTED, Status.CLOSED}}, {"statuses": {Status.CLOSED}}),
        ({"severities": {"P2", "P1"}}, {"severities": {"P1"}}),
        ({"services": {"mail", "checkout"}}, {"services": {"payments"}}),
        ({"teams": {"shop"}}, {"teams": {"money"}}),
        ({"teams": {"legal"}}, {"teams": {"none"}}),
        ({"owners": {"maria"}}, {"owners": {"jdoe"}}),
        ({"tags": {"database"}}, {"tags": {"dns"}}),
        ({"causes": {"change"}}, {"causes": {"capacity"}}),
        ({"since": REPORTED_AT}, {"since": REPORTED_AT.replace(microsecond=1)}),
        ({"until": REPORTED_AT}, {"until": MAY}),
        ({"since": MAY, "until": REPORTED_AT}, {"since": MAY, "until": MAY}),
    ],
)
def test_each_filter_holds_for_what_it_names_and_for_nothing_else(
    asked: dict[str, Any], others: dict[str, Any]
) -> None:
    found = incident(owner="maria", tags="[database, slow]", cause="change", teams="[legal]").incident
    assert Selection(**asked).holds(found, POLICIES)
    assert not Selection(**others).holds(found, POLICIES)


def test_without_a_filter_everything_is_asked_for() -> None:
    record = incident(visibility="restricted")
    assert Selection().of([record], POLICIES) == [record]


def test_all_filters_have_to_hold() -> None:
    found = incident(owner="maria").incident
    assert Selection(owners=frozenset({"maria"}), severities=frozenset({"P2"})).holds(found, POLICIES)
    assert not Selection(owners=frozenset({"maria"}), severities=frozenset({"P1"})).holds(found, POLICIES)


def test_a_record_without_the_attribute_is_not_found_by_it() -> None:
    found = incident().incident
    assert not Selection(owners=frozenset({"maria"})).holds(found, POLICIES)
    assert not Selection(causes=frozenset({"change"})).holds(found, POLICIES)


@pytest.mark.parametrize(
    ("status", "is_open"),
    [("reported", True), ("acknowledged", True), ("in-progress", True), ("resolved", False), ("closed", False)],
)
def test_open_is_what_somebody_still_has_to_work_on(status: str, is_open: bool) -> None:
    assert Selection(open_only=True).holds(incident(status=status).incident, POLICIES) is is_open
