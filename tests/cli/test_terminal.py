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

from tests.builders import incident_text
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
