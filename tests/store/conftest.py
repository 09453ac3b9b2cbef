from pathlib import Path

import pytest

from tests.git_folder import GitFolder


@pytest.fixture
def folder(tmp_path: Path) -> GitFolder:
    """A repository with one record, one other file, and one commit."""
    made = GitFolder(tmp_path / "repository")
    made.write(RECORD, "before\n")
    made.write("notes.md", "one\n")
    made.commit()
    return made


RECORD = "incidents/2026/INC-2026-0042.md"
