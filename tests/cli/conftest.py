from pathlib import Path

import pytest

from tests.cli.records_repository import RecordsRepository


@pytest.fixture
def records(tmp_path: Path) -> RecordsRepository:
    """A repository with one reported incident, INC-2026-0042."""
    return RecordsRepository(tmp_path / "records")
