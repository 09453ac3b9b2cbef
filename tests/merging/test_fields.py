"""Front matter of both sides, field by field and element by element, in the lines that people wrote."""

import pytest

from tests.builders import incident_text, postmortem_text
from tests.merging.merging import clean, merge

ACTIONS = """
  # what we owe
  - id: A1
    title: "Alert at 80%"   # of the pool
    owner: jdoe
    due: 2026-12-01
  - id: A2
    title: Document the limit
    owner: sam
    due: 2026-12-05"""


def added(identifier: str, title: str) -> str:
    return f"\n  - id: {identifier}\n    title: {title}\n    owner: kim\n    due: 2026-12-09"


BASE = incident_text(
    title="'Checkout returns 502'   # as the probe says",
    owner="maria",
    roles="\n  # who decides\n  commander: maria",
    customers="{tiers: [enterprise], affected: 3}",
    tags="[database, 'pool']  # more to come",
    links="\n  - https://example.org/a\n  - https://example.org/b",
    actions=ACTIONS,
)


def changed(*pairs: tuple[str, str]) -> str:
    text = BASE
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("severity: P2", "severity: P1"), ("owner: maria", "owner: jdoe")),
        (("'Checkout returns 502'", "'Checkout is down'"), ("# as the probe says", "# as customers say")),
        (("commander: maria", "commander: sam"), ("roles:", "cause: capacity\nroles:")),
        (("# who decides", "# who leads"), ("commander: maria", "commander: sam")),
        (("affected: 3", "affected: 9"), ("tiers: [enterprise]", "tiers: [enterprise, free]")),
        (("[database,", "[database, proxy,"), (", 'pool']", "]")),
        (("  - https://example.org/a\n", ""), ("example.org/b", "example.org/b\n  - https://example.org/c")),
        (("owner: jdoe", "owner: kim"), ("2026-12-01", "2026-12-20")),
        (('"Alert at 80%"', '"Alert at 75%"'), ("# of the pool", "# of all pools")),
        (("2026-12-01", "2026-12-01\n    priority: high"), ("Document the limit", "Write the limit down")),
        (("severity: P2", "# as of noon\nseverity: P2"), ("severity: P2", "severity: P1")),
    ],
)
def test_what_each_side_changed_holds(ours: tuple[str, str], theirs: tuple[str, str]) -> None:
    expected = BASE.replace(*ours).replace(*theirs)
    assert clean(BASE, changed(ours), changed(theirs)) == expected


def test_the_same_change_on_both_sides_is_one() -> None:
    ours = changed(("severity: P2", "severity: P1"), ("owner: maria", "owner: sam"))
    theirs = changed(("severity: P2", 'severity: "P1"'), ("2026-12-05", "2026-12-06"))
    merged = clean(BASE, ours, theirs)
    assert 'severity: "P1"\n' in merged
    assert "owner: sam\n" in merged


@pytest.mark.parametrize(
    ("old", "ours", "theirs"),
    [
        ("severity: P2", "severity: P1", "severity: P3"),
        ("owner: maria", "owner: jdoe", "owner: sam"),
        ("  commander: maria", "  commander: jdoe", "  commander: sam"),
        ("    due: 2026-12-01", "    due: 2026-12-02", "    due: 2026-12-03"),
        ("    title: Document the limit", "    title: Limit", "    title: Say it"),
    ],
)
def test_a_value_changed_differently_conflicts_at_its_line_alone(old: str, ours: str, theirs: str) -> None:
    other = ("[database, 'pool']", "[database, 'pool', proxy]")
    found = merge(BASE, changed((old, ours), other), changed((old, theirs), ("example.org/a", "example.org/z")))
    assert found.conflicts == [(f"{ours}\n", f"{theirs}\n")]
    assert "[database, 'pool', proxy]" in found.text
    assert "example.org/z" in found.text


def test_a_field_removed_here_and_changed_there_conflicts() -> None:
    found = merge(BASE, changed(("owner: maria\n", "")), changed(("owner: maria", "owner: sam")))
    assert found.conflicts == [("", "owner: sam\n")]


def test_a_field_removed_here_and_unchanged_there_is_gone() -> None:
    gone = ("customers: {tiers: [enterprise], affected: 3}\n", "")
    assert clean(BASE, changed(gone), changed(("severity: P2", "severity: P1"))) == changed(
        gone, ("severity: P2", "severity: P1")
    )


def test_new_fields_of_both_stand_where_the_record_format_has_them() -> None:
    ours = changed(("roles:", "cause: capacity\nroles:"))
    theirs = changed(("roles:", "category: network\nroles:"))
    assert clean(BASE, ours, theirs) == changed(("roles:", "category: network\ncause: capacity\nroles:"))


def test_new_actions_of_both_stand_by_their_number() -> None:
    ours, theirs = (
        BASE.replace("12-05", "12-05" + added("A4", "four")),
        BASE.replace("12-05", "12-05" + added("A3", "three")),
    )
    assert clean(BASE, ours, theirs) == BASE.replace("12-05", "12-05" + added("A3", "three") + added("A4", "four"))


def test_two_new_actions_of_one_number_conflict_whole() -> None:
    ours = BASE.replace("12-05", "12-05" + added("A3", "ours"))
    theirs = BASE.replace("12-05", "12-05" + added("A3", "theirs"))
    found = merge(BASE, ours, theirs)
    assert found.conflicts == [(added("A3", "ours")[1:] + "\n", added("A3", "theirs")[1:] + "\n")]


def test_an_action_dropped_from_the_list_here_and_changed_there_conflicts() -> None:
    second = "  - id: A2\n    title: Document the limit\n    owner: sam\n    due: 2026-12-05\n"
    found = merge(BASE, changed((second, "")), changed(("2026-12-05", "2026-12-06")))
    assert found.conflicts == [("", second.replace("12-05", "12-06"))]


def test_a_list_that_one_side_wrote_as_a_block_takes_the_others_element() -> None:
    base = incident_text(services="[checkout]")
    ours = incident_text(services="\n  - checkout\n  - mail")
    merged = clean(base, ours, incident_text(services="[checkout, payments]"))
    assert "services:\n  - checkout\n  - mail\n  - payments\n" in merged.replace("services: \n", "services:\n")


def test_a_list_of_which_the_two_sides_remove_everything_conflicts_where_one_is_needed() -> None:
    base = incident_text(services="[checkout, mail]", tags="[a, b]")
    ours = incident_text(services="[checkout]", tags="[a]") + "- `2026-11-20T14:20Z` **update** @kim: x\n"
    theirs = incident_text(services="[mail]", tags="[b]") + "- `2026-11-20T14:30Z` **update** @kim: y\n"
    found = merge(base, ours, theirs)
    assert found.conflicts == [("services: [checkout]\n", "services: [mail]\n")]
    assert "tags" not in found.text


def test_a_list_on_several_lines_keeps_them() -> None:
    base = incident_text(tags="[\n  one,\n  two,\n]")
    merged = clean(base, incident_text(tags="[\n  one,\n  two,\n  three,\n]"), incident_text(tags="[\n  two,\n]"))
    assert "tags: [\n  two,\n  three" in merged


def test_fields_of_ones_own_merge_like_any_other() -> None:
    base = incident_text().replace("services:", "x-crm: {case: 1, desk: a}\nservices:")
    merged = clean(base, base.replace("case: 1", "case: 2"), base.replace("desk: a", "desk: b"))
    assert "x-crm: {case: 2, desk: b}\n" in merged


def test_a_value_in_several_lines_that_both_changed_conflicts_whole() -> None:
    base = incident_text().replace("services:", "x-note: |\n  one\n  two\nservices:")
    found = merge(base, base.replace("one", "eins"), base.replace("two", "zwei"))
    assert found.conflicts == [("x-note: |\n  eins\n  two\n", "x-note: |\n  one\n  zwei\n")]


def test_factors_of_a_postmortem_are_known_by_their_word() -> None:
    base = postmortem_text(
        factors="\n  - factor: missing-alert\n    detail: Nobody knew.\n  - factor: load\n    detail: Too much."
    )
    ours = base.replace("Nobody knew.", "Nobody could know.")
    theirs = base.replace("Too much.", "Far too much.\n  - factor: capacity\n    detail: Too little.")
    assert clean(base, ours, theirs) == theirs.replace("Nobody knew.", "Nobody could know.")


def test_the_status_of_a_postmortem_is_a_field_like_any_other() -> None:
    base = postmortem_text()
    found = merge(base, base.replace("draft", "in-review"), base.replace("status: draft", "status: draft # x"))
    assert found.conflicts == []
    assert "status: in-review # x\n" in found.text
