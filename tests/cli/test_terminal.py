"""What a writing command asks on a terminal, and only there."""

import os
import pty
import select
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from tests.builders import REPORTED, RESOLVED, incident_text
from tests.cli.records_repository import RECORD, RecordsRepository


def conversation(records: RecordsRepository, *arguments: str, answers: list[tuple[str, str]]) -> tuple[int, str]:
    """The exit status and everything shown; each answer is typed when its question has appeared."""
    ours, its = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "incitrack", "-C", str(records.root), "--now", "2026-11-20T17:00Z", *arguments],
        pass_fds=(its,),
        preexec_fn=partial(os.login_tty, its),  # noqa: PLW1509 - so that Ctrl-C interrupts it; no threads
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2]), "TERM": "xterm-256color"},
    )
    os.close(its)
    shown, waiting, give_up = "", list(answers), time.monotonic() + 60
    while time.monotonic() < give_up:
        ready, _, _ = select.select([ours], [], [], 0.1)
        try:
            shown += os.read(ours, 65536).decode() if ready else ""
        except OSError:  # the program has ended, and its terminal with it
            break
        if waiting and waiting[0][0] in shown:
            os.write(ours, f"{waiting.pop(0)[1]}\n".encode())
    process.kill()
    os.close(ours)
    assert waiting == [], shown
    return process.wait(), shown


def test_open_asks_for_title_services_and_severity(records: RecordsRepository) -> None:
    status, shown = conversation(
        records,
        "open",
        answers=[
            ("What is broken", "Checkout fails"),
            ("Services", "checkout, payments"),
            ("Severity", "bad"),
            ("Severity", "p2"),
        ],
    )
    assert status == 0, shown
    record = records.read("incidents/2026/INC-2026-0043.md")
    assert "title: Checkout fails\nseverity: P2\n" in record
    assert "services: [checkout, payments]\n" in record


def test_open_asks_for_nothing_that_is_given_or_has_a_default(records: RecordsRepository) -> None:
    records.write("policies/services.yaml", "services: {checkout: {severity: P3}}\n")
    status, shown = conversation(records, "open", "--title", "Checkout fails", answers=[("Services", "checkout")])
    assert status == 0, shown
    assert "severity: P3\n" in records.read("incidents/2026/INC-2026-0043.md")


def test_open_asks_again_for_what_no_record_can_hold(records: RecordsRepository) -> None:
    records.write("policies/services.yaml", "services: {checkout: {severity: P9}}\n")
    answers = [
        ("What is broken", "x" * 201),
        ("201 characters", "Checkout fails"),
        ("Services", "chekout"),
        ("did you mean checkout?", "checkout"),
        ("Severity", "p2"),
    ]
    status, shown = conversation(records, "open", answers=answers)
    assert status == 0, shown
    record = records.read("incidents/2026/INC-2026-0043.md")
    assert "title: Checkout fails\nseverity: P2\nstatus: reported\nservices: [checkout]\n" in record


ACTION = "[{id: A1, title: Alert at 80%, owner: jdoe, due: 2026-12-01}]"


@pytest.mark.parametrize(
    ("arguments", "answers", "written"),
    [
        (
            ["severity", "42"],
            [("new severity", "P9"), ("is not a severity", "P1"), ("Why", " "), ("nothing is said", "Worse.")],
            "**severity** @maria: P2 -> P1, Worse.",
        ),
        (["severity", "P1"], [("Why", "Payments fail.")], "P2 -> P1, Payments fail."),
        (["assign", "42"], [("new owner", "J Doe"), ("not a person's handle", "jdoe")], "@maria: none -> @jdoe"),
        (
            ["role", "42"],
            [("Which role", "boss"), ("is not a role", "commander"), ("Who has it", "kim")],
            "commander none -> @kim",
        ),
        (
            ["amend", "42"],
            [
                ("time of the entry", "14:10"),
                ("not a time", "2026-11-20T14:10Z"),
                ("What is right", "Two regions."),
            ],
            "**amended** @maria: On `2026-11-20T14:10Z`: Two regions.",
        ),
        (
            ["dismiss", "42"],
            [("Why it is no", "The probe broke."), ("False-positive or", "planed"), ("did you mean", "planned")],
            "Dismissed as planned: The probe broke.",
        ),
        (["handoff"], [("next shift", "It holds."), ("Who takes it", "sam")], "**handoff** @maria: It holds."),
        (
            ["tell"],
            [
                ("What was told", "On it. Next update by `noon`."),
                ("followed by no time", "On it."),
                ("To whom", "all"),
                ("not an audience", "public"),
            ],
            "**public** @maria: On it.",
        ),
        (
            ["set"],
            [("Which field", "titel"), ("did you mean", "tags"), ("new value of tags", "a b")],
            "tags: [a, b]",
        ),
        (["action", "drop"], [("Which action", "42"), ("not an action", "42/A1"), ("Why", "Gone.")], "Gone."),
        (
            ["action", "move", "42/A1"],
            [("due day", "soon"), ("not a day", "2026-12-24"), ("Why", "Vendor.")],
            "due: 2026-12-24",
        ),
        (
            ["action", "add", "42"],
            [("to be done", "Page us"), ("Who does it", "kim"), ("By when", "2026-12-02")],
            "title: Page us",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) and isinstance(value[0], str) else "",
)
def test_what_a_verb_needs_is_asked_for_and_asked_again(
    records: RecordsRepository, arguments: list[str], answers: list[tuple[str, str]], written: str
) -> None:
    records.add(incident_text(actions=ACTION))
    records.commit()
    status, shown = conversation(records, *arguments, answers=answers)
    assert status == 0, shown
    assert written in records.record


def test_duplicate_asks_of_which(records: RecordsRepository) -> None:
    records.add(incident_text(id="INC-2026-0043"))
    status, shown = conversation(
        records, "duplicate", "43", answers=[("Of which", "99"), ("no incident 99", "42")]
    )
    assert status == 0, shown
    assert "duplicate_of: INC-2026-0042\n" in records.read("incidents/2026/INC-2026-0043.md")


def test_close_asks_for_the_cause(records: RecordsRepository) -> None:
    records.write("policies/taxonomy.yaml", "causes: {change: A change, capacity: Capacity}\n")
    fields = {"status": "resolved", "owner": "maria", "started_at": "2026-11-20T14:00Z"}
    records.add(incident_text(timeline=[REPORTED, RESOLVED], **fields))  # type: ignore[arg-type]
    answers = [("The cause", "chance"), ("did you mean change?", "change")]
    status, shown = conversation(records, "close", "42", answers=answers)
    assert status == 0, shown
    assert "capacity  Capacity" in shown
    assert "cause: change\n" in records.record


def test_close_asks_for_no_cause_that_is_there_or_that_nobody_wants(records: RecordsRepository) -> None:
    records.write("policies/lifecycle.yaml", "requires: {closed: []}\n")
    fields = {"status": "resolved", "owner": "maria", "started_at": "2026-11-20T14:00Z"}
    records.add(incident_text(timeline=[REPORTED, RESOLVED], **fields))  # type: ignore[arg-type]
    status, shown = conversation(records, "close", "42", answers=[])
    assert status == 0, shown


def test_a_word_that_is_none_is_refused_before_more_is_asked(records: RecordsRepository) -> None:
    status, shown = conversation(records, "severity", "P9", answers=[])
    assert status == 2
    assert "is not a severity" in shown


def test_a_missing_text_is_asked_for(records: RecordsRepository) -> None:
    status, shown = conversation(records, "log", "42", answers=[("What was seen", "The pool is full.")])
    assert status == 0, shown
    assert records.record.endswith("@maria: The pool is full.\n")


@pytest.mark.parametrize("typed", ["42", "2026-42", "INC-2026-0042"])
def test_of_several_open_incidents_one_is_named_by_its_id(records: RecordsRepository, typed: str) -> None:
    records.add(incident_text(id="INC-2026-0043", title="Search is slow"))
    status, shown = conversation(records, "ack", "On it.", answers=[("Which incident", typed)])
    assert status == 0, shown
    assert "INC-2026-0043 Search is slow" in shown
    assert records.record.endswith("**acknowledged** @maria: On it.\n")


def test_what_names_none_of_them_is_asked_again(records: RecordsRepository) -> None:
    records.add(incident_text(id="INC-2026-0043"))
    records.add(incident_text(id="INC-2026-0002", status="resolved"))
    answers = [
        ("Which incident", ""),
        ("Which incident", "1"),
        ("there is no incident 1", "2"),
        ("INC-2026-0002 is not open", "the first"),
        ("not an incident's ID", "42"),
    ]
    status, shown = conversation(records, "ack", answers=answers)
    assert status == 0, shown
    assert records.files_of() == [RECORD]


@pytest.mark.parametrize("typed", ["\x03", "\x04"])
def test_ctrl_c_or_the_end_of_input_leaves_everything_as_it_was(records: RecordsRepository, typed: str) -> None:
    records.add(incident_text(id="INC-2026-0043"))
    before = records.state
    status, shown = conversation(records, "ack", answers=[("Which incident", typed)])
    assert (status, records.state) == (130, before)
    assert shown.endswith("interrupted\r\n")


def test_what_was_done_is_styled(records: RecordsRepository) -> None:
    status, shown = conversation(records, "ack", "42", answers=[])
    assert status == 0
    assert "\x1b[1mINC-2026-0042\x1b[0m" in shown
