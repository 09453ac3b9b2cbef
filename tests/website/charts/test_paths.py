from incitrack.website.charts.paths import band, coordinate, diamond, disc, line, rectangle


def test_a_coordinate_is_as_short_as_a_tenth_allows() -> None:
    assert [coordinate(value) for value in (12, 12.04, 12.06, -0.04, 100)] == ["12", "12", "12.1", "0", "100"]


def test_a_line_is_broken_where_there_is_nothing() -> None:
    assert line([(0, 0), (1, 2), None, (3, 3), (4, 4.5)]) == "M0 0L1 2M3 3L4 4.5"


def test_a_place_alone_is_no_line() -> None:
    assert line([None, (1, 2), None]) == ""
    assert band([(1, 2)], [(1, 5)]) == ""


def test_a_band_goes_out_above_and_comes_back_below() -> None:
    assert band([(0, 0), (1, 1), None], [(0, 5), (1, 6), None]) == "M0 0L1 1L1 6L0 5z"


def test_shapes_stand_around_their_place() -> None:
    assert rectangle(1, 2, 3, 4) == "M1 2h3v4h-3z"
    assert disc(5, 5, 2) == "M3 5a2 2 0 1 0 4 0a2 2 0 1 0 -4 0z"
    assert diamond(5, 5, 2) == "M3 5L5 3L7 5L5 7z"
