"""Findings for a person: the whole paragraph, the line of the file with its mark, and the counts."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from incitrack.checks.run import check_archive
from incitrack.errors import Place
from incitrack.records.archive import read_archive
from incitrack.reports.findings_excerpt import Excerpts
from incitrack.reports.findings_text import findings_text
from incitrack.reports.text_width import width
from tests.builders import archive_folder, incident_text
from tests.reports.painting import unpainted

NOW = datetime(2026, 11, 20, 17, tzinfo=UTC)
SEVERITY = "severities: {P1: {name: Critical}, P2: {name: High}}\n"


def text(root: Path, *texts: str, columns: int | None = None) -> str:
    archive = read_archive(archive_folder(root, *texts, severity=SEVERITY))
    return findings_text(check_archive(archive, NOW), archive, columns, unpainted)


def test_a_finding_says_where_what_and_what_to_do(tmp_path: Path) -> None:
    assert text(tmp_path, incident_text(severity="P9")) == (
        "incidents/2026/INC-2026-0042.md:4:11: error INC108 unknown-severity\n"
        "  P9 is no severity of policies/severity.yaml\n"
        "    4 | severity: P9\n"
        "      |           ^^\n"
        "  help: write one of P1, P2, or add P9 to policies/severity.yaml\n"
        "\n"
        "1 error\n"
        "checked 1 incident, 0 postmortems, 1 policy as of 2026-11-20T17:00Z"
    )


def test_nothing_found_says_what_was_looked_at(tmp_path: Path) -> None:
    found = text(tmp_path, incident_text(), incident_text(id="INC-2026-0043"))
    assert found == "Nothing found\nchecked 2 incidents, 0 postmortems, 1 policy as of 2026-11-20T17:00Z"


def test_on_a_terminal_no_line_is_wider_than_it(tmp_path: Path) -> None:
    wrong = incident_text(severity="P9", title="漢字" * 90, status="closed", contact="x " * 150 + '"')
    found = text(tmp_path, wrong, incident_text(id="INC-2026-0043", severity="P9", status="closed"), columns=60)
    assert max(width(line) for line in found.splitlines() if not line.startswith("incidents/")) <= 60


def test_in_a_pipe_a_sentence_stays_whole(tmp_path: Path) -> None:
    found = text(tmp_path, incident_text(tags="[Not A Slug]"))
    assert "  help: write lower-case letters, digits and hyphens, at most 60 characters\n" in found


@pytest.mark.parametrize(
    ("line", "column", "marked"),
    [
        ("severity: P9 # note", 11, "P9"),
        ('title: "a b c" # note', 8, '"a b c"'),
        ("services: [checkout, nope]", 22, "nope"),
        ("- `2026-11-20T14:14Z` **acknowledged** @maria: On it.", 1, "- `2026-11-20T14:14Z` **acknowledged**"),
        ("titel: x", 1, "titel:"),
        ("服務: 漢字, x", 5, "漢字"),
        ("\tstatus:\tclosed", 10, "closed"),
        ("services: []", 11, "["),
    ],
)
def test_the_mark_stands_under_what_is_meant(tmp_path: Path, line: str, column: int, marked: str) -> None:
    excerpts = excerpts_of(tmp_path, line)
    excerpt = excerpts.at(Place("incidents/2026/INC-2026-0042.md", 1, column), 70)
    assert excerpt is not None
    before = excerpt.text.partition(marked)[0]
    assert (excerpt.before, excerpt.marked) == (width(before), width(marked))


@pytest.mark.parametrize("columns", [40, 72])
@pytest.mark.parametrize("column", [1, 11, 500, 999_999])
def test_a_line_of_a_megabyte_is_cut_around_its_mark(tmp_path: Path, column: int, columns: int) -> None:
    line = "word " * 200_000
    excerpt = excerpts_of(tmp_path, line).at(Place("incidents/2026/INC-2026-0042.md", 1, column), columns)
    assert excerpt is not None
    assert width(excerpt.text) <= columns
    assert excerpt.before + excerpt.marked <= columns


@pytest.mark.parametrize("place", [Place("no/such.md"), Place("incidents/2026/INC-2026-0042.md", 99), Place("")])
def test_where_there_is_no_line_there_is_no_excerpt(tmp_path: Path, place: Place) -> None:
    assert excerpts_of(tmp_path, "x").at(place, 70) is None


def test_controls_in_a_line_are_made_visible(tmp_path: Path) -> None:
    excerpt = excerpts_of(tmp_path, "a: \x1b[31m\u202eb").at(Place("incidents/2026/INC-2026-0042.md", 1, 4), 70)
    assert excerpt is not None
    assert excerpt.text == "a: \\u001b[31m\\u202eb"


def excerpts_of(root: Path, line: str) -> Excerpts:
    archive_folder(root, severity=SEVERITY)
    (root / "incidents/2026").mkdir(parents=True, exist_ok=True)
    (root / "incidents/2026/INC-2026-0042.md").write_bytes(f"{line}\r\n".encode())
    return Excerpts(read_archive(root))
