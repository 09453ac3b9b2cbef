"""3,714 events of 539 incidents of a service desk: what each record says, held to the same rows in SQL."""

import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from incitrack.model.entry import Kind
from incitrack.model.incident import Incident
from incitrack.records.record import IncidentRecord
from tests.real.brought import errors
from tests.real.uci_log import asked

pytestmark = pytest.mark.real_data


def test_every_event_is_in_a_timeline_at_its_own_time(
    log: sqlite3.Connection, desk_incidents: dict[str, Incident]
) -> None:
    told = Counter(
        (name, int(entry.at.timestamp()))
        for name, incident in desk_incidents.items()
        for entry in incident.timeline
        if entry.kind not in {Kind.REPORTED, Kind.SEVERITY}
    )
    theirs = Counter(log.execute("SELECT number, at FROM event").fetchall())
    assert (len(desk_incidents), theirs.total()) == (539, 3714)
    assert told == theirs


def test_opened_resolved_and_closed_are_the_sources_own(
    log: sqlite3.Connection, desk_incidents: dict[str, Incident]
) -> None:
    theirs = asked(log, "SELECT number, opened, ended, closed FROM final")
    assert log.execute("SELECT COUNT(opened), COUNT(resolved), COUNT(closed) FROM final").fetchone() == (
        539,
        521,
        539,
    )
    assert {
        name: tuple(at and at.timestamp() for at in (each.reported_at, each.resolved_at, each.closed_at))
        for name, each in desk_incidents.items()
    } == theirs


def test_the_sources_verdict_on_its_own_sla_is_kept(
    log: sqlite3.Connection, desk_records: dict[str, IncidentRecord]
) -> None:
    told = Counter(record.custom["x-made-sla"].upper() for record in desk_records.values())
    assert told == {"TRUE": 303, "FALSE": 236}
    assert told == asked(log, "SELECT made_sla, COUNT(*) FROM final GROUP BY made_sla")


def test_check_finds_what_the_log_does_not_know_and_what_it_wrote_before_the_report(
    log: sqlite3.Connection, desk: Path
) -> None:
    unowned = log.execute("SELECT number FROM final WHERE resolver IS NULL ORDER BY number").fetchall()
    uncaused = log.execute("SELECT number FROM final WHERE code IS NULL ORDER BY number").fetchall()
    early = log.execute("SELECT number FROM event WHERE at < opened ORDER BY number").fetchall()
    assert (len(unowned), len(uncaused), len(early)) == (136, 6, 4)
    assert errors(desk) == {
        "INC105": [number for (number,) in early],
        "INC110": [number for (number,) in uncaused],
        "INC201": [number for (number,) in unowned],
    }


def test_seven_reopenings_are_told_apart_from_what_went_on_after_a_resolution(
    log: sqlite3.Connection, desk_incidents: dict[str, Incident]
) -> None:
    theirs = asked(log, "SELECT number, reopened FROM final WHERE reopened > 0")
    ours = {name: sum(e.kind is Kind.REOPENED for e in each.timeline) for name, each in desk_incidents.items()}
    assert (len(theirs), sum(theirs.values())) == (6, 7)
    assert {name: n for name, n in ours.items() if n} == theirs


def test_priorities_that_changed_are_25_and_the_last_one_holds(
    log: sqlite3.Connection, desk_incidents: dict[str, Incident]
) -> None:
    theirs = asked(log, "SELECT number, COUNT(*) FROM step WHERE priority <> priority_before GROUP BY number")
    ours = {name: sum(e.kind is Kind.SEVERITY for e in each.timeline) for name, each in desk_incidents.items()}
    assert len(theirs) == 25
    assert {name: n for name, n in ours.items() if n} == theirs
    assert {name: each.severity for name, each in desk_incidents.items()} == asked(
        log, "SELECT number, priority FROM final"
    )
