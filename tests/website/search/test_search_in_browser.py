"""The search in a real browser: what is found, in which order, by which keys, and what it weighs."""

import gzip
import json
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.corpus import write_corpus
from incitrack.records.archive import read_archive
from incitrack.rendering.markdown import Renderer
from incitrack.website.contents import no_history
from incitrack.website.look.assets import SCRIPTS
from incitrack.website.look.templates import find_templates
from incitrack.website.page import DataFile
from incitrack.website.render import Site
from incitrack.website.search import layout, repeats
from incitrack.website.site_plan import internal_plan
from tests.builders import archive_folder, incident_text, write, write_incident, write_postmortem
from tests.website.built_site import build
from tests.website.conftest import SERVICES
from tests.website.search.looking import Looking, Quiet, served
from tests.website.search.searched import NOW, contents, documents, index_search, script

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror='window.ran = 1'> & \\u0026lt;b\\u0026gt; zebrastripe"


def reported(day: int) -> str:
    return f"- `2026-11-{day:02}T14:10Z` **reported** @maria: Seen."


RECORDS = {
    "INC-2026-0001": {"title": "Alpha beta fails", "severity": "P1", "day": 1, "body": "Gamma ray.", "cause": "dns"},
    "INC-2026-0002": {"title": "Alpha alone", "severity": "P2", "day": 2, "body": "The connection pool ran out."},
    "INC-2026-0003": {"title": "Betatron", "severity": "P2", "day": 3, "body": "The pool of each connection. Alpha."},
    "INC-2026-0004": {"title": "HTTP 502 at EU", "severity": "P3", "day": 4, "body": "Status 502, not 5021."},
    "INC-2026-0005": {"title": "5021 things", "severity": "P3", "day": 5, "body": "Ошибка базы. 数据库连接失败. Café."},
    "INC-2026-0006": {"title": HOSTILE, "severity": "P3", "day": 6, "body": "<script>window.ran=2</script> `<b>zebrahood</b>`"},
    "INC-2026-0007": {"title": "Mail", "severity": "P4", "day": 7, "body": "See INC-2026-0001.", "services": "[mail]"},
} | {
    f"INC-2026-01{number:02}": {"title": f"Series {number}", "severity": "P4", "day": 8, "body": f"Manifold m{number}."}
    for number in range(25)
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with its search, over three bundles."""
    root = archive_folder(tmp_path_factory.mktemp("searched") / "records")
    for identifier, fields in RECORDS.items():
        given = {name: str(value) for name, value in fields.items() if name not in {"day", "body", "title"}}
        timeline = [reported(int(str(fields["day"]))), "- `2026-11-20T14:14Z` **resolved** @maria: Done."]
        given["title"] = '"' + str(fields["title"]) + '"'
        text = incident_text(
            id=identifier, status="resolved", body=f"## Summary\n\n{fields['body']}", timeline=timeline, **given
        )
        write(root, f"incidents/2026/{identifier}.md", text)
    write(root, "policies/services.yaml", SERVICES)
    write_postmortem(root, id="INC-2026-0002", title="On the pool", body="## Lessons\n\nOrthogonal alpha.")
    build(root)
    _index(root, root.parent / "site", 15)
    return root.parent / "site"


def _index(root: Path, site: Path, largest: int = layout.LARGEST) -> None:
    for file in (site / "pagefind").rglob("*"):
        if file.is_file():
            file.unlink()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(layout, "LARGEST", largest)
        assert index_search(contents(root), site, site.parent / "cache").reason is None


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    yield from served(partial(Quiet, directory=str(folder)))


@pytest.fixture
def looking(browser: "Browser", site: str) -> Iterator[Looking]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    looking = Looking(context, site)
    yield looking.at()
    assert looking.said == []
    context.close()


QUERIES: dict[str, list[str]] = {
    "gamma": ["0001"],
    "GAMMA": ["0001"],
    "alpha": ["0001", "0002", "0002", "0003"],
    "alpha beta": ["0001", "0003"],  # "betatron" begins with beta
    '"alpha" "beta"': ["0001"],
    "alpha nowhere": [],
    "nowhere": [],
    "betatronics": [],  # a word that an indexed one begins is none of it
    "alph": ["0001", "0002", "0002", "0003"],
    "be": [],  # two letters are a word, not a beginning
    "connection pool": ["0002", "0003"],
    '"connection pool"': ["0002"],
    '"pool connection"': [],
    '"ran out"': ["0002"],
    "502": ["0004"],
    "5021": ["0004", "0005"],
    "INC-2026-0001": ["0001", "0007"],
    "inc-2026-0001": ["0001", "0007"],
    "2026-1": ["0001", "0007"],
    "0003": ["0003"],
    "orthogonal": ["0002"],
    "orthogonal pool": ["0002"],
    "mail": ["0007"],
    "doe": [],
    "cafe": ["0005"],
    "CAFÉ": ["0005"],
    "базы": ["0005"],
    "连接": ["0005"],
    "接连": [],
    "zebrastripe": ["0006"],
    "<b>zebrahood</b>": ["0006"],
    "zebra": ["0006"],
}


def test_every_word_must_occur_and_nothing_else_is_found(looking: Looking) -> None:
    for query, wanted in QUERIES.items():
        looking.type(query).answered(query).count(len(wanted))
        assert sorted(each[-4:] for each in looking.ids()) == wanted, query


def test_a_record_is_best_found_by_its_id_and_by_its_title(looking: Looking) -> None:
    looking.type("INC-2026-0001").count(2)
    assert looking.ids()[0] == "INC-2026-0001"
    looking.type("alpha alone").count(1)
    looking.type("alpha").count(4)
    assert set(looking.ids()[:2]) == {"INC-2026-0001", "INC-2026-0002"}


def test_a_number_alone_is_first_of_all_that_of_a_record(looking: Looking) -> None:
    looking.type("5").answered("5").count(2)
    assert looking.ids() == ["INC-2026-0005", "INC-2026-0105"]  # whose title is “Series 5”
    looking.type("5 manifold").answered("5 manifold").count(1)
    assert looking.ids() == ["INC-2026-0105"]


def test_a_result_says_what_it_is_and_where_the_words_stand(looking: Looking) -> None:
    looking.type("pool").count(3)

    found = looking.result("Alpha alone")
    for words in ("INC-2026-0002", "P2", "Resolved", "2 Nov 2026", "The connection pool ran out."):
        assert words in found
    assert "Postmortem" in looking.result("On the pool")
    marks = looking.page.locator(".result mark").all_inner_texts()
    assert set(marks) == {"pool"}
    link = looking.page.locator(".result a.title").filter(has_text="On the pool")
    assert link.get_attribute("href") == "../postmortems/INC-2026-0002/index.html"
    link.click()
    assert "Orthogonal" in looking.page.locator("main").inner_text()


def test_an_attack_is_shown_as_the_text_that_it_is(looking: Looking) -> None:
    looking.type("zebra").count(1)

    found = looking.result("zebrastripe")
    assert "<img src=x onerror='window.ran = 1'>" in found
    assert "&lt;b&gt;" in found
    assert looking.page.locator(".result img, .result script, .result b b").count() == 0
    assert looking.page.evaluate("() => window.ran") is None
    looking.type('"<img src=x onerror=alert(1)>').count(0)


def test_filters_combine_and_say_how_many_each_choice_would_leave(looking: Looking) -> None:
    looking.type("alpha").count(4)
    severity = looking.page.locator("main [name=severity]")
    assert _options(looking, "severity") == {"P1": 1, "P2": 3, "P3": 0, "P4": 0}

    severity.select_option("P2")
    looking.count(3)
    assert "severity=P2" in looking.page.url
    assert _options(looking, "severity") == {"P1": 1, "P2": 3, "P3": 0, "P4": 0}
    assert _options(looking, "year") == {"2026": 3}

    looking.page.locator("main [name=cause]").select_option("dns")
    looking.count(0)
    assert looking.page.locator("[role=status]").filter(has_text="4 without the filters").count() == 1
    severity.select_option("")
    looking.count(1)
    assert looking.ids() == ["INC-2026-0001"]


def test_filters_that_leave_nothing_can_be_cleared(looking: Looking) -> None:
    looking.at("?q=alpha&severity=P4&sort=newest").count(0)

    looking.page.get_by_role("button", name="Clear the filters").click()

    looking.count(4)
    assert looking.page.url.endswith("?q=alpha&sort=newest")
    assert looking.page.evaluate("() => document.activeElement.name") == "severity"
    assert not looking.page.get_by_role("button", name="Clear the filters").is_visible()
    looking.page.go_back()
    looking.count(0)
    looking.type("nowhere").answered("nowhere")
    assert not looking.page.get_by_role("button", name="Clear the filters").is_visible()


def test_where_nothing_is_found_it_says_what_was_asked_and_where_to_go(looking: Looking) -> None:
    empty = looking.page.locator(".search-empty")
    looking.type("nowhere").answered("nowhere")
    assert empty.inner_text() == "Nothing holds “nowhere”. Try other words, or see all incidents."
    looking.at("?q=alpha&severity=P4").count(0)
    assert not empty.is_visible()
    looking.type("").at("?")
    assert not empty.is_visible()


def test_a_word_too_short_to_be_a_beginning_says_so(looking: Looking) -> None:
    says = {
        "al": "0 results; beginnings of words are found from three letters on",
        "alpha be": "0 results; beginnings of words are found from three letters on",
        '"be"': "0 results",
        "nowhere": "0 results",
        "77": "0 results",
        "接连": "0 results",
    }
    for query, said in says.items():
        looking.type(query).answered(query)
        assert looking.page.locator("main [role=status]").inner_text() == said, query


def test_a_filter_goes_on_naming_its_choices(looking: Looking) -> None:
    looking.type("alpha").count(4)
    severity = looking.page.locator("main [name=severity] option")
    status = looking.page.locator("main [name=status] option[value=resolved]")
    assert severity.all_text_contents()[1].startswith("P1")
    assert severity.all_text_contents()[1].endswith("(1)")
    assert status.text_content() == "Resolved (4)"


def _options(looking: Looking, name: str) -> dict[str, int]:
    texts: Any = looking.page.locator(f"main [name={name}] option").evaluate_all(
        "options => options.filter(each => each.value).map(each => [each.value, each.textContent])"
    )
    return {value: int(text.rpartition("(")[2].rstrip(")")) for value, text in texts if value != "none"}


def test_several_values_of_a_filter_are_either_of_them(looking: Looking) -> None:
    looking.at("?q=alpha&severity=P1&severity=P2").count(4)
    looking.at("?severity=P1,P4&service=mail").count(1)
    looking.at("?q=alpha&severity=P1&cause=none").count(0)
    looking.at("?team=shop&severity=P1").count(1)
    looking.at("?q=alpha&status=closed&severity=unheard").count(0)


def test_results_can_be_sorted_by_date(looking: Looking) -> None:
    looking.type("alpha").count(4)
    sort = looking.page.locator("main [name=sort]")

    sort.select_option("newest")
    looking.page.wait_for_url("**sort=newest*")
    assert [each[-4:] for each in looking.ids()] == ["0003", "0002", "0002", "0001"]
    sort.select_option("oldest")
    looking.page.wait_for_url("**sort=oldest*")
    assert [each[-4:] for each in looking.ids()] == ["0001", "0002", "0002", "0003"]


def test_what_is_asked_for_survives_a_reload_and_the_way_back(looking: Looking) -> None:
    looking.type("alpha").count(4)
    looking.page.locator("main [name=severity]").select_option("P1")
    looking.count(1)

    looking.page.reload()
    looking.count(1)
    assert looking.page.locator("main input[name=q]").input_value() == "alpha"
    assert looking.page.locator("main [name=severity]").input_value() == "P1"

    looking.page.go_back()
    looking.count(4)
    assert looking.page.locator("main [name=severity]").input_value() == ""
    looking.page.locator(".result a.title").first.click()
    looking.page.wait_for_url("**/INC-2026-*/index.html")
    looking.page.go_back()
    looking.count(4)


def test_more_results_come_when_they_are_asked_for(looking: Looking) -> None:
    looking.type("manifold").count(25)
    assert len(looking.ids()) == 10

    looking.page.get_by_role("button", name="Show 10 more").click()
    assert len(looking.ids()) == 20
    looking.page.get_by_role("button", name="Show 5 more").click()
    assert len(set(looking.ids())) == 25
    assert not looking.page.locator(".search-more").is_visible()
    assert looking.page.evaluate("() => document.activeElement.className") == "title"


def test_a_keyboard_is_enough(looking: Looking) -> None:
    keyboard = looking.page.keyboard
    looking.page.keyboard.press("Tab")
    assert looking.page.evaluate("() => document.activeElement.className") == "skip"
    keyboard.press("/")
    keyboard.type("alpha/")  # in the box it is a letter
    looking.count(4)
    focused = "() => document.activeElement.name || document.activeElement.getAttribute('href')"
    keyboard.press("ArrowDown")
    first = looking.page.evaluate(focused)
    keyboard.press("ArrowDown")
    assert looking.page.evaluate(focused) != first
    keyboard.press("ArrowUp")
    assert looking.page.evaluate(focused) == first
    keyboard.press("Escape")
    assert looking.page.evaluate(focused) == "q"
    assert looking.page.locator("main input[name=q]").input_value() == "alpha/"
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    looking.page.wait_for_url(f"**{first.removeprefix('..')}")


def test_the_box_on_each_page_leads_to_the_results(looking: Looking) -> None:
    looking.page.goto(f"{looking.site}incidents/INC-2026-0003/index.html")

    looking.page.keyboard.press("/")
    looking.page.keyboard.type("gamma")
    looking.page.keyboard.press("Enter")

    looking.count(1)
    assert looking.page.url == f"{looking.site}search/index.html?q=gamma"
    looking.page.locator(".search-box input").fill("alpha")
    looking.count(4)
    assert looking.page.locator("main input[name=q]").input_value() == "alpha"


@pytest.mark.parametrize("width", [1280, 320])
def test_nothing_moves_when_results_come_to_an_address(browser: "Browser", site: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    context.add_init_script(
        """window.moved = [];
        new PerformanceObserver(list => window.moved.push(...list.getEntries().map(each => each.value)))
            .observe({type: "layout-shift", buffered: true});"""
    )
    looking = Looking(context, site).at("?q=manifold").count(25)

    looking.page.locator(".result mark").nth(9).wait_for(state="attached")
    looking.page.wait_for_timeout(150)  # until what moved was painted and told
    assert looking.page.evaluate("() => window.moved") == []
    context.close()


def test_nothing_of_the_index_is_loaded_before_the_first_search(browser: "Browser", site: str) -> None:
    context = browser.new_context()
    looking = Looking(context, site)
    asked: list[str] = []
    looking.page.on("request", lambda request: asked.append(request.url))

    looking.at().page.wait_for_load_state("networkidle")
    assert not [address for address in asked if "/pagefind/" in address]
    looking.type("gamma").count(1)
    assert [address for address in asked if "/pagefind/" in address]
    assert all(address.startswith(site) for address in asked)
    context.close()


def test_no_phrase_goes_on_from_one_record_into_the_next(browser: "Browser", tmp_path: Path) -> None:
    root = archive_folder(
        tmp_path / "records", *(incident_text(id=f"INC-2026-000{number}") for number in (1, 2, 3))
    )
    build(root)
    _index(root, tmp_path / "site")
    one, two, _ = documents(root)
    *_, before, last = one.words()[0]
    context = browser.new_context()
    for here in served(partial(Quiet, directory=str(tmp_path / "site"))):
        looking = Looking(context, here).at()
        for query, wanted in {f'"{before} {last}"': 3, f'"{last} {two.key}"': 0, two.key: 1}.items():
            looking.type(query).answered(query).count(wanted)
    context.close()


def test_a_common_word_is_found_and_stands_in_phrases_wherever_it_stands(
    browser: "Browser", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repeats, "PART", 15)
    monkeypatch.setattr(layout, "SMALL", 5)
    root = archive_folder(tmp_path / "records")
    for number in range(1, 6):
        body = f"The pump and the fan and the n{number} of the hall. Then theory."
        write_incident(root, id=f"INC-2026-000{number}", title=f"Hall {number}", body=body)
    build(root)
    _index(root, tmp_path / "site")
    write_incident(root, id="INC-2026-0006", title="Of the", body="Theory.")
    shutil.rmtree(tmp_path / "site")
    build(root)
    _index(root, tmp_path / "site")

    bundles = json.loads((tmp_path / "site/pagefind/records.json").read_text())["bundles"].values()
    assert [bundle["common"] for bundle in bundles] == [["the"], []]
    context = browser.new_context()
    for here in served(partial(Quiet, directory=str(tmp_path / "site"))):
        looking = Looking(context, here).at()
        for query, wanted in {
            "the": 6,
            "theory": 6,
            "the hall": 5,
            '"the pump"': 5,
            '"the n3"': 1,
            '"and the fan"': 5,
            '"of the"': 6,
            '"of the hall"': 5,
            "of-the": 6,
            "n3-of-the": 1,
            '"the the"': 0,
        }.items():
            looking.type(query).answered(query).count(wanted)
        looking.type("the").answered("the")
        assert looking.ids()[0] == "INC-2026-0006"
    context.close()


def test_a_part_that_does_not_come_is_asked_for_again(browser: "Browser", site: str) -> None:
    context = browser.new_context()
    looking = Looking(context, site).at()
    context.route("**/*.pf_index", lambda route: route.abort())

    looking.type("alpha")
    looking.page.locator("[role=status]").filter(has_text="did not answer").wait_for()
    context.unroute("**/*.pf_index")
    looking.type("alph").count(4)
    looking.type("alpha").count(4)
    context.close()


def _wordy(root: Path) -> Path:
    """An archive of so many words that its bundle has several parts: not every query loads them all."""
    archive_folder(root)
    for number in range(1, 13):
        letters = "abcdefghijklmnopqrstuvwxyz"
        words = " ".join(a + b + c + letters[number] for a in letters for b in letters for c in letters[:2])
        write_incident(root, id=f"INC-2026-{number:04}", title=f"Before n{number}", body=f"## Summary\n\n{words}")
    build(root, with_search=True)
    assert all(len(bundle["firsts"]) > 2 for bundle in _bundles(root.parent / "site").values())
    return root


def _bundles(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "pagefind/records.json").read_text())["bundles"]
    return found


def test_a_page_left_open_goes_on_searching_after_a_rebuild(browser: "Browser", tmp_path: Path) -> None:
    root, site = _wordy(tmp_path / "records"), tmp_path / "site"
    context = browser.new_context()
    loaded: list[str] = []
    for here in served(partial(Quiet, directory=str(site))):
        looking = Looking(context, here).at()
        looking.page.on("response", lambda answer: loaded.append(answer.url))
        looking.type("before").answered("before").count(12)
        old = set(_bundles(site))

        for number in (3, 7):
            write_incident(root, id=f"INC-2026-{number:04}", title=f"Zymurgy n{number}")
        build(root, with_search=True)

        assert not old & set(_bundles(site))
        looking.type("zymurgy").answered("zymurgy").count(2)
        assert sorted(looking.ids()) == ["INC-2026-0003", "INC-2026-0007"]
        assert "Zymurgy n7" in looking.result("INC-2026-0007")
        looking.type("before").answered("before").count(10)
        looking.type("n7").answered("n7").count(1)
        assert "Zymurgy n7" in looking.result("INC-2026-0007")
        assert sum(address.endswith("/records.json") for address in loaded) == 2
        assert not any(address.endswith("/search/index.html") for address in loaded)
    context.close()


def test_what_gets_no_answer_leaves_nothing_of_an_older_query(browser: "Browser", tmp_path: Path) -> None:
    _wordy(tmp_path / "records")
    context = browser.new_context()
    for here in served(partial(Quiet, directory=str(tmp_path / "site"))):
        looking = Looking(context, here).at()
        as_it_came = _options(looking, "severity")
        looking.type("n12").answered("n12").count(1)
        looking.type("before").answered("before").count(12)
        context.route("**/pagefind/**", lambda route: route.abort())

        looking.type("zzab").page.locator("[role=status]").filter(has_text="did not answer").wait_for()
        assert looking.ids() == []
        assert not looking.page.locator(".search-more").is_visible()
        assert _options(looking, "severity") == as_it_came

        context.unroute("**/pagefind/**")
        looking.page.keyboard.press("Enter")
        looking.answered("zzab").count(1)
    context.close()


def test_a_page_left_open_says_that_the_index_is_gone(browser: "Browser", tmp_path: Path) -> None:
    root = _wordy(tmp_path / "records")
    context = browser.new_context()
    for here in served(partial(Quiet, directory=str(tmp_path / "site"))):
        looking = Looking(context, here).at()
        looking.type("before").answered("before").count(12)
        build(root)

        looking.type("zzab").answered("zzab").count(0)
        assert "has no full-text index" in looking.page.locator(".search-why").inner_text()
        looking.type("n12").answered("n12").count(1)
    context.close()


def test_parts_are_found_by_code_points_and_not_by_utf_16(browser: "Browser", site: str) -> None:
    context = browser.new_context()
    page = Looking(context, site).at().page
    ask = "([firsts, word, open]) => window.incitrackSearch.partsWith(firsts, word, open)"
    firsts = ["a", "c", "ca", "cab", "d", "\uffee", "\U00020000"]

    for word, opened, wanted in [
        ("0", False, []),
        ("0", True, []),
        ("a", False, [0]),
        ("b", True, [0]),
        ("c", False, [1]),
        ("c", True, [1, 2, 3]),
        ("ca", True, [2, 3]),
        ("cab", False, [3]),
        ("cb", True, [3]),
        ("\uffef", False, [5]),
        ("\U00020000", False, [6]),
        ("\U0002ffff", True, [6]),
    ]:
        assert page.evaluate(ask, [firsts, word, opened]) == wanted, (word, opened)
    assert page.evaluate(ask, [[], "a", True]) == []
    context.close()


def test_from_a_folder_a_plain_filter_serves_and_says_why(browser: "Browser", folder: Path) -> None:
    context = browser.new_context()
    looking = Looking(context, f"{folder.as_uri()}/").at("?q=alpha")

    looking.count(2)
    why = looking.page.locator(".search-why").inner_text()
    assert "needs a web server" in why
    assert "incitrack serve" in why
    assert looking.page.locator(".search-else a").get_attribute("href") == "../incidents/index.html"
    for query, wanted in {
        "mail": 1,
        "2026-3": 1,
        "INC-2026-0001": 1,
        "dns": 1,
        "betatr": 1,
        "gamma": 0,
        "zebrastripe": 1,
    }.items():
        looking.type(query).answered(query).count(wanted)
    assert "<img src=x" in looking.result("zebrastripe")
    looking.type("5").answered("5").count(2)
    assert looking.ids() == ["INC-2026-0005", "INC-2026-0105"]
    looking.type("alpha").count(2)
    looking.page.locator("main [name=severity]").select_option("P1")
    looking.count(1)
    assert looking.said == []
    context.close()


def test_in_an_old_browser_a_plain_filter_serves_and_says_why(browser: "Browser", site: str) -> None:
    context = browser.new_context()
    context.add_init_script("delete window.DecompressionStream")
    looking = Looking(context, site).at("?q=alpha").count(2)

    assert "newer browser" in looking.page.locator(".search-why").inner_text()
    assert looking.said == []
    context.close()


def test_a_site_without_an_index_is_searched_plainly(
    browser: "Browser", root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(script(root.parent / "pagefind", "raise SystemExit(1)")))
    build(root)
    index_search(contents(root), root.parent / "site", root.parent / "cache")
    context = browser.new_context()
    for here in served(partial(Quiet, directory=str(root.parent / "site"))):
        looking = Looking(context, here).at("?q=mails").count(1)
        assert "built without a full-text index" in looking.page.locator(".search-why").inner_text()
        assert looking.said == []
    context.close()


def test_what_a_record_said_before_its_change_is_not_found(
    browser: "Browser", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "SMALL", 5)
    root = archive_folder(tmp_path / "records")
    for number in range(1, 21):
        write_incident(root, id=f"INC-2026-{number:04}", title=f"Before n{number}")
    build(root)
    _index(root, tmp_path / "site")
    write_incident(root, id="INC-2026-0007", title="Afterwards")
    (root / "incidents/2026/INC-2026-0009.md").unlink()
    shutil.rmtree(tmp_path / "site")
    build(root)
    _index(root, tmp_path / "site")

    bundles = json.loads((tmp_path / "site/pagefind/records.json").read_text())["bundles"].values()
    assert [len(bundle["documents"]) for bundle in bundles] == [20, 1]
    context = browser.new_context()
    for here in served(partial(Quiet, directory=str(tmp_path / "site"))):
        looking = Looking(context, here).at()
        for query, wanted in {
            "before": 18,
            "n7": 0,
            "n9": 0,
            "n8": 1,
            "n10": 1,
            "afterwards": 1,
            "checkout": 19,
        }.items():
            looking.type(query).answered(query).count(wanted)
        looking.type("afterwards").answered("afterwards")
        assert looking.ids() == ["INC-2026-0007"]
    context.close()


def test_without_a_script_the_list_is_led_to(browser: "Browser", site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    looking = Looking(context, site).at()

    assert looking.page.get_by_text("Without JavaScript").is_visible()
    assert not looking.page.locator("main input[name=q]").is_visible()
    context.close()


def test_at_a_thousand_records_a_first_search_is_light_and_quick(browser: "Browser", tmp_path: Path) -> None:
    write_corpus(tmp_path / "records", 1000, open_=20)
    templates = find_templates(tmp_path / "records")
    planned = internal_plan(read_archive(tmp_path / "records"), NOW, templates, None, no_history)
    site = Site(tmp_path / "records", planned.contents, templates, Renderer())
    (tmp_path / "site").mkdir()
    assert index_search(planned.contents, tmp_path / "site", tmp_path / "cache").reason is None
    pages = {page.path: page for page in planned.pages}
    files = {file.path: file for file in planned.outputs if isinstance(file, DataFile)}
    assets = {asset.path: asset.content for asset in site.assets.used_by(SCRIPTS)}

    class Rendered(Quiet):
        """Renders a page when it is asked for."""

        def do_GET(self) -> None:  # noqa: N802 - the server calls it so
            path = self.path.lstrip("/").partition("?")[0]
            if path.startswith("pagefind/"):
                super().do_GET()
                return
            content = assets.get(path, b"")
            if path in pages:
                content = site.page(pages[path]).content
            elif path in files:
                content = files[path].content()
            kind = {"html": "text/html", "css": "text/css", "js": "text/javascript"}.get(
                path.rpartition(".")[2], ""
            )
            self.send_response(200 if content else 404)
            self.send_header("Content-Type", kind or "application/octet-stream")
            self.end_headers()
            self.wfile.write(content)

    weights: list[tuple[int, int]] = []
    context = browser.new_context()
    for here in served(partial(Rendered, directory=str(tmp_path / "site"))):
        looking = Looking(context, here).at()
        looking.page.on("response", lambda answer: weights.append(_weight(answer)))
        looking.type("certificate").page.locator("[role=status]").filter(has_text="results").wait_for()
        looking.page.locator(".result mark").nth(9).wait_for()
        looking.page.wait_for_load_state("networkidle")

    assert sum(raw for raw, _ in weights) < 1_000_000
    assert sum(wire for _, wire in weights) < 80_000
    context.close()


def _weight(answer: Any) -> tuple[int, int]:
    content = answer.body()
    return len(content), min(len(content), len(gzip.compress(content)))
