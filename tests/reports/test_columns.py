from incitrack.reports.columns import Cell, Column, table
from incitrack.reports.style import Style
from tests.reports.painting import unpainted

COLUMNS = [Column("ID", 6), Column("OWNER", 5), Column("TITLE", None)]


def lines(rows: list[list[str]], wide: int) -> list[str]:
    return list(table(COLUMNS, [[Cell(text) for text in row] for row in rows], wide, unpainted))


def test_columns_are_as_wide_as_what_they_hold() -> None:
    assert lines([["1", "kim", "Short"], ["22", "–", "Longer"]], 80) == [
        "ID  OWNER  TITLE",
        "1   kim    Short",
        "22  –      Longer",
    ]


def test_the_yielding_column_takes_the_rest_and_others_their_most() -> None:
    assert lines([["1234567", "alexander", "A title that is far too long for this"]], 40) == [
        "ID      OWNER  TITLE",
        "12345…  alex…  A title that is far too…",
    ]


def test_the_yielding_column_keeps_twenty_columns_however_narrow_it_is() -> None:
    assert lines([["1", "kim", "A title that is far too long"]], 20)[1] == "1   kim    A title that is far…"


def test_wide_characters_keep_the_columns_straight() -> None:
    assert lines([["決済", "kim", "x"], ["1234", "kim", "y"]], 80)[1:] == ["決済  kim    x", "1234  kim    y"]


def test_a_cell_is_painted_without_its_padding() -> None:
    def paint(text: str, style: Style) -> str:
        return f"<{style}>{text}</>"

    rows = [[Cell("1", Style.ALARM), Cell("kim"), Cell("Title", Style.FAINT)]]
    assert list(table(COLUMNS, rows, 80, paint))[1] == "<alarm>1</>   kim    <faint>Title</>"
