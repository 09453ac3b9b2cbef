"""A restricted record is in no built site: no page, no line, no number, no word."""

from pathlib import Path

import pytest

from tests.builders import incident_text, write, write_incident, write_postmortem
from tests.website.built_site import BuiltSite, build

SECRET = "INC-2026-0666"


@pytest.fixture
def site(root: Path) -> BuiltSite:
    write_incident(
        root,
        id=SECRET,
        title="Quartz leaks",
        severity="P1",
        visibility="restricted",
        owner="zoe",
        services="[checkout, vault]",
        actions="[{id: A1, title: Hush the quartz, owner: zoe, due: 2026-11-01}]",
    )
    write_postmortem(root, id=SECRET, title="On quartz", factors="[{factor: quartz}]")
    write_incident(root, id="INC-2026-0040", owner="maria", related=f"[{SECRET}]")
    write_incident(root, id="INC-2026-0039", owner="maria", disposition="duplicate", duplicate_of=SECRET)
    build(root)
    return BuiltSite(root.parent / "site")


def test_no_file_holds_a_word_of_it(site: BuiltSite) -> None:
    for path, content in site.bytes().items():
        for word in (SECRET, "Quartz", "quartz", "zoe", "vault", "0666"):
            assert word not in path
            assert word.encode() not in content, (path, word)


def test_no_figure_counts_it(site: BuiltSite) -> None:
    assert "2 incidents are open" in site[""].text  # 42 and 40
    assert "Set aside and not closed: Checkout returns 502 for EU customers (Duplicate)." in site[""].text
    assert "P1 Critical 0 (0 before)" in site[""].text
    assert "4 incidents, the latest report first" in site["incidents/"].text
    assert "1 postmortem:" in site["postmortems/"].text


def test_one_that_cannot_be_read_is_not_named_on_a_page(root: Path) -> None:
    write_incident(root, id=SECRET, title="Quartz leaks", visibility="restricted", severty="P1")
    write_postmortem(root, id=SECRET, title="On quartz")
    built = build(root)

    assert [each.id for each in built.unreadable] == [SECRET]
    for content in BuiltSite(root.parent / "site").bytes().values():
        assert SECRET.encode() not in content
        assert b"uartz" not in content


def test_a_broken_postmortem_of_a_restricted_incident_is_not_named_either(root: Path) -> None:
    write_incident(root, id=SECRET, visibility="restricted", owner="maria")
    write_postmortem(root, id=SECRET, title="On quartz", stauts="draft")
    build(root)

    assert all(SECRET.encode() not in content for content in BuiltSite(root.parent / "site").bytes().values())


def test_of_two_records_of_one_id_one_restricted_neither_is_shown(root: Path) -> None:
    write_incident(root, id=SECRET, title="Quartz leaks", visibility="restricted", owner="maria")
    write(root, f"incidents/2025/{SECRET}.md", incident_text(id=SECRET, title="Quartz again", owner="maria"))
    build(root)

    assert all(b"Quartz" not in content for content in BuiltSite(root.parent / "site").bytes().values())


@pytest.mark.parametrize("visibility", ["restricted", "restrcted"])
def test_the_postmortem_of_one_whose_file_cannot_even_be_read_as_text_is_not_shown(
    root: Path, visibility: str
) -> None:
    text = incident_text(id=SECRET, title="Quartz leaks at Zoë's", visibility=visibility)
    write(root, f"incidents/2026/{SECRET}.md", "").write_bytes(text.encode("latin-1"))
    write_postmortem(
        root,
        id=SECRET,
        title="On quartz",
        actions="[{id: A1, title: Hush the quartz, owner: zoe, due: 2026-11-01}]",
    )
    build(root)

    for path, content in BuiltSite(root.parent / "site").bytes().items():
        for word in (SECRET, "uartz", "zoe"):
            assert word not in path
            assert word.encode() not in content, (path, word)
