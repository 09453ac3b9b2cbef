"""Laws of the order of entries: INC103, INC104 and INC105 over any timeline."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from incitrack.checks import inc103_status_disagrees, inc104_illegal_transition, inc105_out_of_order
from incitrack.checks.facts import Facts
from incitrack.checks.rule import Rule
from incitrack.model.entry import Kind
from incitrack.model.policies import Policies
from incitrack.model.status import AFTER_TRANSITION, Status, allowed_after
from incitrack.model.times import record_time
from incitrack.records.archive import Archive
from tests.builders import incident, incident_text

START = datetime(2026, 11, 20, 10, tzinfo=UTC)
TEXTS = {
    Kind.SEVERITY: "P2 -> P1",
    Kind.OWNER: "none -> @maria",
    Kind.ROLE: "scribe none -> @kim",
    Kind.DUPLICATE: "INC-2026-0001",
    Kind.HYPOTHESIS: "H1 open: the pool",
    Kind.ATTEMPT: "worked: a restart",
}
REMARKS = [kind for kind in Kind if not kind.is_transition]


def lines(rule: Rule, kinds: list[str], status: str = "reported", minutes: list[int] | None = None) -> list[int]:
    """How many entries stand above each one that the rule names (-1 for a place in the front matter)."""
    moments = [START + timedelta(minutes=m) for m in minutes or range(len(kinds))]
    entries = [
        f"- `{record_time(at)}` **{kind}** @maria: {TEXTS.get(Kind(kind), 'seen')}"
        for at, kind in zip(moments, kinds, strict=True)
    ]
    record = incident(incident_text(timeline=entries, status=status))
    facts = Facts(Archive(Path(), Policies(), (), (record,), (), ()), START)
    assert rule.incident is not None
    first = record.entry_place(0).line if kinds else 0
    return [max(-1, fault.place.line - first) for fault in rule.incident(record, facts)]


@st.composite
def lives(draw: st.DrawFn) -> list[str]:
    """The kinds of a timeline that the lifecycle allows, remarks between the transitions."""
    kinds = [*draw(st.lists(st.just("detected"), max_size=2)), "reported"]
    status = Status.REPORTED
    for _ in range(draw(st.integers(0, 6))):
        kinds += draw(st.lists(st.sampled_from(REMARKS), max_size=2))
        kinds.append(draw(st.sampled_from(allowed_after(status))))
        status = AFTER_TRANSITION[kinds[-1]]
    return kinds


@given(kinds=lives())
def test_a_life_that_the_lifecycle_allows_is_never_illegal(kinds: list[str]) -> None:
    assert lines(inc104_illegal_transition.RULE, kinds) == []


@given(kinds=lives(), data=st.data())
def test_one_transition_that_is_not_allowed_is_named_where_it_stands(
    kinds: list[str], data: st.DataObject
) -> None:
    status = AFTER_TRANSITION[[kind for kind in kinds if kind in AFTER_TRANSITION][-1]]
    wrong = data.draw(st.sampled_from([kind for kind in AFTER_TRANSITION if kind not in allowed_after(status)]))
    assert lines(inc104_illegal_transition.RULE, [*kinds, wrong]) == [len(kinds)]


@given(kinds=lives(), remark=st.sampled_from([kind for kind in REMARKS if kind is not Kind.DETECTED]))
def test_nothing_but_detected_stands_before_the_report(kinds: list[str], remark: str) -> None:
    assert lines(inc104_illegal_transition.RULE, [remark, *kinds]) == [0]


@given(kinds=lives(), status=st.sampled_from(list(Status)))
def test_the_status_is_the_last_transitions_and_no_other(kinds: list[str], status: Status) -> None:
    last = AFTER_TRANSITION[[kind for kind in kinds if kind in AFTER_TRANSITION][-1]]
    assert bool(lines(inc103_status_disagrees.RULE, kinds, status)) == (status is not last)


@given(minutes=st.lists(st.integers(0, 20), min_size=1, max_size=12))
def test_every_step_back_in_time_is_named_and_nothing_else(minutes: list[int]) -> None:
    steps = [place for place, (before, at) in enumerate(pairwise(minutes), 1) if at < before]
    assert lines(inc105_out_of_order.RULE, ["update"] * len(minutes), minutes=minutes) == steps
