"""The facets offer what policies and records know, with how many incidents each choice would give."""

from incitrack.model.times import parse_time
from incitrack.website.addresses import links_from
from incitrack.website.contents import Contents
from incitrack.website.describe import Describer
from incitrack.website.listing.facets import FACETS, facets
from tests.website.built_site import NOW
from tests.website.listing.varied_archive import found_by


def test_every_choice_says_how_many_incidents_it_gives(contents: Contents) -> None:
    found = facets(contents.incidents, Describer(contents, links_from("")))

    assert [facet.name for facet in found] == list(FACETS)
    for facet in found:
        for choice in facet.choices:
            ids = found_by({facet.name: choice.value}, contents.archive, parse_time(NOW))
            assert choice.count == str(len(ids)), (facet.name, choice)


def test_policies_come_first_in_their_order_and_what_only_records_know_after_them(contents: Contents) -> None:
    found = {
        facet.name: facet.choices for facet in facets(contents.incidents, Describer(contents, links_from("")))
    }

    assert [(each.value, each.text) for each in found["severity"]] == [
        ("P1", "P1 Critical"),
        ("P2", "P2 High"),
        ("P3", "P3 Medium"),
        ("X9", "X9"),
    ]
    assert [each.text for each in found["service"]] == ["base", "Payments", "Shop", "s5", "s6", "stray"]
    assert [each.text for each in found["team"]] == ["Front of house", "idle", "money", "No team"]
    assert [each.text for each in found["cause"]][:3] == ["A change", "Too little", "constructor"]
    assert [each.value for each in found["cause"]][-1] == "none"
    assert [each.value for each in found["year"]] == ["2026", "2025"]
