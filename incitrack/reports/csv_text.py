"""CSV that a spreadsheet opens without running anything."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from incitrack.printable import printable

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def to_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The CSV (RFC 4180, with LF) of a header and rows, without a last line break.

    None is an empty cell, a list its elements with spaces between. A text that a spreadsheet would take for a
    formula gets an apostrophe in front (OWASP, “CSV Injection”); control characters are escaped.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().removesuffix("\n")


def _cell(value: object) -> object:
    if isinstance(value, int | float):
        return value
    text = "" if value is None else " ".join(map(str, value)) if isinstance(value, list) else str(value)
    return printable(f"'{text}" if text.startswith(_FORMULA) else text)
