from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.metrics.recurrence import WITHIN, Recurrence, Recurrences
from tests.builders import archive, incident
from tests.metrics.histories import history


@pytest.mark.parametrize(
    ("earlier", "later", "recurred"),
    [
        ({}, {}, True),
        ({"services": "[payments, checkout]"}, {}, True),
        ({"cause": "capacity"}, {}, False),
        ({"services": "[payments]"}, {}, False),
        ({"cause": None}, {"cause": None}, False),
        ({"disposition": "planned"}, {}, False),
        ({"visibility": "restricted"}, {}, True),
    ],
)
def test_it_came_again_when_service_and_cause_are_shared(
    tmp_path: Path, earlier: dict[str, str | None], later: dict[str, str | None], recurred: bool
) -> None:
    known: dict[str, str | None] = {"cause": "change"}
    found = archive(
        tmp_path,
        history("2026-11-01 10:00 reported", 1, **known | earlier),
        history("2026-11-20 10:00 reported", 2, **known | later),
    )
    first, second = found.incidents
    recurrences = Recurrences(found.incidents)
    assert (recurrences.came_again(first), recurrences.came_again(second)) == (False, recurred)


@pytest.mark.parametrize(
    ("reported", "recurred"),
    [
        ("2026-08-22 10:00", True),  # ninety days before, to the minute
        ("2026-08-22 09:59", False),
        ("2026-11-20 09:59", True),
        ("2026-11-20 10:00", False),  # the same moment is not before
        ("2026-11-20 10:01", False),
    ],
)
def test_ninety_days_are_measured_from_report_to_report(tmp_path: Path, reported: str, recurred: bool) -> None:
    found = archive(
        tmp_path,
        history(f"{reported} reported", 1, cause="change"),
        history("2026-11-20 10:00 reported", 2, cause="change"),
    )
    assert Recurrences(found.incidents).came_again(found.incidents[1]) is recurred


def test_a_chain_breaks_where_ninety_days_went_by(tmp_path: Path) -> None:
    days = ["2026-01-01", "2026-03-01", "2026-05-20", "2026-10-01", "2026-11-01"]
    found = archive(tmp_path, *(history(f"{day} 10:00 reported", i, cause="change") for i, day in enumerate(days)))
    recurrences = Recurrences(found.incidents)
    assert [[int(r.id[-4:]) for r in chain.records] for chain in recurrences.chains] == [[0, 1, 2], [3, 4]]
    assert [[int(r.id[-4:]) for r in chain.later] for chain in recurrences.chains] == [[1, 2], [4]]
    assert recurrences.share(found.incidents) == Recurrence(5, 3, 5)
    # Those before may lie outside of what is looked at.
    assert recurrences.share(found.incidents[1:2]) == Recurrence(1, 1, 1)


def test_what_names_no_cause_is_not_judged(tmp_path: Path) -> None:
    causes = ["change", None, None]
    found = archive(tmp_path, *(history("2026-11-01 10:00 reported", n, cause=c) for n, c in enumerate(causes)))
    recurrences = Recurrences(found.incidents)
    assert recurrences.share(found.incidents) == Recurrence(3, 0, 1)
    assert recurrences.share(found.incidents).is_known
    assert not recurrences.share(found.incidents[1:]).is_known
    assert recurrences.share([]).is_known


def test_the_rate_of_nothing_is_unknown() -> None:
    assert Recurrence(0, 0, 0).rate is None
    assert Recurrence(4, 1, 4).rate == 0.25


REPORTS = st.lists(
    st.tuples(
        st.integers(0, 400),
        st.sets(st.sampled_from(["a", "b", "c"]), min_size=1),
        st.sampled_from(["x", "y", None]),
    ),
    max_size=12,
)


@given(REPORTS)
def test_what_came_again_is_what_a_look_at_every_pair_finds(
    reports: list[tuple[int, set[str], str | None]],
) -> None:
    start = datetime(2025, 1, 1, tzinfo=UTC)
    moments = [start + timedelta(days=day) for day, _, _ in reports]
    records = [
        incident(
            history(
                f"{at:%Y-%m-%d %H:%M} reported", number, services=f"[{', '.join(sorted(services))}]", cause=cause
            )
        )
        for number, (at, (_, services, cause)) in enumerate(zip(moments, reports, strict=True))
    ]
    # The builder gives all of them one path, by which an archive tells its records apart.
    records = [replace(each, path=f"{number}.md") for number, each in enumerate(records)]
    recurrences = Recurrences(records)
    for at, record, (_, services, cause) in zip(moments, records, reports, strict=True):
        expected = cause is not None and any(
            timedelta() < at - other_at <= WITHIN and services & others and cause == other_cause
            for other_at, (_, others, other_cause) in zip(moments, reports, strict=True)
        )
        assert recurrences.came_again(record) is expected
