from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.metrics.evidence import Evidence
from incitrack.metrics.figures import Figures, figures
from incitrack.metrics.groups import Grouping
from incitrack.metrics.response_times import ResponseTimes
from incitrack.metrics.summary import Summary
from incitrack.model.times import parse_time
from incitrack.records.archive import Archive
from incitrack.records.record import IncidentRecord
from tests.builders import archive, incident
from tests.metrics.histories import NOW, evidence, history, record_of


def test_only_actionable_incidents_count(tmp_path: Path) -> None:
    told = "2026-06-01 10:00 reported, 11:00 resolved"
    known = evidence(
        tmp_path,
        history(told, 1, actions="[{id: A1, title: Fix it, owner: kim}]"),
        *(
            history(told, 2 + number, disposition=disposition, actions="[{id: A1, title: Fix it, owner: sam}]")
            for number, disposition in enumerate(
                ["false-positive", "planned", "duplicate\nduplicate_of: INC-2026-0001"]
            )
        ),
    )
    found = figures(known)
    (group,) = found.groups
    assert (group.key, group.incidents, group.times["time_to_resolve"].n) == ("all", 1, 1)
    assert list(found.owners) == ["kim"]


def test_what_was_chosen_is_shown_and_what_came_again_is_judged_by_the_whole_archive(tmp_path: Path) -> None:
    known = evidence(
        tmp_path,
        history("2026-06-01 10:00 reported, 12:00 resolved", 1, cause="change", severity="P1"),
        history("2026-07-01 10:00 reported, 11:00 resolved", 2, cause="change"),
    )
    chosen = [record_of(known.archive, 2)]
    found = figures(known, chosen)
    (group,) = found.groups
    assert group.times["time_to_resolve"] == Summary(1, 3600, 3600, 3600, 3600)
    assert group.recurrence == (1, 1, 1)
    assert [each.incidents for each in found.recurring] == [("INC-2026-0001", "INC-2026-0002")]
    assert (found.availability, found.baseline.monthly_incidents) == ((), _chart_of_july(known, chosen))


def _chart_of_july(known: Evidence, chosen: list[IncidentRecord]) -> object:
    """July had one, August to October none: the months begin with the first that was chosen."""
    chart = figures(known, chosen).baseline.monthly_incidents
    assert chart is not None
    assert [point.value for point in chart.points] == [1, 0, 0, 0]
    return chart


@pytest.mark.parametrize(
    ("until", "values"),
    [
        (None, [1, 1, 0, 0, 0]),
        ("2026-08-31T23:59:59.999999Z", [1, 1, 0]),  # the last moment of August: it is over
        ("2026-08-31T23:59:59Z", [1, 1]),
        ("2027-06-30T23:59:59Z", [1, 1, 0, 0, 0]),  # nobody knows yet what comes
    ],
)
def test_months_after_the_last_that_was_asked_for_or_is_over_are_not_empty_ones(
    tmp_path: Path, until: str | None, values: list[int]
) -> None:
    known = evidence(tmp_path, history("2026-06-01 10:00 reported", 1), history("2026-07-01 10:00 reported", 2))
    chart = figures(known, until=parse_time(until) if until else None).baseline.monthly_incidents
    assert chart is not None
    assert [point.value for point in chart.points] == values


def test_nothing_chosen_has_figures_of_nothing(tmp_path: Path) -> None:
    found = figures(evidence(tmp_path))
    (group,) = found.groups
    assert group.incidents == 0
    assert set(group.times.values()) == {Summary(0, None, None, None, 0)}
    assert (group.recurrence.rate, group.actions.completion_rate, group.factors, group.causes) == (
        None,
        None,
        (),
        (),
    )
    assert found[3:] == ((), (None, None), (), {}, ())
    assert figures(evidence(tmp_path), by=Grouping.MONTH).groups == ()


INCIDENTS = st.lists(
    st.fixed_dictionaries(
        {
            "month": st.integers(1, 10),
            "day": st.integers(1, 28),
            "hours": st.integers(1, 9) | st.none(),
            "services": st.sampled_from(["[checkout]", "[search]", "[checkout, search]"]),
            "cause": st.sampled_from(["change", "capacity", None]),
            "category": st.sampled_from(["network", None]),
            "severity": st.sampled_from(["P1", "P2", "P3"]),
        }
    ),
    max_size=10,
)


def _records(drawn: list[dict[str, int | str | None]]) -> tuple[IncidentRecord, ...]:
    found = []
    for number, each in enumerate(drawn):
        hours = each["hours"]
        told = f"2026-{each['month']:02}-{each['day']:02} 10:00 reported"
        told += "" if hours is None else f", {10 + int(hours)}:00 resolved"
        fields = {key: each[key] for key in ("services", "cause", "category", "severity")}
        read = incident(history(told, number, **fields))  # type: ignore[arg-type] # the fields are text
        found.append(replace(read, path=f"{number}.md"))
    return tuple(found)


def _figures(nothing: Archive, records: tuple[IncidentRecord, ...], by: Grouping | None) -> Figures:
    whole = Archive(nothing.root, nothing.policies, (), records, (), ())
    return figures(Evidence(whole, NOW), by=by)


ONE_GROUP_EACH = [Grouping.MONTH, Grouping.QUARTER, Grouping.SEVERITY, Grouping.CATEGORY, Grouping.CAUSE]


@pytest.mark.parametrize("by", ONE_GROUP_EACH)
@given(drawn=INCIDENTS)
def test_the_groups_add_up_to_the_whole(
    tmp_path_factory: pytest.TempPathFactory, by: Grouping, drawn: list[dict[str, int | str | None]]
) -> None:
    nothing, records = archive(tmp_path_factory.getbasetemp()), _records(drawn)
    (whole,) = _figures(nothing, records, None).groups
    groups = _figures(nothing, records, by).groups
    assert [group.key for group in groups] == sorted(group.key for group in groups)
    assert sum(group.incidents for group in groups) == whole.incidents == len(drawn)
    for name in ResponseTimes._fields:
        assert sum(group.times[name].n for group in groups) == whole.times[name].n
        assert sum(group.times[name].sum_s for group in groups) == whole.times[name].sum_s
    assert sum(group.recurrence.recurred for group in groups) == whole.recurrence.recurred


@given(drawn=INCIDENTS)
def test_an_incident_of_two_services_stands_in_the_groups_of_both(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[dict[str, int | str | None]]
) -> None:
    nothing, records = archive(tmp_path_factory.getbasetemp()), _records(drawn)
    groups = {group.key: group for group in _figures(nothing, records, Grouping.SERVICE).groups}
    for service in ("checkout", "search"):
        alone = tuple(record for record in records if service in record.incident.services)
        assert (groups[service].incidents if service in groups else 0) == len(alone)
        if alone:
            (same,) = _figures(nothing, alone, None).groups
            assert groups[service].times == same.times


@given(drawn=INCIDENTS)
def test_the_order_of_the_files_changes_no_figure(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[dict[str, int | str | None]]
) -> None:
    nothing, records = archive(tmp_path_factory.getbasetemp()), _records(drawn)
    for by in (None, *Grouping):
        assert _figures(nothing, records, by) == _figures(nothing, records[::-1], by)
