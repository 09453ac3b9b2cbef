"""A writing command loads no library that it has no use for: it is typed during an outage."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.records_repository import RecordsRepository

HEAVY = {"git", "filelock", "holidays", "jinja2", "markdown_it", "nh3", "rich", "asyncio", "multiprocessing"}
NOT_FOR_A_NOTE = {"pydantic", "yaml", "shutil", "tempfile", "incitrack.model.policies"}
PROGRAM = """
import sys
from incitrack.cli.main import run
status = run(sys.argv[1:])
print(" ".join(sys.modules), file=sys.stderr)
sys.exit(status)
"""

COUNTED = "import gc, sys; {}; print(gc.get_stats()[0]['collections'] - begun, file=sys.stderr)"


def loaded(records: RecordsRepository, command: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "-C", str(records.root), *command.split()],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "command",
    [
        "open --title Broken --severity P2 --service checkout",
        "ack 42",
        "close 42 --cause change",
        "tell 42 told --to public --next 30m",
        "set 42 category network",
        "duplicate 42 41",
        "action add 42 Alert --owner jdoe --due 2026-12-01",
    ],
)
def test_no_writing_command_loads_what_renders_or_reads_history(records: RecordsRepository, command: str) -> None:
    records.add(records.record.replace("0042", "0041"))
    assert HEAVY.isdisjoint(loaded(records, command))


def test_a_second_note_on_a_record_needs_neither_the_parser_nor_the_validator(records: RecordsRepository) -> None:
    records.write("policies/services.yaml", "people: {maria: {email: maria@example.org}}\n")
    loaded(records, "log 42 first")
    needless = (HEAVY | NOT_FOR_A_NOTE) & loaded(records, "log 42 second")
    assert not needless
    assert "@maria: second" in records.record


def test_a_note_after_an_edit_of_the_front_matter_by_hand_reads_it_again(records: RecordsRepository) -> None:
    loaded(records, "log 42 first")
    records.write("incidents/2026/INC-2026-0042.md", records.record.replace("severity: P2", "severity: [P2]"))
    assert records.run("log", "42", "second").status == 3


def test_nothing_is_collected_while_the_program_is_loaded_and_run_but_others_may_load_it(
    records: RecordsRepository,
) -> None:
    def collections(program: str) -> int:
        command = [sys.executable, "-c", COUNTED.format(program), "-C", str(records.root), "log", "42", "first"]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
        return int(done.stderr)

    loading = collections(
        "import click, incitrack; begun = gc.get_stats()[0]['collections']; import incitrack.cli.main"
    )
    running = collections(
        "import incitrack.cli.main as m; begun = gc.get_stats()[0]['collections']; m.run(sys.argv[1:])"
    )
    assert loading <= 1, "what has piled up may be looked through once it is loaded"
    assert running == 0
    assert collections("import incitrack.cli.main; begun = 0 if gc.isenabled() else -1000") >= 0
