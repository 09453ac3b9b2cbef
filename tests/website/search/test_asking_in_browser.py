"""What can be asked as people say it: dates, other forms of a word, and what to leave out where nothing is found."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.builders import SEVERITIES, archive_folder, incident_text, write, write_postmortem
from tests.website.built_site import build
from tests.website.conftest import CALENDAR, SERVICES
from tests.website.search.looking import Looking, Quiet, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

RECORDS = {
    # key: when it was reported, title, text, further fields
    "INC-2026-0001": ("2026-03-11T14:10Z", "Payments fail", "The queue grew.", {}),
    "INC-2026-0002": ("2026-03-12T09:00Z", "Redis 11 stalls", "The queue grew.", {}),
    "INC-2026-0003": ("2026-05-02T10:00Z", "Mail is late", "The relay stopped.", {}),
    "INC-2026-0004": ("2026-06-01T10:00Z", "Login is slow", "It may come again.", {}),
    "INC-2025-0001": ("2025-03-11T10:00Z", "Payments failed", "See the maybe list of 2026.", {}),
    "INC-2025-0002": ("2025-12-31T23:30Z", "Fireworks", "A lasting outage.", {}),
    "INC-2025-0003": (
        "2025-04-01T10:00Z",
        "Payments fail again",
        "Told twice.",
        {"disposition": "duplicate", "duplicate_of": "INC-2025-0001"},
    ),
    "INC-2025-0004": ("2025-04-02T10:00Z", "Größen of a Łódź shop", "Failing.", {"disposition": "false-positive"}),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of a team in Warsaw, with its search."""
    root = archive_folder(tmp_path_factory.mktemp("asked") / "records", severity=SEVERITIES + CALENDAR)
    for identifier, (at, title, body, fields) in RECORDS.items():
        timeline = [f"- `{at}` **reported** @maria: Seen."]
        text = incident_text(id=identifier, title=title, body=f"## Summary\n\n{body}", timeline=timeline, **fields)
        write(root, f"incidents/{identifier[4:8]}/{identifier}.md", text)
    write(root, "policies/services.yaml", SERVICES)
    write_postmortem(root, id="INC-2026-0003", title="On the relay", body="## Lessons\n\nNone.")
    assert not build(root, with_search=True).without_search
    return root.parent / "site"


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    yield from served(partial(Quiet, directory=str(folder)))


@pytest.fixture
def looking(browser: "Browser", site: str) -> Iterator[Looking]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, timezone_id="America/Lima")
    looking = Looking(context, site)
    yield looking.at()
    assert looking.said == []
    context.close()


DATES: dict[str, list[str]] = {
    "11 March 2026": ["2026-0001"],
    "11 mar 2026": ["2026-0001"],
    "March 11th, 2026": ["2026-0001"],
    "2026-03-11": ["2026-0001"],
    '"11 March 2026"': ["2026-0001"],
    '"2026-03-11"': ["2026-0001"],
    "11 march": ["2025-0001", "2026-0001"],
    "march 11": ["2025-0001", "2026-0001"],
    "March 2026": ["2026-0001", "2026-0002"],
    "march": ["2025-0001", "2026-0001", "2026-0002"],
    '"March"': [],  # in quotes it is a word of the text
    "2026-05": ["2026-0003", "2026-0003"],  # with its postmortem
    "sept 2026": [],
    "12 March 2025": [],
    "2026-02-30": [],
    "payments failed march": ["2025-0001", "2026-0001"],
    "payments failed 2026": ["2025-0001", "2026-0001"],  # one says 2026, one is of 2026
    "1 January 2026": ["2025-0002"],  # where the team is
    "31 December 2025": ["2025-0002"],  # in UTC, as its page says
}


def test_a_date_finds_what_was_reported_then(looking: Looking) -> None:
    for query, wanted in DATES.items():
        looking.type(query).answered(query).count(len(wanted))
        assert sorted(each[4:] for each in looking.ids()) == wanted, query


def test_a_month_and_a_year_that_are_an_id_too_find_the_record_first(looking: Looking) -> None:
    looking.type("2026-03").answered("2026-03").count(4)

    assert [each[4:] for each in looking.ids()] == ["2026-0003", "2026-0003", "2026-0002", "2026-0001"]


def test_a_word_that_is_a_month_too_is_first_of_all_a_word(looking: Looking) -> None:
    looking.type("may").answered("may").count(4)

    assert [each[4:] for each in looking.ids()] == ["2026-0004", "2025-0001", "2026-0003", "2026-0003"]


def test_a_result_marks_its_day_and_nothing_else_that_the_date_says(looking: Looking) -> None:
    looking.type("11 March 2026 queue").answered("11 March 2026 queue").count(1)

    looking.page.locator(".excerpt mark").wait_for()
    assert looking.page.locator(".result mark").all_inner_texts() == ["11 Mar 2026", "queue"]
    assert looking.page.locator(".excerpt").inner_text() == "The queue grew."


def test_excerpts_have_no_times(looking: Looking) -> None:
    looking.type("queue 2026").answered("queue 2026").count(2)

    looking.page.locator(".excerpt mark").nth(1).wait_for()
    assert looking.page.locator(".excerpt").all_inner_texts() == ["The queue grew.", "The queue grew."]


def test_forms_of_a_word_find_each_other_and_the_word_itself_is_first(looking: Looking) -> None:
    for query, first in {"payments failed": "2025-0001", "payment fails": "", "payments failing": ""}.items():
        looking.type(query).answered(query).count(3)
        assert {each[4:] for each in looking.ids()} == {"2025-0001", "2025-0003", "2026-0001"}, query
        assert looking.ids()[0].endswith(first)
    looking.type("stops").answered("stops").count(1)
    looking.page.locator(".excerpt mark").wait_for()
    assert looking.page.locator(".excerpt mark").all_inner_texts() == ["stopped"]


def test_in_quotes_a_word_has_no_other_forms(looking: Looking) -> None:
    for query in ('"payments" "failed"', '"payments failed"'):
        looking.type(query).answered(query).count(1)
        assert looking.ids() == ["INC-2025-0001"]


def test_letters_that_a_keyboard_has_not_are_found_by_others(looking: Looking) -> None:
    for query in ("grossen", "Größen", "lodz", "Łódź"):
        looking.type(query).answered(query).count(1)
    looking.page.locator(".result mark").wait_for()
    assert looking.page.locator(".result mark").all_inner_texts() == ["Łódź"]


def test_a_result_says_what_keeps_it_out_of_the_figures(looking: Looking) -> None:
    looking.type("payments fail").answered("payments fail").count(3)
    assert looking.page.locator(".result-meta .aside").all_inner_texts() == ["Duplicate of INC-2025-0001"]
    looking.type("lodz").answered("lodz").count(1)
    assert "False positive" in looking.result("Łódź")


def test_where_nothing_is_found_it_says_what_to_leave_out(looking: Looking) -> None:
    query = "payments failed lasting march"
    looking.type(query).answered(query).count(0)

    assert looking.page.locator(".search-empty").inner_text() == f"Nothing holds “{query}”."
    [without] = looking.page.locator(".search-without li").all()
    assert without.inner_text() == "Without “lasting”: 2 results"
    without.locator("a").click()
    looking.count(2)
    assert looking.page.url.endswith("?q=payments+failed+march")
    assert looking.page.evaluate("() => document.activeElement.name") == "q"
    assert not looking.page.locator(".search-without").is_visible()
    looking.page.go_back()
    looking.count(0)
    assert looking.page.locator(".search-without").is_visible()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("payments nowhere elsewhere", ["Without “nowhere” and “elsewhere”: 3 results"]),
        ("fireworks relay", ["Without “fireworks”: 2 results", "Without “relay”: 1 result"]),
        (
            "fireworks relay login",
            [
                "Without “fireworks” and “login”: 2 results",
                "Without “fireworks” and “relay”: 1 result",
                "Without “relay” and “login”: 1 result",
            ],
        ),
        ('payments "queue grew" nowhere lasting', ["Without “nowhere” and “lasting”: 1 result"]),
        ('"grew queue" payments', ["Without “grew queue”: 3 results"]),
        ("nowhere elsewhere", []),
        (
            "payments redis stalls queue grew seen mail late relay stopped fireworks outage",
            ["Without “payments”, “mail”, “late”, “relay”, “stopped”, “fireworks” and “outage”: 1 result"],
        ),
        ("nowhere", []),
        ("11 june login", ["Without “11”: 1 result"]),
    ],
)
def test_it_names_the_fewest_words_without_which_there_are_results(
    looking: Looking, query: str, said: list[str]
) -> None:
    looking.type(query).answered(query).count(0)

    assert looking.page.locator(".search-without li").all_inner_texts() == said
    assert looking.page.get_by_text("Try other words").is_visible() == (not said)


def test_what_it_proposes_keeps_the_filters(looking: Looking) -> None:
    looking.at("?q=payments+lasting&year=2025").answered("payments lasting").count(0)

    [link] = looking.page.locator(".search-without a").all()
    assert link.inner_text() == "Without “lasting”"
    assert (link.get_attribute("href") or "").endswith("?q=payments&year=2025")
    link.click()
    looking.count(2)


def test_the_plain_filter_of_a_folder_can_be_asked_so_too(browser: "Browser", folder: Path) -> None:
    context = browser.new_context()
    looking = Looking(context, f"{folder.as_uri()}/").at()

    for query, wanted in {
        "11 March 2026": ["2026-0001"],
        "2026-03-11": ["2026-0001"],
        "31 December 2025": ["2025-0002"],
        "1 January 2026": ["2025-0002"],
        "2026-05": ["2026-0003"],
        "payments failed march": ["2025-0001", "2026-0001"],
        "grossen": ["2025-0004"],
    }.items():
        looking.type(query).answered(query).count(len(wanted))
        assert sorted(each[4:] for each in looking.ids()) == wanted, query
    looking.type("payments again").answered("payments again").count(1)
    assert "Duplicate of INC-2025-0001" in looking.result("Payments")
    looking.type("payments fireworks 2026").answered("payments fireworks 2026").count(0)
    said = ["Without “payments”: 1 result", "Without “fireworks”: 1 result"]
    assert looking.page.locator(".search-without li").all_inner_texts() == said
    assert looking.said == []
    context.close()
