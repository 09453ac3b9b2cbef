"""Action items: added, started, done, moved and dropped, wherever they live."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from incitrack.changes.add_action import add_action
from incitrack.changes.change import Change
from incitrack.changes.drop_action import drop_action
from incitrack.changes.finish_action import finish_action
from incitrack.changes.move_action import move_action
from incitrack.changes.start_action import start_action
from incitrack.errors import RefusedError, UsageError
from tests.builders import incident, postmortem
from tests.changes.given import AT, REPORTED_AT, diff, policies, postmortem_after

DUE = date(2026, 12, 1)
ACTIONS = """
  - id: A1
    title: Alert at 80%
    owner: jdoe  # asked her
    due: 2026-12-01
  - {id: A2, title: Second, owner: kim, due: 2026-12-02, status: done, done_on: 2026-11-30}"""
WITH_ACTIONS = incident(actions=ACTIONS)
WRITTEN = postmortem(actions="\n  - {id: A7, title: Seventh, owner: kim, due: 2026-12-02, status: open}")


def added(record: Any = WITH_ACTIONS, analysis: Any = None, **words: Any) -> Change:
    known = {"title": "Say: at 90%", "owner": "kim", "due": DUE, "policies": policies(people=True)}
    return add_action(record, analysis, **(known | words))


def test_the_first_one_makes_the_list() -> None:
    change = added(incident())
    assert diff(change) == [
        "+ actions:", "+   - id: A1", '+     title: "Say: at 90%"', "+     owner: kim", "+     due: 2026-12-01",
    ]  # fmt: skip
    assert (change.subject, change.event) == ("INC-2026-0042: action A1 added", "action")
    assert change.notes == ("added as INC-2026-0042/A1",)


def test_the_next_one_takes_the_next_number_and_all_that_is_said_of_it() -> None:
    change = added(
        kind="prevention", expected="Seen in time.", priority="high", area="alerting", link="https://e.org/1"
    )
    assert diff(change)[0] == "+   - id: A3"
    assert diff(change)[4:] == [
        "+     kind: prevention", "+     expected: Seen in time.", "+     priority: high", "+     area: alerting",
        "+     link: https://e.org/1",
    ]  # fmt: skip


def test_it_goes_to_the_postmortem_where_there_is_one_under_a_number_of_neither() -> None:
    change = added(WITH_ACTIONS, WRITTEN)
    assert [edit.path for edit in change.edits] == ["postmortems/2026/INC-2026-0042.md"]
    assert [item.id for item in postmortem_after(change).postmortem.actions] == ["A7", "A8"]
    assert [item.id for item in postmortem_after(added(WITH_ACTIONS, postmortem())).postmortem.actions] == ["A3"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"title": " "}, "missing"),
        ({"title": "a\nb"}, "control character"),
        ({"owner": "nobody"}, "not a person"),
        ({"kind": "repair"}, "not a word of its list"),
        ({"link": "OPS-12"}, "not a link"),
        ({"area": "Alerts!"}, "slug"),
    ],
)
def test_what_a_key_does_not_take_is_wrong_usage(words: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        added(**words)


def test_done_writes_the_status_line_that_was_missing_and_the_day() -> None:
    change = finish_action(WITH_ACTIONS, None, "A1", done_on=date(2026, 11, 28), proof="0f4be2a9")
    assert diff(change) == ["+     status: done", "+     done_on: 2026-11-28", "+     proof: 0f4be2a9"]
    assert change.subject == "INC-2026-0042: action A1 done"


def test_done_changes_the_status_that_is_there() -> None:
    change = finish_action(WITH_ACTIONS, WRITTEN, "a7", done_on=date(2026, 11, 28))
    assert diff(change) == [
        "-   - {id: A7, title: Seventh, owner: kim, due: 2026-12-02, status: open}",
        "+   - {id: A7, title: Seventh, owner: kim, due: 2026-12-02, status: done, done_on: 2026-11-28}",
    ]


def test_a_proof_is_a_commit_or_a_link() -> None:
    with pytest.raises(UsageError, match="neither a commit nor a link"):
        finish_action(WITH_ACTIONS, None, "A1", done_on=DUE, proof="it works")


def test_started_is_in_progress_and_twice_is_no_change() -> None:
    change = start_action(WITH_ACTIONS, None, "A1")
    assert diff(change) == ["+     status: in-progress"]
    begun = incident(actions="[{id: A1, title: First, status: in-progress}]")
    assert start_action(begun, None, "A1").is_empty


def test_dropped_says_why() -> None:
    change = drop_action(WITH_ACTIONS, None, "A1", "no: it goes away")
    assert diff(change) == ["+     status: dropped", '+     dropped_because: "no: it goes away"']
    with pytest.raises(UsageError, match="control character"):
        drop_action(WITH_ACTIONS, None, "A1", "two\nlines")


def test_moved_it_keeps_the_comment_and_says_why_in_the_timeline() -> None:
    change = move_action(WITH_ACTIONS, None, "A1", date(2026, 12, 15), "parts are late", at=AT, by="jdoe")
    assert diff(change) == [
        "-     due: 2026-12-01",
        "+     due: 2026-12-15",
        "+ - `2026-11-20T17:00Z` **update** @jdoe: A1 moved from 2026-12-01 to 2026-12-15: parts are late",
    ]
    assert change.subject == "INC-2026-0042: update"


def test_moved_in_the_postmortem_it_says_why_in_the_incident() -> None:
    change = move_action(WITH_ACTIONS, WRITTEN, "A7", date(2026, 12, 15), "parts are late", at=AT, by="jdoe")
    assert [edit.path for edit in change.edits] == [
        "postmortems/2026/INC-2026-0042.md",
        "incidents/2026/INC-2026-0042.md",
    ]
    assert "A7 moved from 2026-12-02 to 2026-12-15" in change.edits[1].after


def test_a_due_day_that_was_missing_is_given() -> None:
    record = incident(actions="[{id: A1, title: First}]")
    change = move_action(record, None, "A1", DUE, "agreed", at=AT, by="jdoe")
    assert "**update** @jdoe: A1 is due on 2026-12-01: agreed" in change.edits[0].after


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ({"due": DUE}, UsageError),
        ({"reason": " "}, UsageError),
        ({"at": REPORTED_AT - timedelta(hours=1)}, RefusedError),
        ({"action_id": "A2"}, RefusedError),
        ({"action_id": "A9"}, UsageError),
    ],
)
def test_a_move_needs_another_day_a_reason_and_something_to_move(
    words: dict[str, Any], error: type[Exception]
) -> None:
    known = {"action_id": "A1", "due": date(2026, 12, 15), "reason": "late", "at": AT, "by": "jdoe"}
    with pytest.raises(error):
        move_action(WITH_ACTIONS, None, **(known | words))


@pytest.mark.parametrize(
    "verb",
    [
        lambda: start_action(WITH_ACTIONS, None, "A2"),
        lambda: finish_action(WITH_ACTIONS, None, "A2", done_on=DUE),
        lambda: drop_action(WITH_ACTIONS, None, "A2", "why"),
    ],
)
def test_what_is_done_is_done(verb: Callable[[], Change]) -> None:
    with pytest.raises(RefusedError, match="INC-2026-0042/A2 is done since 2026-11-30"):
        verb()


def test_an_item_that_is_not_there_or_there_twice_is_wrong_usage() -> None:
    with pytest.raises(UsageError) as refused:
        start_action(WITH_ACTIONS, None, "A11")
    assert refused.value.hint == "did you mean A1?"
    with pytest.raises(UsageError, match="stands more than once"):
        start_action(WITH_ACTIONS, postmortem(actions="[{id: A1, title: First}]"), "A1")
