"""The report form: it leads to the Git host's own form, whichever host that is, and works without a script."""

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from incitrack.records.web_place import Forge
from incitrack.setup.shipped import shipped_files
from incitrack.website.parts.issue_forms import TEMPLATE, issue_form
from incitrack.website.source_links import Repository
from tests.builders import archive_folder, write, write_incident
from tests.website.browser import a_browser
from tests.website.built_site import BuiltSite, SitePage, build
from tests.website.conftest import SERVICES

HOSTS = {
    "https://github.com/birch/records": ("https://github.com", "https://github.com/birch/records/issues/new"),
    "https://gitlab.com/birch/records": ("https://gitlab.com", "https://gitlab.com/birch/records/-/issues/new"),
    "https://codeberg.org/birch/records": (
        "https://codeberg.org",
        "https://codeberg.org/birch/records/issues/new",
    ),
    "http://forgejo.lan:3000/b/r": ("http://forgejo.lan:3000", "http://forgejo.lan:3000/b/r/issues/new"),
}


def report(root: Path, repository: str = "") -> SitePage:
    if repository:
        write(root, "incitrack.yaml", f"site: {{repository: '{repository}'}}\n")
    build(root)
    return BuiltSite(root.parent / "site")["report/"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = archive_folder(tmp_path / "records")
    write(folder, "policies/services.yaml", SERVICES)
    return folder


def names(page: SitePage) -> list[str]:
    """The names of what the form sends; the search box that stands on every page is another form."""
    controls = [given for tag in ("input", "select", "textarea") for given in page.all(tag)]
    return [name for given in controls if (name := str(given.get("name", "q"))) != "q"]


@pytest.mark.parametrize("repository", HOSTS)
def test_the_form_leads_to_the_host_and_the_policy_names_it_alone(folder: Path, repository: str) -> None:
    origin, address = HOSTS[repository]

    page = report(folder, repository)
    form = next(each for each in page.all("form") if each.get("class") == "report panel")

    assert (form["method"], form["action"]) == ("get", address)
    policy = str(page.all("meta")[0]["content"])
    assert f"form-action {origin};" in policy
    assert "form-action 'self'" not in policy
    assert page.html.index("<main") < page.html.index(address) < page.html.index("</main>")


def test_at_github_the_fields_are_those_of_the_issue_form_that_init_ships(folder: Path) -> None:
    page = report(folder, "https://github.com/birch/records")
    shipped = {file.path: file.text for file in shipped_files()}
    form = shipped[f".github/ISSUE_TEMPLATE/{TEMPLATE}"]

    assert names(page)[:2] == ["template", "title"]
    assert {"title", "severity", "service", "details"} < set(names(page))
    assert next(each for each in page.all("input") if each.get("name") == "template")["value"] == "incident.yml"
    for field in ("severity", "service", "details"):
        assert f"    id: {field}\n" in form


def test_the_choices_are_those_of_the_policies(folder: Path) -> None:
    page = report(folder, "https://github.com/birch/records")

    values = [given.get("value") for given in page.all("option")]
    for keys in (["P1", "P2", "P3", "P4"], ["checkout", "database", "mail"]):
        assert [each for each in values if each in keys] == keys
    title = next(each for each in page.all("input") if each.get("name") == "title")
    assert (title["maxlength"], title["pattern"], "required" in title) == ("200", r".*\S.*", True)


def test_without_a_known_host_there_is_the_command_and_no_form(folder: Path) -> None:
    page = report(folder)

    assert not page.all("textarea")
    assert "form-action 'self'" in str(page.all("meta")[0]["content"])
    assert 'incitrack open --title "What is broken" --severity P1 --service checkout' in page.text


def test_what_is_open_already_is_shown_first(folder: Path) -> None:
    write_incident(folder, title="Checkout is down")

    page = report(folder, "https://github.com/birch/records")

    assert "Is it known already?" in page.text
    assert ("incidents/INC-2026-0042/index.html", "") in page.internal
    assert "Checkout is down · Checkout" in page.text
    assert page.html.count("services/checkout/") == 0


def test_of_many_that_are_open_five_are_named_and_the_board_has_the_rest(folder: Path) -> None:
    for number in range(1, 9):
        write_incident(folder, id=f"INC-2026-000{number}", title=f"Down {number}")

    page = report(folder, "https://github.com/birch/records")

    assert page.text.count("Down ") == 5
    assert '<a href="../board/index.html">3 more</a>' in page.html


def test_a_severity_that_is_missing_is_told_in_words_and_its_levels_open_beside_what_was_typed(
    folder: Path,
) -> None:
    page = report(folder, "https://github.com/birch/records")

    select = next(each for each in page.all("select") if each.get("name") == "severity")
    assert set(str(select["aria-describedby"]).split()) <= set(page.ids)
    assert "A level is needed." in page.text
    levels = next(each for each in page.all("a") if each.get("target"))
    assert (levels["target"], levels["rel"]) == ("_blank", "noopener")
    assert "What the levels mean (opens a new tab)" in page.text


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com; script-src *",
        "https://u:p@github.com",
        "https://github.com'x/a/b",
        "https://[::1/a/b",
        "ftp://github.com/a/b",
    ],
)
def test_no_address_of_the_settings_becomes_a_part_of_the_policy(address: str) -> None:
    assert issue_form(Repository(f"{address}/a/b", Forge.GITHUB, "main")) is None


@pytest.mark.browser
@pytest.mark.parametrize("with_script", [True, False])
@pytest.mark.parametrize("repository", list(HOSTS)[:3])
def test_what_was_typed_arrives_at_the_host(folder: Path, repository: str, with_script: bool) -> None:
    page = report(folder, repository)
    title = "Checkout & more: 50% of 'carts' fail"
    with a_browser() as browser:
        context = browser.new_context(java_script_enabled=with_script)
        tab = context.new_page()
        asked: list[str] = []
        said: list[str] = []
        tab.on("console", lambda message: said.append(message.text))
        context.route(
            re.compile("^https?:"), lambda route: (asked.append(route.request.url), route.fulfill(body="there"))
        )
        tab.goto((page.site.folder / page.path).as_uri())

        go = tab.get_by_role("button", name="Go on at")
        go.click()
        assert asked == []  # nothing is said yet
        tab.get_by_label("What is broken").fill("   ")
        tab.get_by_label("How bad it is").select_option("P1")
        go.click()
        assert asked == []
        tab.get_by_label("What is broken").fill(title)
        tab.get_by_label("Which service").select_option("checkout")
        tab.get_by_label("What you see").fill("Since 14:10")
        go.click()
        tab.wait_for_url(re.compile("^https?:"), timeout=5000)
        context.close()

    sent = dict(parse_qsl(urlsplit(asked[0]).query))
    host = urlsplit(repository).hostname
    if host == "github.com":
        assert sent == {
            "template": "incident.yml",
            "title": title,
            "severity": "P1",
            "service": "checkout",
            "details": "Since 14:10",
        }
    elif host == "codeberg.org":
        assert sent == {
            "template": ".github/ISSUE_TEMPLATE/incident.yml",
            "title": title,
            "field:severity": "P1",
            "field:service": "checkout",
            "field:details": "Since 14:10",
        }
    elif with_script:
        assert sent == {
            "issue[issue_type]": "incident",
            "issue[title]": title,
            "issue[description]": "Severity: P1\r\nService: checkout\r\n\r\nSince 14:10",
        }
    else:
        assert (sent["issue[title]"], sent["issue[description]"]) == (title, "Since 14:10")
    assert said == []


@pytest.mark.browser
def test_the_search_box_leads_to_the_search_although_the_policy_names_the_host_alone(folder: Path) -> None:
    page = report(folder, "https://github.com/birch/records")
    with a_browser() as browser:
        tab = browser.new_page()
        said: list[str] = []
        tab.on("console", lambda message: said.append(message.text))
        tab.goto((page.site.folder / page.path).as_uri())
        tab.get_by_role("searchbox").fill("carts & more")
        tab.keyboard.press("Enter")
        tab.wait_for_url(re.compile(r"search/index\.html\?q=carts\+%26\+more$"), timeout=5000)
        assert tab.get_by_role("searchbox").last.input_value() == "carts & more"
    assert said == []
