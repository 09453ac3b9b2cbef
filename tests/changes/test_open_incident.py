"""Opening: a record as a person would write it, from what was typed and what the policies fill in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.changes.change import Change
from incitrack.changes.open_incident import open_incident
from incitrack.errors import UnreadableError, UsageError
from incitrack.model.policies import Policies
from incitrack.model.taxonomy import Taxonomy
from incitrack.records.edits_entry_text import entry_text
from tests.changes.given import REPORTED_AT, after, policies

LISTED = policies(people=True)


def opened(**words: Any) -> Change:
    known = {
        "id": "INC-2026-0042", "title": "Checkout returns 502", "severity": "P2", "services": ["search"],
        "by": "maria", "at": REPORTED_AT, "policies": policies(),
    }  # fmt: skip
    return open_incident(**(known | words))


def test_the_least_record_is_seven_lines_and_the_report() -> None:
    change = opened()
    assert change.edits[0].path == "incidents/2026/INC-2026-0042.md"
    assert change.edits[0].before is None
    assert change.edits[0].after == (
        "---\n"
        "id: INC-2026-0042\n"
        "title: Checkout returns 502\n"
        "severity: P2\n"
        "status: reported\n"
        "services: [search]\n"
        "---\n"
        "\n"
        "## Timeline\n"
        "\n"
        "- `2026-11-20T14:10Z` **reported** @maria\n"
    )
    assert (change.subject, change.event) == ("INC-2026-0042: reported", "reported")


def test_the_fields_stand_in_the_order_of_the_record_format() -> None:
    change = opened(
        services=["checkout", "payments", "checkout"], owner="jdoe", started_at=REPORTED_AT - timedelta(minutes=5),
        tiers=["enterprise"], affected=312, message="The probe fails.", policies=LISTED,
        more={"kind": "outage", "alerts": ["9f86"], "links": "https://example.org/d", "detected_by": "monitoring"},
    )  # fmt: skip
    assert change.edits[0].after == (
        "---\n"
        "id: INC-2026-0042\n"
        "title: Checkout returns 502\n"
        "severity: P2\n"
        "status: reported\n"
        "services: [checkout, payments]\n"
        "owner: jdoe\n"
        "started_at: 2026-11-20T14:05Z\n"
        "customers:\n"
        "  tiers: [enterprise]\n"
        "  affected: 312\n"
        "category: application\n"
        "kind: outage\n"
        "detected_by: monitoring\n"
        "alerts: [9f86]\n"
        "links:\n"
        "  - https://example.org/d\n"
        "---\n"
        "\n"
        "## Timeline\n"
        "\n"
        "- `2026-11-20T14:10Z` **reported** @maria: The probe fails.\n"
    )


def test_an_alias_is_written_as_its_severity() -> None:
    assert after(opened(severity="s1")).incident.severity == "P1"


def test_the_severity_of_the_first_service_stands_in() -> None:
    assert after(opened(severity=None, services=["checkout"], policies=LISTED)).incident.severity == "P2"
    with pytest.raises(UsageError, match="no severity is given"):
        opened(severity=None, services=["mail"], policies=LISTED)


@pytest.mark.parametrize(
    ("words", "owner"),
    [
        ({"owner": "kim", "services": ["checkout"]}, "kim"),
        ({"services": ["checkout"], "severity": "P1"}, "maria"),
        ({"services": ["payments"]}, "jdoe"),
        ({"services": ["payments"], "at": datetime(2026, 11, 23, 9, 0, tzinfo=UTC)}, "kim"),
        ({"services": ["mail"], "severity": "P1"}, "sam"),
        ({"services": ["mail"]}, None),
    ],
)
def test_the_owner_is_given_or_the_services_or_the_weeks_or_the_writer(
    words: dict[str, Any], owner: str | None
) -> None:
    change = opened(by="sam", policies=LISTED, **words)
    assert after(change).incident.owner == owner
    assert [entry.kind for entry in after(change).incident.timeline] == ["reported"]


def test_a_writer_whom_nobody_knows_and_who_becomes_the_owner_is_told() -> None:
    change = opened(by="night-shift", severity="P1", services=["mail"], policies=LISTED)
    assert "not among the people" in change.notes[0]


def catalogue(**service: str) -> Policies:
    return policies(people=True, services={"mail": {"team": "payments"} | service})


@pytest.mark.parametrize(
    ("severity", "service", "owner"),
    [("P2", {}, "jdoe"), ("P2", {"team": "mail"}, None), ("P1", {"team": "mail"}, "sam")],
)
def test_an_owner_of_the_policy_whom_it_does_not_know_is_passed_over(
    severity: str, service: dict[str, str], owner: str | None
) -> None:
    known = catalogue(owner="ghost", **service)
    change = opened(by="sam", severity=severity, services=["mail"], policies=known)
    assert after(change).incident.owner == owner
    (note,) = change.notes
    assert "@ghost" in note
    assert "passed over" in note


def test_who_is_given_as_the_owner_hears_nothing_of_the_policys() -> None:
    assert not opened(owner="kim", services=["mail"], policies=catalogue(owner="ghost")).notes


def test_a_category_of_the_policy_that_nobody_knows_is_left_out() -> None:
    known = replace(catalogue(category="aplication"), taxonomy=Taxonomy(categories={"application": None}))
    change = opened(services=["mail"], policies=known)
    assert after(change).incident.category is None
    assert "aplication" in change.notes[0]


def test_a_severity_of_the_policy_that_nobody_knows_has_to_be_given() -> None:
    broken = catalogue(severity="P9")
    with pytest.raises(UsageError, match="the service's own, P9") as refused:
        opened(severity=None, services=["mail"], policies=broken)
    assert "--severity" in str(refused.value.hint)
    assert after(opened(severity="P3", services=["mail"], policies=broken)).incident.severity == "P3"


def test_a_report_of_many_lines_is_one_entry() -> None:
    text = "It is down.\n\n## Not a section\n\n- `2026-11-20T14:10Z` **closed** @eve: no entry"
    record = after(opened(message=text))
    assert [entry.text for entry in record.incident.timeline] == [text]
    assert [section.title for section in record.body.sections] == ["Timeline"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"title": ""}, "missing"),
        ({"title": " \t "}, "blank|control"),
        ({"title": "two\nlines"}, "control character U\\+000A"),
        ({"title": "a\rb"}, "control character U\\+000D"),
        ({"title": "at its end\n"}, "control character"),
        ({"title": "x\x1b[2J"}, "control character U\\+001B"),
        ({"title": "x\u202ey"}, "control character U\\+202E"),
        ({"title": "x" * 201}, "201 characters"),
        ({"title": "\ud800"}, "not valid Unicode"),
        ({"severity": "P9"}, "not a severity"),
        ({"services": []}, "needs a service"),
        ({"services": ["Check out"]}, "not a slug"),
        ({"services": ["chekout"], "policies": LISTED}, "not a service"),
        ({"owner": "nobody", "services": ["mail"], "policies": LISTED}, "not a person"),
        ({"owner": "Maria"}, "not a person's handle"),
        ({"by": "Maria"}, "not a person's handle"),
        ({"tiers": ["Big Ones"]}, "not a slug"),
        ({"affected": -1}, "not a whole number"),
        ({"more": {"links": "ftp://example.org"}}, "not a link"),
        ({"more": {"tags": ["databse"]}}, "among the tags"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(words: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        opened(**words)


def test_without_a_severity_policy_there_is_none_to_give() -> None:
    with pytest.raises(UnreadableError) as refused:
        opened(policies=Policies())
    assert "incitrack init" in str(refused.value.hint)


TITLES = st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"]), min_size=1, max_size=200)


@given(title=TITLES.filter(lambda text: bool(text.strip())), message=st.text(max_size=80))
def test_any_title_and_message_come_back(title: str, message: str) -> None:
    read = after(opened(title=title, message=message)).incident
    assert read.title == title.strip(" ")
    assert read.timeline[0].text == entry_text(message)
