"""What `sla` remembers: told again it is the same to the byte, whatever has happened in between."""

import time
from pathlib import Path

import pytest

from incitrack.cli.clock_ledger import Ledger
from incitrack.records.cache_file import cache_folder, load
from tests.builders import ACKNOWLEDGED, REPORTED, RESOLVED, archive_folder, incident_text, postmortem_text, write
from tests.cli.ran import Ran, ran

POLICY = """\
severities:
  P1:
    name: Critical
    sla: {acknowledge: 15m, resolve: 4h, communicate: 12h}
    postmortem: {when: [{breached: communicate}], due: 3bd}
"""
RUNNING = incident_text(id="INC-2026-0001", severity="P1", timeline=[REPORTED])
DUE_LATER = """
  - id: A1
    title: Alert at 80% pool saturation
    owner: jdoe
    due: 2026-11-22"""
OVER = incident_text(
    id="INC-2026-0002",
    severity="P1",
    status="resolved",
    owner="maria",
    started_at="2026-11-20T14:00Z",
    actions=DUE_LATER,
    timeline=[REPORTED, ACKNOWLEDGED, RESOLVED],
)


def _aged(root: Path) -> Path:
    """Wait until nothing is so fresh that it is not remembered: it might be written again within one tick."""
    newest = max(file.stat().st_ctime for file in root.rglob("*") if file.is_file())
    time.sleep(max(0.0, newest + 1.1 - time.time()))
    return root


def _archive(root: Path) -> Path:
    archive_folder(root, RUNNING, OVER)
    write(root, "policies/severity.yaml", POLICY)
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return _aged(_archive(tmp_path))


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive for tests that change nothing in it."""
    return _aged(_archive(tmp_path_factory.mktemp("unchanged")))


def remembered(root: Path) -> Ledger | None:
    found = load(cache_folder(root) / "last-clocks")
    return found if isinstance(found, Ledger) else None


def reckoned(root: Path, *options: str, now: str) -> Ran:
    """The same clocks by a way that remembers nothing: a filter that all pass."""
    return ran(root, "sla", "--since", "0001-01-01", *options, now=now)


@pytest.mark.parametrize("option", [[], ["--json"]])
@pytest.mark.parametrize(
    "later",
    [
        "2026-11-20T17:00Z",
        "2026-11-20T17:45Z",
        "2026-11-20T19:00Z",
        "2026-11-21T02:09Z",
        "2026-11-21T02:11Z",
        "2026-11-22T00:00Z",
        "2026-12-01T00:00Z",
        "2026-11-20T14:12Z",
    ],
)
def test_at_every_other_moment_it_tells_what_would_be_reckoned_anew(
    unchanged: Path, option: list[str], later: str
) -> None:
    ran(unchanged, "sla")
    assert ran(unchanged, "sla", *option, now=later) == reckoned(unchanged, *option, now=later)


def test_it_remembers_and_looks_no_further_while_no_file_has_changed(root: Path) -> None:
    first = ran(root, "sla")
    assert remembered(root) is not None
    for record in root.glob("incidents/*/*.md"):
        record.chmod(0o644)  # a new stamp, though not a new text
    assert ran(root, "sla") == first
    assert remembered(root) is not None


def test_a_change_of_a_record_of_a_policy_or_of_what_is_there_is_seen(root: Path) -> None:
    ran(root, "sla")
    write(root, "incidents/2026/INC-2026-0001.md", RUNNING.replace("14:10Z", "14:20Z"))
    assert "2026-11-20T18:20Z" in ran(root, "sla").out
    write(root, "policies/severity.yaml", POLICY.replace("resolve: 4h", "resolve: 5h"))
    assert "2026-11-20T19:20Z" in ran(root, "sla").out
    (root / "incidents/2026/INC-2026-0001.md").unlink()
    assert "INC-2026-0001" not in ran(root, "sla").out
    write(
        root,
        "postmortems/2026/INC-2026-0002.md",
        postmortem_text(incident="INC-2026-0002", actions=DUE_LATER.replace("22", "10")),
    )
    assert "action A1" in ran(root, "sla").out


def test_a_file_that_was_written_just_now_is_not_remembered(tmp_path: Path) -> None:
    archive_folder(tmp_path, RUNNING)
    write(tmp_path, "policies/severity.yaml", POLICY)
    ran(tmp_path, "sla")
    assert remembered(tmp_path) is None


def test_an_archive_that_cannot_be_read_whole_is_told_of_each_time(root: Path) -> None:
    write(root, "incidents/2026/INC-2026-0009.md", "nothing")
    _aged(root)
    assert [ran(root, "sla").status for _ in range(2)] == [3, 3]
    assert remembered(root) is None


def test_a_damaged_memory_is_none(root: Path) -> None:
    first = ran(root, "sla")
    (cache_folder(root) / "last-clocks").write_bytes(b"\x80\x05nonsense")
    assert ran(root, "sla") == first
