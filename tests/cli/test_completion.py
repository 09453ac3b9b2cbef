"""What the shell offers behind Tab."""

import pytest
from click.testing import CliRunner

from incitrack.cli.main import cli
from tests.builders import SEVERITIES, incident_text
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


def test_a_shortened_id_becomes_a_whole_one(known: RecordsRepository) -> None:
    assert offered(known, "show", "4") == ["INC-2026-0042"]
    assert offered(known, "show", "2025-") == ["INC-2025-0007"]
    assert offered(known, "show", "2") == ["INC-2026-0042", "INC-2025-0007"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("severity 42 P", ["P1", "P2", "P3", "P4"]),
        ("severity P", ["P1", "P2", "P3", "P4"]),
        ("role 42 c", ["commander", "communications_lead"]),
        ("role 42 commander j", ["jdoe"]),
        ("role commander j", ["jdoe"]),
        ("assign 42 mar", ["maria", "mario"]),
        ("set 42 ca", ["category", "cause", "caused_by"]),
        ("set 42 x-", ["x-regulated"]),
        ("duplicate 7 INC-2026", ["INC-2026-0042"]),
        ("action done 42/", ["INC-2026-0042/A1"]),
        ("action drop INC-2026-0042/A", ["INC-2026-0042/A1"]),
        ("tell 42 On-it --to t", ["tier-gold"]),
        ("tell --to p", ["public"]),
        ("log --kind h", ["hypothesis"]),
        ("dismiss --as p", ["planned"]),
        ("rules INC30", ["INC301", "INC302", "INC303", "INC304", "INC305", "INC306", "INC307"]),
    ],
)
def test_each_word_is_what_its_verb_takes_there(known: RecordsRepository, line: str, expected: list[str]) -> None:
    items = "[{id: A1, title: Alert at 80%, owner: jdoe}, {id: A2, title: Done, owner: jdoe, status: dropped}]"
    known.add(incident_text(actions=items))
    known.write("policies/severity.yaml", f"{SEVERITIES}tiers: {{gold: {{P1: {{resolve: 2h}}}}}}\n")
    known.write("policies/fields.yaml", "x-regulated: {type: boolean}\n")
    assert offered(known, *line.split()) == expected


@pytest.mark.parametrize("line", ["ack 42 I", "log 42 I", "severity 42 P1 I", "amend 42 I"])
def test_no_id_is_offered_where_a_text_stands(known: RecordsRepository, line: str) -> None:
    assert offered(known, *line.split()) == []


def test_nothing_where_there_are_no_policies(records: RecordsRepository) -> None:
    (records.root / "policies/severity.yaml").unlink()
    assert offered(records, "open", "--severity", "P") == []
    assert offered(records, "open", "--service", "p") == []
