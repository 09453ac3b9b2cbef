"""How an incident turned: every time that it was mitigated, resolved and reopened."""

from incitrack.model.turns import turns
from tests.builders import REPORTED, incident


def turned(*entries: str, status: str = "resolved") -> list[tuple[str, str]]:
    """The turns of these entries at 15:01, 15:02 and so on: what, and the minute."""
    lines = [f"- `2026-11-20T15:{minute:02}Z` **{kind}** @maria: So." for minute, kind in enumerate(entries, 1)]
    record = incident(status=status, owner="maria", timeline=[REPORTED, *lines])  # type: ignore[arg-type] # entries
    return [(turn.kind.value, f"{turn.at:%M}") for turn in turns(record.incident)]


def test_each_resolution_and_each_reopening_is_one() -> None:
    assert turned("resolved", "reopened", "resolved", "reopened", "resolved", "closed", status="closed") == [
        ("resolved", "01"),
        ("reopened", "02"),
        ("resolved", "03"),
        ("reopened", "04"),
        ("resolved", "05"),
    ]


def test_of_what_is_mitigated_twice_the_first_counts_until_it_is_reopened() -> None:
    assert turned("mitigated", "mitigated", "resolved", "reopened", "mitigated", "resolved") == [
        ("mitigated", "01"),
        ("resolved", "03"),
        ("reopened", "04"),
        ("mitigated", "05"),
        ("resolved", "06"),
    ]


def test_what_is_closed_at_once_is_resolved_by_that() -> None:
    assert turned("closed", status="closed") == [("resolved", "01")]
    assert turned("resolved", "closed", status="closed") == [("resolved", "01")]


def test_an_open_incident_is_not_resolved_last() -> None:
    assert turned("resolved", "reopened", status="in-progress") == [("resolved", "01"), ("reopened", "02")]
    assert turned("resolved", status="in-progress") == []
