"""The service desk's log as tables, so that figures can be asked of it in SQL, without a line of this project."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.real.brought import rows

DERIVED = """\
CREATE INDEX of_incident ON event (number, seq);

CREATE TABLE final AS  -- the last row of each incident, with its resolution; 18 have none but the row that says so
SELECT e.*, COALESCE(e.resolved, (SELECT MAX(at) FROM event r WHERE r.number = e.number AND r.state = 'Resolved'))
  AS ended FROM event e WHERE seq = (SELECT MAX(seq) FROM event l WHERE l.number = e.number);

CREATE TABLE step AS
SELECT *, LAG(state) OVER (PARTITION BY number ORDER BY seq) AS state_before,
  LEAD(state) OVER (PARTITION BY number ORDER BY seq) AS state_after,
  LAG(priority) OVER (PARTITION BY number ORDER BY seq) AS priority_before FROM event;
CREATE INDEX of_step ON step (number, seq);

CREATE TABLE period AS  -- from the opening and from each reopening until it was next resolved
SELECT number, start, (SELECT MIN(at) FROM step s WHERE s.number = b.number AND s.seq > b.seq
  AND state = 'Resolved' AND state_after <> 'Resolved') AS stop
FROM (SELECT number, opened AS start, MIN(seq) - 1 AS seq FROM event GROUP BY number
  UNION ALL SELECT number, at, seq FROM step WHERE state_before = 'Resolved' AND state NOT IN ('Resolved', 'Closed')) b;

CREATE TABLE answered AS
SELECT number, opened AS start, MIN(at) AS stop FROM event WHERE state <> 'New' AND at >= opened GROUP BY number;
"""


def as_tables(source: Path) -> sqlite3.Connection:
    """A database of the table `event` and of some derived from it; times are seconds, what is `?` is NULL.

    `SECONDS` makes them of a day, or of a day and a time.
    """
    log = sqlite3.connect(":memory:")
    log.execute(
        "CREATE TABLE event (seq INTEGER PRIMARY KEY, number, state, at INTEGER, opened INTEGER, resolved INTEGER,"
        " closed INTEGER, priority, reopened INTEGER, made_sla, category, team, resolver, code)"
    )
    log.executemany(
        "INSERT INTO event VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                row["number"],
                row["incident_state"],
                *(seconds(row[at]) for at in ("sys_updated_at", "opened_at", "resolved_at", "closed_at")),
                f"P{row['priority'][0]}",
                int(row["reopen_count"]),
                row["made_sla"],
                *(known(row[name]) for name in ("category", "assignment_group", "assigned_to", "closed_code")),
            )
            for row in rows(source / "incident_event_log.csv")
        ),
    )
    log.create_function("SECONDS", 1, lambda day: int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()))
    log.executescript(DERIVED)
    return log


def seconds(written: str) -> int | None:
    """Seconds since 1970 of a time of the log; None where it has none."""
    if written == "?":
        return None
    return int(datetime.strptime(written, "%d-%m-%Y %H:%M").replace(tzinfo=UTC).timestamp())


def known(written: str) -> str | None:
    """A name as the importer makes a key of it: `Category 55` is `category-55`."""
    return None if written == "?" else written.lower().replace(" ", "-")


def asked(log: sqlite3.Connection, query: str, *values: Any) -> dict[Any, Any]:
    """The first column of an answer, and what stands beside it: one value, or a tuple of several."""
    answer = log.execute(query, values).fetchall()
    found = {row[0]: row[1] if len(row) == 2 else row[1:] for row in answer}
    assert len(found) == len(answer)
    return found
