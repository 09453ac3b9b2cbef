"""Wherever an archive holds an attack, no page holds more than its text."""

from pathlib import Path

import pytest

from incitrack.rendering.links import is_allowed_link
from tests.website.built_site import BuiltSite, build
from tests.website.hostile_archive import hostile_archive


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    root = hostile_archive(tmp_path_factory.mktemp("hostile") / "records")
    built = build(root)
    assert [each.path for each in built.unreadable] == ["incidents/2026/INC-2026-0002.md"]
    return BuiltSite(root.parent / "site")


def test_no_page_holds_a_tag_or_an_attribute_that_is_not_the_templates(site: BuiltSite) -> None:
    for page in site.pages.values():
        assert page.scripts_are_own
        assert not page.read.names & {"style", "iframe", "img", "object", "embed", "base"}
        assert page.read.declarations == ["DOCTYPE html"]
        for name, given in page.read.tags:
            for attribute, value in given.items():
                assert not attribute.startswith("on"), (page.path, name, given)
                assert attribute != "style", (page.path, name, given)
                assert "window.ran" not in str(value) or attribute in {"title", "content"}, (
                    page.path,
                    name,
                    given,
                )


def test_every_link_leads_within_the_site_or_where_links_may_lead(site: BuiltSite) -> None:
    for page in site.pages.values():
        assert all(is_allowed_link(address) for address in page.external), page.path
        for path, fragment in page.internal:
            assert path in site.files, (page.path, path)
            assert not fragment or fragment in site.pages[path].ids, (page.path, path, fragment)


def test_pages_stay_whole_whatever_they_hold(site: BuiltSite) -> None:
    for page in site.pages.values():
        assert len(page.all("h1")) == len(page.all("main")) == 1, page.path
        assert len(set(page.ids)) == len(page.ids), page.path
        assert page.html.rstrip().endswith("</html>"), page.path


def test_the_attack_is_there_to_be_read(site: BuiltSite) -> None:
    page = site["incidents/INC-2026-1000/"]

    assert "INC-2026-1000 <script>alert(1)</script>" in page.text
    assert page.text.count("<script>alert(1)</script>") > 8


def test_a_template_in_a_title_is_not_run(site: BuiltSite) -> None:
    assert any("{{ cycler.__init__" in page.text for page in site.pages.values())


def test_markup_without_end_costs_a_bounded_page(tmp_path: Path) -> None:
    from tests.builders import REPORTED, archive_folder, incident_text

    wide = "|" + "a|" * 2000 + "\n|" + "-|" * 2000 + "\n" + "|\n" * 60
    body = "## Summary\n\n" + "![" * 150_000 + "\n\n## Tables\n\n" + wide * 12
    root = archive_folder(tmp_path / "records", incident_text(body=body, timeline=[REPORTED]))
    build(root)

    page = BuiltSite(tmp_path / "site")["incidents/INC-2026-0042/"]

    assert len(page.html) < 8_000_000
    assert "Too much markup to lay out" in page.text
