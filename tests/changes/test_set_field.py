"""Setting: any other field, validated, and every other line as it was."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.changes.set_field import set_field
from incitrack.errors import RefusedError, UsageError
from incitrack.model.incident import Visibility
from incitrack.model.policies import Policies
from tests.builders import REPORTED, RESOLVED, incident
from tests.changes.given import after, diff, policies

ANY = policies()
LISTED = policies(people=True)
FULL = incident(
    tags="[database]  # one",
    links="\n  - https://example.org/d  # graph\n  - {kind: bridge, url: https://example.org/b}",
    customers="\n  affected: 3",
    category="network",
    related="[INC-2026-0001]",
)


@pytest.mark.parametrize(
    ("field", "values", "lines"),
    [
        (
            "title",
            ["Checkout", "is", "down"],
            ["- title: Checkout returns 502 for EU customers", "+ title: Checkout is down"],
        ),
        ("category", ["security"], ["- category: network", "+ category: security"]),
        ("started_at", ["2026-11-20T15:05+01:00"], ["+ started_at: 2026-11-20T15:05+01:00"]),
        ("customers.affected", ["312"], ["-   affected: 3", "+   affected: 312"]),
        ("customers.tiers", ["enterprise", "makers"], ["+   tiers: [enterprise, makers]"]),
        ("legal_hold", ["true"], ["+ legal_hold: true"]),
        ("visibility", ["public"], ["+ visibility: public"]),
        ("contact", ["+48 12 345"], ["+ contact: +48 12 345"]),
        ("references.jira", ["OPS-12"], ["+ references:", "+   jira: OPS-12"]),
        ("references.Service Now: 1", ["12"], ["+ references:", '+   "Service Now: 1": "12"']),
        ("alerts", ["9f86d081", "no"], ['+ alerts: [9f86d081, "no"]']),
        ("fixed_by", ["shop/web@0f4be2a9"], ["+ fixed_by: [shop/web@0f4be2a9]"]),
        ("teams", ["payments"], ["+ teams: [payments]"]),
        ("x-lost", ["12"], ["+ x-lost: 12"]),
        ("x-note", ["12"], ['+ x-note: "12"']),
        ("x-markets", ["pl", "de"], ["+ x-markets: [pl, de]"]),
        ("x-anything", ["12"], ["+ x-anything: 12"]),
        ("x-anything", ["no: #1"], ['+ x-anything: "no: #1"']),
        ("x-deep.key", ["a", "b"], ["+ x-deep:", "+   key: a b"]),
        ("category", [""], ["- category: network"]),
        ("customers.affected", [""], ["- customers:", "-   affected: 3"]),
        ("cause", [""], []),
    ],
)
def test_a_field_is_set_in_its_place(field: str, values: list[str], lines: list[str]) -> None:
    change = set_field(FULL, field, values, policies=ANY)
    assert diff(change) == lines
    assert (change.event, change.subject) == ("set", f"INC-2026-0042: set {field}")
    assert change.is_empty is (lines == [])


@pytest.mark.parametrize(
    ("field", "values", "lines"),
    [
        ("services", ["+payments"], ["- services: [checkout]", "+ services: [checkout, payments]"]),
        ("services", ["+payments", "-checkout"], ["- services: [checkout]", "+ services: [payments]"]),
        ("services", ["+checkout"], []),
        ("tags", ["-database"], ["- tags: [database]  # one"]),
        ("links", ["-https://example.org/b"], ["-   - {kind: bridge, url: https://example.org/b}"]),
        ("links", ["+runbook=https://example.org/r"], ["+   - kind: runbook", "+     url: https://example.org/r"]),
        (
            "related",
            ["+INC-2026-0007"],
            ["- related: [INC-2026-0001]", "+ related: [INC-2026-0001, INC-2026-0007]"],
        ),
        ("teams", ["+payments"], ["+ teams: [payments]"]),
        ("services", ["payments", "checkout"], ["- services: [checkout]", "+ services: [payments, checkout]"]),
        ("links", ["https://example.org/d"], ["-   - {kind: bridge, url: https://example.org/b}"]),
    ],
)
def test_a_list_is_set_whole_or_by_steps(field: str, values: list[str], lines: list[str]) -> None:
    assert diff(set_field(FULL, field, values, policies=ANY)) == lines


BLOCK = "\n  # what broke\n  - network\n  - database  # the primary\n  # since May\n  - cache"


@pytest.mark.parametrize(
    ("before", "typed", "then"),
    [
        (BLOCK, "q w", "\n  # what broke\n  # since May\n  - q\n  - w"),
        (BLOCK, "database q", "\n  # what broke\n  - database  # the primary\n  # since May\n  - q"),
        (BLOCK, "cache database", "\n  # since May\n  - cache\n  # what broke\n  - database  # the primary"),
        ("\n- a\n- b", "c", "\n- c"),
        ("[a, 'b']  # two", "c", "[c]  # two"),
        ("[a, 'b',  c]  # three", "c b a", "[c, 'b',  a]  # three"),
        ("[a, a, b]", "b a", "[b, a]"),
        ("[]", "b a", "[b, a]"),
    ],
)
def test_a_list_set_whole_keeps_its_style_and_the_comments_of_what_stays(
    before: str, typed: str, then: str
) -> None:
    record = incident(tags=before, category="network")
    change = set_field(record, "tags", typed.split(), policies=Policies())
    assert change.edits[0].after == incident(tags=then, category="network").text


@pytest.mark.parametrize(
    ("field", "values", "message"),
    [
        ("title", ["  "], "missing"),
        ("title", ["a\nb"], "control character"),
        ("title", ["x\u202ey"], "control character"),
        ("title", ["x" * 201], "201 characters"),
        ("title", [""], "cannot be taken away"),
        ("services", [""], "cannot be taken away"),
        ("services", ["-checkout"], "the only one"),
        ("services", ["-mail"], "not among the services"),
        ("services", ["+a", "b"], "some values begin with"),
        ("services", ["Not a slug"], "not a slug"),
        ("category", [], "no value"),
        ("category", ["Network!"], "not a slug"),
        ("cause", ["config"], "causes|among the cause"),
        ("tags", ["+databas"], "among the tags"),
        ("started_at", ["yesterday"], "not a time"),
        ("started_at", ["2026-11-20T14:05"], "no offset"),
        ("customers.affected", ["-1"], "not a whole number"),
        ("customers.affected", ["1_000"], "not a whole number"),
        ("customers.count", ["3"], "not a field"),
        ("customers", ["3"], "not a field"),
        ("references", ["OPS-12"], "not a field"),
        ("references.", ["OPS-12"], "not a field"),
        ("legal_hold", ["yes"], "neither true nor false"),
        ("visibility", ["secret"], "not a word of its list"),
        ("links", ["ftp://example.org"], "not a link"),
        ("related", ["42"], "not an incident's ID"),
        ("related", ["+INC-2026-0042"], "this incident"),
        ("caused_by", ["the deploy"], "neither a commit nor a link"),
        ("title.short", ["x"], "has no keys"),
        ("colour", ["red"], "not a field"),
        ("x_lost", ["1"], "not a field"),
        ("x-lost", ["many"], "not a whole number"),
        ("x-lost", ["12: x"], "not a whole number"),
        ("x-markets", ["+fr"], "not among the choices"),
    ],
)
def test_what_a_field_does_not_take_is_wrong_usage(field: str, values: list[str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        set_field(FULL, field, values, policies=ANY)


@pytest.mark.parametrize(
    ("field", "values", "verb"),
    [
        ("id", ["INC-2026-0001"], "never"),
        ("status", ["closed"], "incitrack ack"),
        ("severity", ["P1"], "incitrack severity INC-2026-0042"),
        ("owner", ["jdoe"], "incitrack assign INC-2026-0042"),
        ("roles.commander", ["jdoe"], "incitrack role INC-2026-0042"),
        ("actions", ["x"], "incitrack action"),
        ("duplicate_of", ["INC-2026-0001"], "incitrack duplicate"),
        ("disposition", ["planned"], "incitrack dismiss"),
    ],
)
def test_a_field_with_a_verb_of_its_own_names_it(field: str, values: list[str], verb: str) -> None:
    with pytest.raises(UsageError) as refused:
        set_field(FULL, field, values, policies=ANY)
    assert verb in str(refused.value.hint)


def test_an_unknown_field_names_the_nearest() -> None:
    with pytest.raises(UsageError) as refused:
        set_field(FULL, "visibilty", ["public"], policies=ANY)
    assert refused.value.hint == "did you mean visibility?"


def test_a_service_that_is_not_listed_names_the_nearest() -> None:
    with pytest.raises(UsageError) as refused:
        set_field(FULL, "services", ["+payment"], policies=LISTED)
    assert refused.value.hint == "did you mean payments?"


def test_a_field_for_a_person_takes_one_of_the_people() -> None:
    assert diff(set_field(FULL, "x-contact", ["@kim"], policies=LISTED)) == ["+ x-contact: kim"]
    with pytest.raises(UsageError, match="not a person of"):
        set_field(FULL, "x-contact", ["nobody"], policies=LISTED)


def test_a_related_incident_exists() -> None:
    assert set_field(FULL, "related", ["+INC-2026-0002"], policies=ANY, exists=lambda _: True).edits
    with pytest.raises(UsageError, match="INC-2026-0002 does not exist"):
        set_field(FULL, "related", ["+INC-2026-0002"], policies=ANY, exists=lambda _: False)


def test_a_dismissal_is_taken_back_with_its_link() -> None:
    record = incident(disposition="duplicate", duplicate_of="INC-2026-0001")
    change = set_field(record, "disposition", ["actionable"], policies=ANY)
    assert sorted(diff(change)) == [
        "+ disposition: actionable",
        "- disposition: duplicate",
        "- duplicate_of: INC-2026-0001",
    ]


def test_a_start_behind_the_resolution_is_wrong_usage() -> None:
    record = incident(status="resolved", owner="maria", timeline=(REPORTED, RESOLVED))
    with pytest.raises(UsageError, match="after the incident was resolved"):
        set_field(record, "started_at", ["2026-11-21T14:00Z"], policies=ANY)


def test_a_key_of_what_is_no_map_is_refused() -> None:
    with pytest.raises(RefusedError, match="x-note"):
        set_field(incident(**{"x-note": "text"}), "x-note.key", ["a"], policies=ANY)


def test_setting_what_is_there_is_no_change() -> None:
    assert set_field(FULL, "category", ["network"], policies=ANY).is_empty


VALUES: dict[str, st.SearchStrategy[str]] = {
    "title": st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=200),
    "contact": st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=60),
    "category": st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True),
    "visibility": st.sampled_from(list(Visibility)),
}


@given(data=st.data(), field=st.sampled_from(sorted(VALUES)))
def test_setting_a_field_changes_that_field_alone(data: st.DataObject, field: str) -> None:
    value = data.draw(VALUES[field].filter(lambda text: bool(text.strip())))
    change = set_field(FULL, field, [value], policies=ANY)
    before, now = dict(FULL.incident), dict((after(change) if change.edits else FULL).incident)
    kept: Any = now.pop(field)
    assert str(kept) == value.strip(" ")
    before.pop(field)
    assert now == before
    assert len(diff(change)) <= 2
