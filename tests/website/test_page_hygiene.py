"""What holds for every page: its policy, its heading, its skip link, its title, its links, its times."""

import re
from itertools import pairwise

import pytest

from tests.website.built_site import BuiltSite

CSP = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'"
)
ADDRESSES = [
    "",
    "incidents/",
    "board/",
    "actions/",
    "postmortems/",
    "services/",
    "trends/",
    "policies/",
    "report/",
    "search/",
]


@pytest.fixture(params=["own", "empty"])
def site(request: pytest.FixtureRequest) -> BuiltSite:
    built: BuiltSite = request.getfixturevalue(f"{request.param}_site")
    return built


def test_the_pages_that_name_no_record_are_always_there(site: BuiltSite) -> None:
    assert {f"{address}index.html" for address in ADDRESSES} <= set(site.pages)


def test_the_content_security_policy_is_the_first_meta_of_every_page(site: BuiltSite) -> None:
    for page in site.pages.values():
        first = page.all("meta")[0]
        forms = [form for given in page.all("form") if (form := given.get("action") or "").startswith("http")]
        hosts = {"/".join(address.split("/")[:3]) for address in forms}
        policy = CSP.replace("form-action 'self'", f"form-action {' '.join(hosts)}") if hosts else CSP
        assert first == {"http-equiv": "Content-Security-Policy", "content": policy}
        assert page.html.index("Content-Security-Policy") < page.html.index("<link")


def test_the_only_script_is_the_sites_own_and_nothing_is_a_style_or_a_handler(site: BuiltSite) -> None:
    for page in site.pages.values():
        assert page.scripts_are_own, page.path
        assert not page.read.names & {"style", "base", "iframe", "object", "embed", "img"}
        for _, given in page.read.tags:
            assert not [name for name in given if name.startswith("on") or name == "style"], page.path


def test_every_page_has_one_heading_one_main_and_the_skip_link_first(site: BuiltSite) -> None:
    for page in site.pages.values():
        assert len(page.all("h1")) == len(page.all("main")) == 1, page.path
        assert page.all("a")[0]["href"] == "#main"
        assert page.all("main")[0]["id"] == "main"


def test_headings_go_down_one_level_at_a_time(site: BuiltSite) -> None:
    for page in site.pages.values():
        levels = [int(name[1]) for name, _ in page.read.tags if re.fullmatch("h[1-6]", name)]
        assert levels[0] == 1
        assert all(b <= a + 1 for a, b in pairwise(levels)), page.path


def test_no_two_pages_have_one_title(site: BuiltSite) -> None:
    titles = [page.title for page in site.pages.values()]

    assert len(set(titles)) == len(titles)
    for path, page in site.pages.items():
        if found := re.fullmatch(r"(?:incidents|postmortems)/(INC-[^/]+)/index\.html", path):
            assert found[1] in page.title


def test_no_id_stands_twice_on_a_page(site: BuiltSite) -> None:
    for page in site.pages.values():
        assert len(set(page.ids)) == len(page.ids), page.path


def test_every_internal_link_names_a_file_that_is_there_and_a_place_in_it(site: BuiltSite) -> None:
    for page in site.pages.values():
        for path, fragment in page.internal:
            assert path in site.files, (page.path, path)
            if fragment:
                assert fragment in site.pages[path].ids, (page.path, path, fragment)


def test_no_link_begins_at_the_root_of_a_server(site: BuiltSite) -> None:
    for page in site.pages.values():
        for _, given in page.read.tags:
            for name in ("href", "src"):
                assert not str(given.get(name, "")).startswith("/"), page.path


def test_every_page_can_be_reached_from_the_overview(site: BuiltSite) -> None:
    reached, ahead = {"index.html"}, ["index.html"]
    while ahead:
        for path, _ in site.pages[ahead.pop()].internal:
            if path.endswith(".html") and path not in reached:
                reached.add(path)
                ahead.append(path)

    assert reached == set(site.pages)


def test_every_time_is_written_for_programs_too(site: BuiltSite) -> None:
    form = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d:\d\dZ)?)?)?")
    for page in site.pages.values():
        for given in page.all("time"):
            assert form.fullmatch(str(given["datetime"])), (page.path, given)
        outside = re.sub(r"<time .*?</time>", "", page.html.partition("<body>")[2], flags=re.DOTALL)
        assert not re.search(r"\d{1,2} [A-Z][a-z]+ 20\d\d, \d\d:\d\d", outside), page.path


def test_a_page_is_written_in_english_for_any_width_and_both_schemes(site: BuiltSite) -> None:
    for page in site.pages.values():
        assert page.html.startswith('<!DOCTYPE html>\n<html lang="en" ')
        names = {given.get("name"): given["content"] for given in page.all("meta")[0:1] + page.all("meta")[2:]}
        assert names["viewport"] == "width=device-width, initial-scale=1"
        assert names["color-scheme"] == "light dark"


def test_the_page_one_is_on_is_marked_in_the_navigation(own_site: BuiltSite) -> None:
    assert [a["href"] for a in own_site["policies/"].all("a") if a.get("aria-current") == "page"] == [
        "../policies/index.html"
    ]
    inside = own_site["incidents/INC-2026-0003/"]
    assert [a["href"] for a in inside.all("a") if a.get("aria-current")] == ["../../incidents/index.html"]


def test_an_empty_archive_says_so_in_place_of_each_list(empty_site: BuiltSite) -> None:
    assert "Nothing is open" in empty_site[""].text
    assert "There is no incident yet" in empty_site["incidents/"].text
    assert "There is no postmortem yet" in empty_site["postmortems/"].text
    assert "There is no service catalogue" in empty_site["services/"].text
    assert "There is no severity policy" in empty_site["policies/"].text


def test_paper_is_dark_on_light_without_navigation(own_site: BuiltSite) -> None:
    styles = own_site.styles
    paper = styles.rpartition("@media print")[2]

    assert re.search(r"\.top[^}]*display: none", paper)
    assert "--page: #fff" in paper
    assert all("screen" in query for query in re.findall(r"@media ([^{]*dark[^{]*)\{", styles))


def test_nothing_is_loaded_from_elsewhere(own_site: BuiltSite) -> None:
    styles = own_site.styles

    assert not re.search(r"url\(|@import|https?:", styles)
    for page in own_site.pages.values():
        loaded = [given["href"] for given in page.all("link") if given["rel"] in {"stylesheet", "icon"}]
        loaded += [given["src"] for given in page.all("script") if given.get("type") != "application/json"]
        up = "../" * page.path.count("/")
        assert all(re.fullmatch(re.escape(up) + r"assets/[\w./-]+", str(address)) for address in loaded)
        assert len(loaded) >= 3
