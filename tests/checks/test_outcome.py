"""What a check comes to: counts, exit status, and the part of it that lies under some paths."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.checks.finding import Finding
from incitrack.checks.outcome import Outcome
from incitrack.errors import Place
from incitrack.model.check_levels import Level

NOW = datetime(2026, 11, 20, 17, tzinfo=UTC)
PATHS = ("incidents/2025/INC-2025-0001.md", "incidents/2026/INC-2026-0001.md", "incidents/2026/INC-2026-0002.md")


def finding(level: Level, code: str = "INC103", path: str = PATHS[1]) -> Finding:
    return Finding(code, "a-rule", level, Place(path, 5), None, "wrong", "mend it")


def outcome(*findings: Finding) -> Outcome:
    return Outcome(NOW, findings, {"incident": PATHS, "postmortem": (), "policy": ("policies/severity.yaml",)})


def test_findings_are_counted_by_level() -> None:
    found = outcome(finding(Level.ERROR), finding(Level.NOTICE), finding(Level.ERROR))
    assert [found.count(level) for level in Level] == [2, 0, 1]


@pytest.mark.parametrize(
    ("found", "fail_on", "status"),
    [
        (None, Level.NOTICE, 0),
        (Level.ERROR, Level.ERROR, 1),
        (Level.WARNING, Level.ERROR, 0),
        (Level.WARNING, Level.WARNING, 1),
        (Level.NOTICE, Level.WARNING, 0),
        (Level.NOTICE, Level.NOTICE, 1),
    ],
)
def test_the_check_fails_at_the_level_that_was_chosen(found: Level | None, fail_on: Level, status: int) -> None:
    assert outcome(*([finding(found)] if found else [])).exit_status(fail_on) == status


@pytest.mark.parametrize("level", list(Level))
def test_what_cannot_be_read_outranks_the_rest_whatever_its_level(level: Level) -> None:
    assert outcome(finding(Level.ERROR), finding(level, "INC005")).exit_status(Level.ERROR) == 3


@pytest.mark.parametrize(
    ("chosen", "paths"),
    [
        ([""], PATHS),
        (["incidents"], PATHS),
        (["incidents/2026"], PATHS[1:]),
        ([PATHS[0]], PATHS[:1]),
        ([PATHS[0], "incidents/2025"], PATHS[:1]),
        (["incidents/20", "policies", "README.md"], ()),
    ],
)
def test_paths_keep_the_files_at_or_under_them(chosen: list[str], paths: tuple[str, ...]) -> None:
    everything = outcome(*(finding(Level.ERROR, path=path) for path in PATHS))
    within = everything.within(chosen)
    assert tuple(found.place.path for found in within.findings) == paths
    assert within.files["incident"] == paths


names = st.sampled_from(["incidents", "2025", "2026", "a", "ab", "policies", "x.md"])
written = st.lists(names, min_size=1, max_size=3).map("/".join)


@given(path=written, folders=st.lists(written, max_size=3))
def test_a_file_is_within_a_folder_exactly_where_its_path_begins_with_it(path: str, folders: list[str]) -> None:
    within = outcome(finding(Level.ERROR, path=path)).within(folders)
    assert bool(within.findings) == any(f"{path}/".startswith(f"{folder}/") for folder in folders)
