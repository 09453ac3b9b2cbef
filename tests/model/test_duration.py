from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from incitrack.model.duration import ByBusinessHours, Delay, Duration, ElapsedSpan, PositiveSpan, Span, Unit


def read(kind: Any, written: object) -> Any:
    return TypeAdapter(kind).validate_python(written)


@given(st.integers(1, 999_999), st.sampled_from(Unit))
def test_a_duration_reads_as_it_is_written(amount: int, unit: Unit) -> None:
    span = Span(amount, unit)
    assert read(Duration, str(span)) == span


@pytest.mark.parametrize(
    ("written", "length"),
    [
        ("15m", timedelta(minutes=15)),
        ("4h", timedelta(hours=4)),
        ("2d", timedelta(hours=48)),
        ("1w", timedelta(days=7)),
        ("8bh", None),
        ("3bd", None),
    ],
)
def test_only_elapsed_time_has_a_length_of_its_own(written: str, length: timedelta | None) -> None:
    assert read(PositiveSpan, written).wall_clock == length


def test_there_may_be_one_for_business_hours_and_one_for_the_rest() -> None:
    either = read(Duration, {"business": "1h", "otherwise": "2bh"})
    assert isinstance(either, ByBusinessHours)
    assert (str(either.business), str(either.otherwise)) == ("1h", "2bh")


@pytest.mark.parametrize(
    "written", ["", "4", "h", "4 h", "4H", "-4h", "1.5h", "4h30m", "4hours", "٤h", "1234567m", 4, None]
)
def test_what_is_no_duration_is_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        read(Duration, written)


@pytest.mark.parametrize("written", [{}, {"business": "1h"}, {"business": "1h", "otherwise": "0m"}, {"bh": "1h"}])
def test_either_needs_both_and_nothing_else(written: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        read(Duration, written)


def test_no_time_at_all_is_a_delay_and_no_target() -> None:
    assert read(Delay, "0m") == Span(0, Unit.MINUTE)
    with pytest.raises(ValidationError, match="no time at all"):
        read(Duration, "0m")


@pytest.mark.parametrize("written", ["8bh", "3bd"])
def test_a_window_of_elapsed_time_is_none_of_business_time(written: str) -> None:
    with pytest.raises(ValidationError, match="counts business time"):
        read(ElapsedSpan, written)
