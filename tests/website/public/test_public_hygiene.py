"""What holds for every page holds for those of a public site."""

import pytest

from tests.website.built_site import BuiltSite
from tests.website.test_page_hygiene import (  # noqa: F401 - they run here with the sites of this module
    test_a_page_is_written_in_english_for_any_width_and_both_schemes,
    test_every_internal_link_names_a_file_that_is_there_and_a_place_in_it,
    test_every_page_can_be_reached_from_the_overview,
    test_every_page_has_one_heading_one_main_and_the_skip_link_first,
    test_every_time_is_written_for_programs_too,
    test_headings_go_down_one_level_at_a_time,
    test_no_id_stands_twice_on_a_page,
    test_no_link_begins_at_the_root_of_a_server,
    test_no_two_pages_have_one_title,
    test_the_content_security_policy_is_the_first_meta_of_every_page,
    test_the_only_script_is_the_sites_own_and_nothing_is_a_style_or_a_handler,
)


@pytest.fixture(params=["own", "empty", "every", "hostile"])
def site(request: pytest.FixtureRequest) -> BuiltSite:
    built: BuiltSite = request.getfixturevalue(f"{request.param}_public_site")
    return built


def test_nothing_leads_into_a_repository_or_elsewhere(own_public_site: BuiltSite) -> None:
    assert [address for page in own_public_site.pages.values() for address in page.external] == []


def test_one_section_needs_no_navigation_and_the_pages_name_leads_to_the_status(
    own_public_site: BuiltSite,
) -> None:
    page = own_public_site["status/INC-2026-0003/"]

    assert "nav" not in page.read.names
    assert [a["href"] for a in page.all("a") if a.get("class") == "home"] == ["../../status/index.html"]
    assert "Overview" not in page.text


def test_an_attack_is_there_to_be_read(hostile_public_site: BuiltSite) -> None:
    page = hostile_public_site["status/INC-2026-1000/"]

    assert "INC-2026-1000 <script>alert(1)</script>" in page.text
    assert not page.read.names & {"img", "iframe", "style"}
