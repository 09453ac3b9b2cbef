"""Many writers in one clone."""

import re
import time

from tests.cli.records_repository import RecordsRepository


def test_twenty_writers_take_turns_and_each_makes_its_commit(records: RecordsRepository) -> None:
    before = records.commits
    writers = [records.started("log", "42", f"note {n}", "--at", f"2026-11-20T15:{n:02}Z") for n in range(20)]
    outcomes = [(writer.communicate(timeout=120), writer.returncode) for writer in writers]
    assert [(said[1], status) for said, status in outcomes] == [("", 0)] * 20
    assert records.commits == before + 20
    entries = re.findall(r"\*\*update\*\* @maria: note (\d+)\n", records.record)
    assert [int(entry) for entry in entries] == list(range(20))
    assert records.status == ""


def test_incidents_opened_at_once_have_numbers_of_their_own(records: RecordsRepository) -> None:
    words = ("open", "--title", "Broken", "--severity", "P2", "--service", "checkout", "--at", "2026-11-20T15:00Z")
    writers = [records.started(*words) for _ in range(8)]
    ids = [writer.communicate(timeout=120)[0].split()[0] for writer in writers]
    assert sorted(ids) == [f"INC-2026-{number:04}" for number in range(43, 51)]


def test_a_reader_never_waits_for_a_writer(records: RecordsRepository) -> None:
    records.hook("pre-commit", "touch .git/started; while [ ! -e .git/go ]; do sleep 0.02; done")
    with records.started("ack", "42") as writer:
        wait_for(records, ".git/started")
        assert records.run("list").status == 0
        assert records.run("show", "42").status == 0
        records.write(".git/go", "")
        assert writer.communicate(timeout=60)[1] == ""
    assert writer.returncode == 0


def wait_for(records: RecordsRepository, path: str) -> None:
    give_up = time.monotonic() + 60
    while not (records.root / path).exists():
        assert time.monotonic() < give_up
        time.sleep(0.01)
