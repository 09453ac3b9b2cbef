"""1,085 clocks of a service desk under a policy of ours: what `sla` says, and what SQL says of the same rows."""

import json
import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from incitrack.model.times import parse_time
from tests.cli.ran import ran
from tests.real.brought import NOW, by_source, groups
from tests.real.uci_log import asked

pytestmark = pytest.mark.real_data

RUNS = """\
CREATE TEMP TABLE ended AS WITH RECURSIVE
target (priority, acknowledge, resolve) AS
  (VALUES ('P1', 3600, 86400), ('P2', 4 * 3600, 3 * 86400), ('P3', 86400, 5 * 86400), ('P4', 2 * 86400, 10 * 86400)),
run AS (SELECT 'acknowledge' AS clock, number, start, stop FROM answered
  UNION ALL SELECT 'resolve', number, start, stop FROM period),
change AS (  -- the priority that a run begins with, and each other one that comes while it runs
  SELECT clock, r.number, start, stop, start AS at, NULL AS before,
    COALESCE((SELECT s.priority_before FROM step s WHERE s.number = r.number AND s.at >= start
      AND s.priority_before <> s.priority ORDER BY seq LIMIT 1), f.priority) AS priority
  FROM run r JOIN final f USING (number)
  UNION ALL SELECT clock, r.number, start, stop, s.at, priority_before, priority FROM run r JOIN step s USING (number)
  WHERE priority_before <> priority AND s.at >= start AND s.at < stop),
numbered AS (SELECT c.*, CASE clock WHEN 'resolve' THEN resolve ELSE acknowledge END AS allowed,
  ROW_NUMBER() OVER (PARTITION BY clock, number, start ORDER BY at, before IS NOT NULL) AS nth
  FROM change c JOIN target USING (priority)),
due AS (SELECT clock, number, start, stop, nth, start + allowed AS deadline FROM numbered WHERE nth = 1
  UNION ALL SELECT n.clock, n.number, n.start, n.stop, n.nth,
    CASE WHEN n.at > deadline THEN deadline WHEN n.priority < n.before THEN n.at + allowed ELSE n.start + allowed END
  FROM due d JOIN numbered n ON (n.clock, n.number, n.start, n.nth) = (d.clock, d.number, d.start, d.nth + 1)),
last AS (SELECT *, MAX(nth) OVER (PARTITION BY clock, number, start) AS n FROM due)
SELECT number, clock, deadline, stop, stop <= deadline AS met FROM last WHERE nth = n
"""
"""How each run of a clock ended under the targets of the converter: a raised priority starts it anew, a lowered one
goes back to its start, and what was breached by then stays so."""


@pytest.fixture(scope="module")
def runs(log: sqlite3.Connection) -> sqlite3.Connection:
    log.executescript(RUNS)
    return log


def test_every_clock_has_the_deadline_that_the_log_gives_it(runs: sqlite3.Connection, desk: Path) -> None:
    theirs = Counter(runs.execute("SELECT number, clock, deadline, stop, met FROM ended"))
    names = {record.id: name for name, record in by_source(desk).items()}
    told = json.loads(ran(desk, "sla", "--all", "--json", now=NOW).out)
    ours = Counter(
        (
            names[each["incident"]],
            each["clock"],
            *map(instant, (each["deadline_at"], each["stopped_at"])),
            each["state"] == "met",
        )
        for each in told
    )
    assert theirs.total() == 539 + 546
    assert ours == theirs


def instant(written: str) -> int:
    """Seconds since 1970."""
    return int(parse_time(written).timestamp())


@pytest.mark.parametrize(("clock", "n"), [("acknowledge", 539), ("resolve", 546)])
def test_clocks_kept_under_a_policy_of_ours_are_those_of_the_log(
    clock: str, n: int, runs: sqlite3.Connection, desk: Path
) -> None:
    counted = (
        "SELECT priority, SUM(met), SUM(NOT met) FROM ended JOIN final USING (number) WHERE clock = ? GROUP BY 1"
    )
    theirs = asked(runs, counted, clock)
    assert sum(met + missed for met, missed in theirs.values()) == n
    ours = {key: group["sla"][clock] for key, group in groups(desk, "severity").items()}
    assert ours == {
        key: {"met": met, "missed": missed, "breached": 0, "rate": pytest.approx(met / (met + missed), abs=1e-9)}
        for key, (met, missed) in theirs.items()
    }
