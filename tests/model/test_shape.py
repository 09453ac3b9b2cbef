"""A shape is a frozen dataclass by keyword, without the code that `dataclass` would write for each."""

from dataclasses import FrozenInstanceError, field, fields, replace

import pytest

from incitrack.model.shape import Shape


class Stop(Shape):
    name: str
    zone: int = 1
    lines: dict[str, str] = field(default_factory=dict)


class NightStop(Stop):
    until: str = "04:00"


def test_what_is_left_out_takes_its_default_and_maps_are_not_shared() -> None:
    first, second = Stop(name="Quay"), Stop(name="Quay")
    assert (first.zone, first.lines) == (1, {})
    assert first.lines is not second.lines


def test_its_keys_stand_in_the_order_of_the_class_whatever_order_they_are_given_in() -> None:
    stop = NightStop(until="05:00", lines={}, name="Quay", zone=2)
    assert (
        [key for key, _ in stop] == [each.name for each in fields(NightStop)] == ["name", "zone", "lines", "until"]
    )


def test_a_key_that_is_missing_or_unknown_is_named() -> None:
    with pytest.raises(TypeError, match="Stop needs name"):
        Stop(zone=1)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="Stop knows no street"):
        Stop(name="Quay", street="High Street")  # type: ignore[call-arg]


def test_nothing_of_it_changes() -> None:
    stop = Stop(name="Quay")
    with pytest.raises(FrozenInstanceError, match="name"):
        stop.name = "Pier"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="zone"):
        del stop.zone
    assert replace(stop, name="Pier") == Stop(name="Pier")
    assert stop == Stop(name="Quay")


def test_shapes_are_equal_by_class_and_values() -> None:
    assert Stop(name="Quay") != Stop(name="Pier")
    assert Stop(name="Quay") != NightStop(name="Quay")
    assert Stop(name="Quay") != "Quay"


def test_one_of_values_that_can_be_hashed_can_be() -> None:
    class Zone(Shape):
        number: int

    assert {Zone(number=1), Zone(number=1), Zone(number=2)} == {Zone(number=2), Zone(number=1)}


def test_it_shows_as_it_is_made() -> None:
    assert repr(Stop(name="Quay")) == "Stop(name='Quay', zone=1, lines={})"
