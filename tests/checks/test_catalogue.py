"""The catalogue: every rule has its file, its words and its place in the documentation."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

import incitrack.checks
from incitrack.checks.catalogue import GROUPS, RESERVED, catalogue, find_rule
from incitrack.checks.page import checks_page
from incitrack.checks.rule import Rule

ROOT = Path(__file__).parents[2]
FILES = sorted(Path(incitrack.checks.__path__[0]).glob("inc[0-9]*.py"))


def test_every_file_named_after_a_code_is_a_rule_of_that_code_and_name() -> None:
    named = [f"{rule.code.lower()}_{rule.name.replace('-', '_')}.py" for rule in catalogue()]
    assert [file.name for file in FILES] == named


def test_no_two_rules_share_a_name() -> None:
    names = [rule.name for rule in catalogue()]
    assert len(set(names)) == len(names)


def test_this_release_has_every_rule_of_reading_contradictions_and_ownership() -> None:
    wanted = [*range(1, 8), *range(101, 116), *range(201, 204), *range(210, 217)]
    assert {f"INC{number:03}" for number in wanted} <= {rule.code for rule in catalogue()}


def test_no_rule_takes_a_reserved_code_of_another_name() -> None:
    assert not {rule.code for rule in catalogue()} & RESERVED
    assert {"INC601", "INC602"} <= RESERVED
    assert not {"INC300", "INC308", "INC410", "INC505", "INC603"} & RESERVED


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.code)
def test_a_rule_says_what_it_finds_why_how_to_mend_it_and_shows_both(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert len(rule.summary) <= 80
    assert "\n\nTo mend it, " in rule.explanation
    assert re.search(r"\n\nWrong[^\n]*:\n\n    \S", rule.explanation)
    assert re.search(r"\n\nRight[^\n]*:\n\n    \S", rule.explanation)
    assert all(len(line) <= 80 for line in rule.explanation.splitlines())


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.code)
def test_a_rule_looks_at_something_and_belongs_to_a_group(rule: Rule) -> None:
    assert rule.incident or rule.postmortem or rule.unreadable or rule.archive
    assert rule.code[:4] in GROUPS


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_rule_is_a_short_file(file: Path) -> None:
    assert len(file.read_text().splitlines()) <= 100


def test_the_page_of_the_documentation_is_the_one_that_the_rules_make() -> None:
    assert (ROOT / "docs/checks.md").read_text() == checks_page(catalogue()), "run make docs"


def test_the_page_has_a_heading_for_each_rule_in_order() -> None:
    page = checks_page(catalogue())
    headings = [page.index(f"\n### {rule.code} {rule.name}\n") for rule in catalogue()]
    assert all(before < after for before, after in pairwise(headings))


@pytest.mark.parametrize("word", ["INC103", "inc103", " INC103 ", "status-disagrees"])
def test_a_rule_is_found_by_its_code_or_its_name(word: str) -> None:
    found = find_rule(word)
    assert found is not None
    assert found.code == "INC103"


@pytest.mark.parametrize("word", ["INC999", "INC", "", "INC1033"])
def test_what_is_no_rule_is_not_found(word: str) -> None:
    assert find_rule(word) is None
