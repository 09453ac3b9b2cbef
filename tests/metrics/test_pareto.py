from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.metrics.pareto import Portion, pareto
from incitrack.metrics.remedies import Remedies, Sort
from incitrack.records.archive import read_archive
from incitrack.records.record import IncidentRecord
from tests.builders import archive, archive_folder, incident, write_postmortem
from tests.metrics.histories import history


def test_the_most_frequent_comes_first_and_equals_by_key(tmp_path: Path) -> None:
    causes = ["change", "capacity", None, "change", "hardware"]
    found = archive(
        tmp_path, *(history("2026-06-01 10:00 reported", i, cause=cause) for i, cause in enumerate(causes))
    )
    assert pareto(found.incidents, Sort.CAUSE, Remedies(found)) == (
        Portion("change", 2, 0.5, 0.5, 0),
        Portion("capacity", 1, 0.25, 0.75, 0),
        Portion("hardware", 1, 0.25, 1.0, 0),
    )


def test_factors_are_those_of_the_postmortems_each_once_an_incident(tmp_path: Path) -> None:
    archive_folder(
        tmp_path, history("2026-06-01 10:00 reported", 1), history("2026-06-01 10:00 reported", 2, cause="change")
    )
    write_postmortem(
        tmp_path, id="INC-2026-0001", factors="[{factor: a}, {factor: b}, {factor: a, detail: Once more.}]"
    )
    write_postmortem(tmp_path, id="INC-2026-0002", factors="[{factor: a}]")
    found = read_archive(tmp_path)
    portions = pareto(found.incidents, Sort.FACTOR, Remedies(found))
    assert [(each.key, each.count) for each in portions] == [("a", 2), ("b", 1)]
    assert pareto(found.incidents[:1], Sort.CAUSE, Remedies(found)) == ()


@given(st.lists(st.sampled_from(["a", "b", "c", "d"]), min_size=1, max_size=30))
def test_shares_add_up_to_one_and_fall(tmp_path_factory: pytest.TempPathFactory, causes: list[str]) -> None:
    nothing = archive(tmp_path_factory.getbasetemp())
    records: list[IncidentRecord] = [
        incident(history("2026-06-01 10:00 reported", cause=cause)) for cause in causes
    ]
    portions = pareto(records, Sort.CAUSE, Remedies(nothing))
    shares = [each.share for each in portions]
    assert sum(each.count for each in portions) == len(causes)
    assert shares == sorted(shares, reverse=True)
    assert portions[-1].cumulative == 1.0
    assert [each.cumulative for each in portions] == pytest.approx(
        [sum(shares[: place + 1]) for place in range(len(shares))]
    )
