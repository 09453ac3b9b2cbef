import csv
import io

import pytest

from incitrack.reports.csv_text import to_csv


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_a_header_and_rows_with_lists_and_absent_values() -> None:
    assert to_csv(["id", "services", "owner", "n"], [["A1", ["api", "web"], None, -3]]) == (
        "id,services,owner,n\nA1,api web,,-3"
    )


def test_commas_quotes_and_line_breaks_are_read_back() -> None:
    text = to_csv(["a", "b"], [['say "no", then', "two\nlines"]])
    assert cells(text) == [["a", "b"], ['say "no", then', "two\nlines"]]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\n"])
def test_what_a_spreadsheet_would_run_is_text(first: str) -> None:
    assert cells(to_csv(["a"], [[f"{first}HYPERLINK(1)"]]))[1] == [f"'{first}HYPERLINK(1)"]


def test_a_carriage_return_in_front_is_text_too_and_escaped() -> None:
    assert cells(to_csv(["a"], [["\r=1"]]))[1] == ["'\\u000d=1"]


def test_a_sign_later_in_the_text_stays() -> None:
    assert cells(to_csv(["a"], [["1+1=2 @maria"]]))[1] == ["1+1=2 @maria"]
