"""What the shell offers behind Tab."""

import pytest
from click.testing import CliRunner

from incitrack.cli.main import cli
from tests.builders import incident_text
from tests.cli.records_repository import RecordsRepository


def offered(records: RecordsRepository, *words: str) -> list[str]:
    line = ["incitrack", "-C", str(records.root), *words]
    environment = {
        "_INCITRACK_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(line),
        "COMP_CWORD": str(len(line) - 1),
    }
    done = CliRunner().invoke(cli, prog_name="incitrack", env=environment, args=[])
    return [each.partition(",")[2] for each in done.output.splitlines() if each]


@pytest.fixture
def known(records: RecordsRepository) -> RecordsRepository:
    records.add(incident_text(id="INC-2025-0007"))
    records.write(
        "policies/services.yaml",
        "services: {checkout: {}, payments: {}}\npeople: {maria: {}, mario: {}, jdoe: {}}\n",
    )
    records.write("policies/taxonomy.yaml", "causes: {change: Change, capacity: Capacity, hardware: Hardware}\n")
    return records


def test_ids_the_newest_first(known: RecordsRepository) -> None:
    assert offered(known, "ack", "INC-") == ["INC-2026-0042", "INC-2025-0007"]
    assert offered(known, "ack", "INC-2025") == ["INC-2025-0007"]


def test_severities_services_people_and_causes(known: RecordsRepository) -> None:
    assert offered(known, "open", "--severity", "P") == ["P1", "P2", "P3", "P4"]
    assert offered(known, "open", "--service", "p") == ["payments"]
    assert offered(known, "log", "--as", "mar") == ["maria", "mario"]
    assert offered(known, "handoff", "--to", "j") == ["jdoe"]
    assert offered(known, "close", "--cause", "c") == ["change", "capacity"]


def test_nothing_where_there_are_no_policies(records: RecordsRepository) -> None:
    (records.root / "policies/severity.yaml").unlink()
    assert offered(records, "open", "--severity", "P") == []
    assert offered(records, "open", "--service", "p") == []
