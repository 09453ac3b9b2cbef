"""The *watch* workflow, step by step."""

from pathlib import Path

import pytest

from incitrack.cli.main import run
from tests.builders import ACKNOWLEDGED, REPORTED, incident_text, write_incident
from tests.git_folder import GitFolder
from tests.workflows.runner import SHIPPED, Run, load, run_job

NOW = "2026-12-20T17:00Z"
OVERDUE = "[{id: A1, title: Alert at 80% pool saturation, owner: jdoe, due: 2026-12-01}]"


@pytest.fixture
def repository(tmp_path: Path) -> GitFolder:
    folder = GitFolder(tmp_path / "records")
    run(["-C", str(folder.root), "init"])
    return folder


def watch(repository: GitFolder) -> Run:
    repository.commit()
    return run_job(SHIPPED / "watch.yml", "watch", repository.root, now=NOW)


def section(summary: str, title: str) -> str:
    return summary.partition(f"\n## {title}\n\n")[2].partition("\n## ")[0]


def test_it_names_what_is_overdue_and_whose_it_is(repository: GitFolder) -> None:
    write_incident(repository.root, owner="maria", actions=OVERDUE)
    done = watch(repository)
    assert done.status == 0
    overdue = section(done.summary, "Action items that are overdue")
    assert all(word in overdue for word in ("INC-2026-0042/A1", "jdoe", "2026-12-01", "Alert at 80%"))


def test_it_names_what_is_open_and_whose_it_is(repository: GitFolder) -> None:
    write_incident(repository.root, owner="maria", status="acknowledged", timeline=(REPORTED, ACKNOWLEDGED))  # type: ignore[arg-type] # the builder's own word
    incidents = section(watch(repository).summary, "Open incidents")
    assert all(word in incidents for word in ("INC-2026-0042", "acknowledged", "maria"))


def test_it_names_findings_and_does_not_fail_for_them(repository: GitFolder) -> None:
    write_incident(repository.root, owner="maria", severity="P9")
    done = watch(repository)
    assert done.status == 0
    assert "INC108" in section(done.summary, "Findings")


def test_it_names_what_the_main_branch_has_lost_and_does_not_fail_for_it(repository: GitFolder) -> None:
    record = write_incident(repository.root, owner="maria")
    repository.commit()
    record.write_text(record.read_text().replace("three regions", "four regions"))
    done = watch(repository)
    assert done.status == 0
    lost = section(done.summary, "What the history has lost")
    assert all(word in lost for word in ("INC-2026-0042", "altered", repository.head[:7]))


def test_it_brings_the_whole_history_to_look_through() -> None:
    checkout = load(SHIPPED / "watch.yml")["jobs"]["watch"]["steps"][0]
    assert checkout["with"]["fetch-depth"] == "0"


def test_it_names_what_cannot_be_read_and_goes_on(repository: GitFolder) -> None:
    write_incident(repository.root, status="odd")
    write_incident(repository.root, id="INC-2026-0043", owner="maria")
    done = watch(repository)
    assert done.status == 0
    assert "INC-2026-0042.md" in done.summary
    assert "INC-2026-0043" in section(done.summary, "Open incidents")


def test_it_fails_where_it_cannot_look(repository: GitFolder, tmp_path: Path) -> None:
    repository.commit()
    broken = tmp_path / "watch.yml"
    broken.write_text((SHIPPED / "watch.yml").read_text().replace("incitrack list --open", "incitrack list --opn"))
    assert run_job(broken, "watch", repository.root, now=NOW).status != 0


def test_the_text_of_records_stays_code_in_the_summary_and_out_of_the_log(repository: GitFolder) -> None:
    hostile = (
        "</code><img src=x>",
        "``` ::add-mask::x",
        "# Heading",
        "$(touch pwned)",
        "`touch pwned`",
        "##[error]x",
    )
    for number, title in enumerate(hostile):
        write_incident(
            repository.root,
            incident_text(
                id=f"INC-2026-00{number:02}",
                title=f"'{title}'",
                owner="maria",
                services='["a b"]' if number % 2 else "[a]",
                actions=f"[{{id: A1, title: '{title}', owner: jdoe, due: 2026-12-01}}]",
            ),
            id=f"INC-2026-00{number:02}",
        )
    done = watch(repository)
    assert done.status == 0
    assert done.log == ""
    told = [line for line in done.summary.splitlines() if line.strip()]
    assert [line for line in told if not line.startswith("    ")] == [
        "## Action items that are overdue",
        "## Open incidents",
        "## Findings",
        "## What the history has lost",
    ]
    assert all(title in done.summary for title in hostile[::2])
    assert not (repository.root / "pwned").exists()


def test_a_long_summary_is_cut(repository: GitFolder) -> None:
    for number in range(700):
        write_incident(repository.root, id=f"INC-2026-{number:04}", severity="P9", owner="maria")
    findings = section(watch(repository).summary, "Findings").splitlines()
    assert len(findings) == 1001
    assert findings[-1].startswith("    … and ")
