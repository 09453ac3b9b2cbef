"""`incitrack open`."""

from pathlib import Path

import pytest

from tests.builders import incident_text
from tests.cli.records_repository import RecordsRepository

BROKEN = ("open", "--title", "Broken", "--severity", "P2", "--service", "checkout")


def test_everything_that_is_said_stands_in_the_record(records: RecordsRepository) -> None:
    out = records.done(
        *("open", "--title", "Payouts are late: 3 days # really", "--severity", "critical"),
        *("--service", "payments", "--service", "database", "--owner", "jdoe"),
        *(
            "--started-at",
            "2026-11-20T16:00+01:00",
            "--tier",
            "enterprise",
            "--tier",
            "retail",
            "--affected",
            "312",
        ),
        *("--at", "2026-11-20T16:30Z", "--message", "-"),
        given=b"The queue grows.\n\n    ls /queue | wc -l\n",
    )
    assert out.splitlines()[0].startswith("INC-2026-0043 reported (")
    assert out.splitlines()[-1] == "next: incitrack ack 43"
    assert records.read("incidents/2026/INC-2026-0043.md") == (
        "---\n"
        "id: INC-2026-0043\n"
        'title: "Payouts are late: 3 days # really"\n'
        "severity: P1\n"
        "status: reported\n"
        "services: [payments, database]\n"
        "owner: jdoe\n"
        "started_at: 2026-11-20T15:00Z\n"
        "customers:\n"
        "  tiers: [enterprise, retail]\n"
        "  affected: 312\n"
        "---\n"
        "\n"
        "## Timeline\n"
        "\n"
        "- `2026-11-20T16:30Z` **reported** @maria: The queue grows.\n"
        "\n"
        "      ls /queue | wc -l\n"
    )


def test_the_year_of_the_number_is_that_of_the_report_in_utc(records: RecordsRepository) -> None:
    assert records.done(*BROKEN, now="2027-01-01T00:30+01:00").startswith("INC-2026-0043 ")
    assert records.done(*BROKEN, now="2026-12-31T23:30-01:00").startswith("INC-2027-0001 ")


def test_a_number_on_another_branch_is_taken(records: RecordsRepository, tmp_path: Path) -> None:
    records.git("checkout", "--quiet", "-b", "side")
    records.done(*BROKEN)
    records.git("checkout", "--quiet", "main")
    assert records.done(*BROKEN).startswith("INC-2026-0044 ")
    records.git("clone", "--quiet", ".", str(tmp_path / "clone"))
    clone = RecordsRepository.__new__(RecordsRepository)
    clone.root = tmp_path / "clone"
    assert clone.done(*BROKEN).startswith("INC-2026-0045 "), "also one of a remote-tracking branch"


def test_a_number_of_a_record_that_cannot_be_read_is_taken(records: RecordsRepository) -> None:
    records.write("incidents/2026/INC-2026-0099.md", "broken\n")
    assert records.done(*BROKEN).startswith("INC-2026-0100 ")


def test_the_first_commit_of_a_repository_may_be_an_incident(tmp_path: Path) -> None:
    empty = RecordsRepository(tmp_path / "empty", records=[])
    empty.git("update-ref", "-d", "HEAD")
    empty.git("rm", "--quiet", "--cached", "-r", ".")
    assert empty.done(*BROKEN).startswith("INC-2026-0001 ")
    assert empty.commits == 1


@pytest.mark.parametrize("missing", ["--title", "--severity", "--service"])
def test_what_is_missing_is_named_where_nobody_can_be_asked(records: RecordsRepository, missing: str) -> None:
    words = list(BROKEN)
    at = words.index(missing)
    message = records.refused(2, *words[:at], *words[at + 2 :])
    assert missing in message


@pytest.mark.parametrize(
    "title",
    ["", "   ", "two\nlines", "a\x1b[2Jb", "x\u202ey", "x" * 201, "tab\tin", "\x00", "line\u2028break\u0085"],
)
def test_a_title_that_is_none_is_refused(records: RecordsRepository, title: str) -> None:
    records.refused(2, "open", "--title", title, "--severity", "P2", "--service", "checkout")


@pytest.mark.parametrize(
    "words",
    [
        ("--severity", "P9"),
        ("--service", "../etc"),
        ("--service", ""),
        ("--owner", "The Team"),
        ("--tier", "Gold!"),
        ("--affected", "-1"),
        ("--affected", "many"),
        ("--started-at", "14:05"),
        ("--at", "soon"),
    ],
)
def test_a_value_that_is_none_is_refused(records: RecordsRepository, words: tuple[str, str]) -> None:
    records.refused(2, *BROKEN, *words)


def test_without_a_severity_policy_init_is_named(records: RecordsRepository) -> None:
    (records.root / "policies/severity.yaml").unlink()
    assert "incitrack init" in records.refused(3, *BROKEN)


@pytest.mark.parametrize(
    "title", ["-m --amend", "--output=pwned", "# not a comment", "- a: b", "'x'", "“¿Qué?” ☂"]
)
def test_a_title_that_means_something_elsewhere_is_a_title(records: RecordsRepository, title: str) -> None:
    before = records.commits
    records.done("open", f"--title={title}", "--severity", "P2", "--service", "checkout")
    assert records.commits == before + 1
    import json

    shown = json.loads(records.done("show", "43", "--json"))
    assert shown["title"] == title
    assert records.run("check").status == 0


class TestLookAlikes:
    def test_of_the_same_service_with_common_words_are_shown(self, tmp_path: Path) -> None:
        records = RecordsRepository(
            tmp_path / "records",
            [
                incident_text(
                    id="INC-2025-0003", title="Checkout returns 502 after a deploy", services="[web, checkout]"
                ),
                incident_text(
                    id="INC-2026-0001", title="Checkout returns 502 for EU customers", services="\n  - checkout"
                ),
                incident_text(id="INC-2026-0002", title="Search returns 502", services="[search]"),
                incident_text(id="INC-2026-0003", title="Mails are late"),
                incident_text(id="INC-2026-0004", title="Checkout returns 502 again", services="[checkout-api]"),
            ],
        )
        out = records.done(
            "open", "--title", "Checkout returns 502 in the EU", "--severity", "P2", "--service", "checkout"
        )
        alike = [line.split()[2] for line in out.splitlines() if line.startswith("looks like")]
        assert alike == ["INC-2026-0001", "INC-2025-0003"]

    def test_are_three_at_most_the_likest_first(self, tmp_path: Path) -> None:
        titles = [
            "pool of the database is full",
            "database pool",
            "database pool of orders is full",
            "database pool",
        ]
        texts = [incident_text(id=f"INC-2026-000{n}", title=title) for n, title in enumerate(titles, 1)]
        records = RecordsRepository(tmp_path / "records", texts)
        out = records.done(
            "open", "--title", "Database pool of orders is full", "--severity", "P2", "--service", "checkout"
        )
        alike = [line.split()[2] for line in out.splitlines() if line.startswith("looks like")]
        assert alike == ["INC-2026-0003", "INC-2026-0001", "INC-2026-0004"]

    def test_none_is_no_line(self, records: RecordsRepository) -> None:
        assert "looks like" not in records.done(*BROKEN)

    def test_that_cannot_be_read_are_passed_over(self, records: RecordsRepository) -> None:
        records.add(incident_text(id="INC-2026-0041", title="Broken", extra="x"))
        assert "looks like" not in records.done(*BROKEN)
