"""A record whose `id:` has very many digits, as any pull request may bring it, is a finding and stops no command."""

from pathlib import Path

import pytest

from tests.builders import archive_folder, incident_text, postmortem_text, write
from tests.cli.ran import ran

LONG = [10, 300, 5000]


@pytest.fixture(params=LONG, ids=[f"{digits} digits" for digits in LONG])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    archive_folder(tmp_path, incident_text())
    identifier = "INC-2026-" + "1" * request.param
    said = [f"- `2026-11-20T14:05Z` **reported** @maria: as {identifier}"]
    write(tmp_path, "incidents/2026/INC-2026-0043.md", incident_text(id=identifier, timeline=said))
    write(tmp_path, "incidents/2026/INC-2026-0044.md", incident_text(id="INC-2026-0044", timeline=said))
    write(tmp_path, "postmortems/2026/INC-2026-0042.md", postmortem_text(incident=identifier))
    write(tmp_path, f"incidents/2026/{identifier[:200]}.md", incident_text(id=identifier[:200]))
    return tmp_path


@pytest.mark.parametrize("command", ["list", "board", "metrics", "report month 2026-11", "build"])
def test_every_command_goes_on_with_the_other_records(root: Path, command: str) -> None:
    done = ran(root, *command.split())
    assert done.status in {0, 3}, done
    assert "incidents/2026/INC-2026-0043.md:2:" in done.err


def test_the_check_says_where_it_stands(root: Path) -> None:
    done = ran(root, "check")
    assert done.status == 3
    assert "incidents/2026/INC-2026-0043.md:2:5: error INC005" in done.out
    assert "postmortems/2026/INC-2026-0042.md:2:11: error INC005" in done.out
    assert "is not an incident's ID" in done.out
