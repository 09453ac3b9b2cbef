"""A year of incidents as columns says what the records and the figures say."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from incitrack.metrics.figures import figures
from incitrack.website.addresses import links_from
from incitrack.website.contents import Contents, ShownIncident
from incitrack.website.describe import Describer
from incitrack.website.listing.columns import Column
from incitrack.website.listing.year import CLOCK_NAMES, MEASURED, YearOfIncidents, year_of_incidents

YEAR = 2025


def incidents_of(contents: Contents, year: int = YEAR) -> tuple[ShownIncident, ...]:
    return tuple(shown for shown in contents.incidents if contents.day(shown.at).year == year)


def year_of(contents: Contents, incidents: tuple[ShownIncident, ...] | None = None) -> YearOfIncidents:
    return year_of_incidents(YEAR, incidents or incidents_of(contents), Describer(contents, links_from("")))


def marked(found: YearOfIncidents, place: int) -> int:
    return sum(mark >> place & 1 for mark in found["marks"])


def test_rows_have_their_keys_and_the_moments_of_their_reports(contents: Contents) -> None:
    found = year_of(contents)

    shown = incidents_of(contents)
    keys = [key if isinstance(key, str) else f"INC-{YEAR}-{key:04d}" for key in found["keys"]]
    assert keys == [each.key for each in shown]
    assert isinstance(found["keys"][-1], str)  # it was reported on New Year's Eve in UTC
    moments = accumulate(found["at"], lambda at, earlier: at - earlier)
    assert [datetime.fromtimestamp(at, UTC) for at in moments] == [each.at for each in shown]


def test_the_offsets_are_those_of_the_teams_zone(contents: Contents) -> None:
    offsets = dict(year_of(contents)["offsets"])

    assert list(offsets.values()) == [3600, 7200, 3600]
    for row, shown in enumerate(incidents_of(contents)):
        offset = offsets[max(start for start in offsets if start <= row)]
        assert shown.at.astimezone(contents.zone).utcoffset() == timedelta(seconds=offset)


def test_what_is_marked_is_as_much_as_the_figures_count(contents: Contents) -> None:
    records = [shown.record for shown in incidents_of(contents)]
    counted = figures(contents.evidence, records).groups[0]

    found = year_of(contents)

    for place, name in enumerate(MEASURED):
        assert marked(found, place) == counted.times[f"time_to_{name}"].n > 0
    assert marked(found, len(MEASURED)) == counted.recurrence.recurred > 0


def test_met_and_missed_are_the_incidents_whose_clocks_are(contents: Contents) -> None:
    found = year_of(contents)

    for state, first in (("met", 5), ("missed", 12)):
        for place, name in enumerate(CLOCK_NAMES):
            clocks = [contents.clocks.of(shown.record) for shown in incidents_of(contents)]
            known = [any(c.name is name and c.state == state and c.tier is None for c in each) for each in clocks]
            assert marked(found, first + place) == sum(known), (state, name)


def test_a_clock_that_runs_is_told_with_its_deadline_whenever_the_build(contents: Contents) -> None:
    running = year_of(contents)["clocks"]
    later = replace(contents, now=contents.now + timedelta(days=400))

    assert {name for clocks in running.values() for _, name, _, _ in clocks} >= {"resolve", "action A1"}
    assert year_of(later) == year_of(contents)


def words(column: Column) -> list[str | None]:
    codes = [code for code in column["codes"] if isinstance(code, int)]
    return [None if code == -1 else column["words"][code] for code in codes]


def test_an_incident_without_words_has_none(contents: Contents) -> None:
    found = year_of(contents)

    incidents = [shown.incident for shown in incidents_of(contents)]
    assert words(found["owner"]) == [each.owner for each in incidents]
    assert words(found["cause"]) == [each.cause for each in incidents]
    assert words(found["category"]) == [each.category for each in incidents]
    assert [*found["asides"]] == [row for row, each in enumerate(incidents) if not each.is_actionable]
