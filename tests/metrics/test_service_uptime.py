from datetime import timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from incitrack.metrics.availability import Stretch, availability
from incitrack.metrics.months import Month, start_of_month
from incitrack.metrics.service_uptime import service_uptimes
from incitrack.model.policies import Policies
from incitrack.model.services import Service, ServiceCatalogue
from incitrack.model.severity import Severity, SeverityPolicy
from incitrack.model.times import parse_time
from tests.metrics.histories import one

NOW = parse_time("2026-11-20T12:00Z")
POLICIES = Policies(
    severity=SeverityPolicy(
        severities={"P1": Severity(name="Critical", downtime=True), "P2": Severity(name="High")}
    ),
    services=ServiceCatalogue(services={"checkout": Service(availability=99.9), "search": Service()}),
)
OCTOBER = Stretch(parse_time("2026-10-01T00:00Z"), parse_time("2026-11-01T00:00Z"))


def test_downtime_is_cut_at_the_ends_and_overlaps_count_once() -> None:
    incidents = [
        one("2026-09-30 23:00 reported, 10-01 01:00 resolved", severity="P1"),
        one("2026-10-01 00:30 reported, 02:00 resolved", severity="P1"),
        one("2026-10-31 23:30 reported, 11-01 09:00 resolved", severity="P1"),
        one("2026-10-05 10:00 reported, 11:00 resolved", severity="P2"),
        one("2026-11-05 10:00 reported, 11:00 resolved", severity="P1"),
    ]
    checkout, search = service_uptimes(incidents, ["search", "checkout"], OCTOBER, NOW, POLICIES)
    assert (checkout.incidents, checkout.downtime) == (3, timedelta(hours=2, minutes=30))
    assert checkout.rate == 1 - Fraction(5, 1488)
    assert checkout.misses
    assert (search.incidents, search.downtime, search.rate, search.misses) == (0, timedelta(), 1, False)


def test_an_incident_that_goes_on_counts_until_now() -> None:
    window = Stretch(parse_time("2026-11-01T00:00Z"), parse_time("2026-12-01T00:00Z"))
    (found,) = service_uptimes(
        [one("2026-11-20 10:00 reported", severity="P1")], ["checkout"], window, NOW, POLICIES
    )
    assert found.downtime == timedelta(hours=2)
    assert found.length == timedelta(days=30)


@given(st.lists(st.tuples(st.integers(0, 89), st.integers(1, 3000)), max_size=5))
def test_over_a_month_it_is_what_availability_says(outages: list[tuple[int, int]]) -> None:
    start = parse_time("2026-08-01T00:00Z")
    incidents = []
    for number, (day, minutes) in enumerate(outages):
        began, ended = start + timedelta(days=day), start + timedelta(days=day, minutes=minutes)
        said = f"{began:%Y-%m-%d %H:%M} reported, {ended:%m-%d %H:%M} resolved"
        incidents.append(one(said, number=number + 1, severity="P1"))
    by_month = {found.month: found for found in availability(incidents, NOW, POLICIES)}
    for month in (Month(2026, 8), Month(2026, 9), Month(2026, 10)):
        window = Stretch(start_of_month(month, POLICIES), start_of_month(month.following, POLICIES))
        (found,) = service_uptimes(incidents, ["checkout"], window, NOW, POLICIES)
        known = by_month.get(month)
        assert (found.downtime, found.length) == (
            (known.downtime, known.length) if known else (timedelta(), found.length)
        )
        assert found.rate == (known.rate if known else 1)
