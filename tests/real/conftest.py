"""The service desk's log, converted once for all that is asked of it."""

import sqlite3
from pathlib import Path

import pytest

from incitrack.model.incident import Incident
from incitrack.records.record import IncidentRecord
from tests.real.brought import by_source
from tests.real.convert_uci import convert
from tests.real.uci_log import as_tables


@pytest.fixture(scope="session")
def log(real_data: Path) -> sqlite3.Connection:
    """The rows as tables."""
    return as_tables(real_data / "uci-servicenow")


@pytest.fixture(scope="session")
def desk(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the records."""
    return convert(real_data / "uci-servicenow", tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="session")
def desk_records(desk: Path) -> dict[str, IncidentRecord]:
    """The records by the numbers of the log."""
    return by_source(desk)


@pytest.fixture(scope="session")
def desk_incidents(desk_records: dict[str, IncidentRecord]) -> dict[str, Incident]:
    """The incidents by the numbers of the log."""
    return {name: record.incident for name, record in desk_records.items()}
