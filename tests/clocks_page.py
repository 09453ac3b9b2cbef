"""docs/clocks.md taken apart: its sections, their fenced blocks and tables, and the sums in their sentences."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

PAGE = Path(__file__).parent.parent / "docs/clocks.md"
NONE = "–"

HOURS_FROM_UTC = {"UTC": 0, "CET": 1, "CEST": 2, "NZST": 12}
DURATION = r"(?:\d+ h(?: \d+ min)?|\d+ min)"
SPAN = re.compile(rf"(\d\d:\d\d)–(\d\d:\d\d) \(({DURATION})\)")
SUM = re.compile(rf"({DURATION}(?: \+ {DURATION})+) = ({DURATION})")
NUMBER = r"\d\d:\d\d|\d+(?:bh|bd|[mhdw]\b)?"

TESTED = {
    "clock, starts, deadline, deadline in UTC, stops, state",
    "severity, reported, deadline, acknowledged, now, state",
    "starts, lasts, ends, in UTC, because",
    "calendar, starts, lasts, ends, in UTC, because",
    ", P1, P2, P3, P4",
}
"""The heads of those tables whose cells a test compares with the program, but for the cell that says why."""

Row = dict[str, str]


class Section(NamedTuple):
    """What stands under a heading: blocks without their fences, tables, and the lines that are neither."""

    title: str
    blocks: list[str]
    tables: list[list[Row]]
    prose: str

    @property
    def is_example(self) -> bool:
        return any("deadline in UTC" in table[0] for table in self.tables)

    @property
    def said(self) -> str:
        """Its sentences, also those in tables, without the addresses of links."""
        cells = [cell for head, cell in self._cells() if not _is_tested(head)]
        return re.sub(r"\]\([^)]*\)", "]", " ".join([self.prose, *cells]))

    @property
    def tested(self) -> str:
        """What a test compares with the program or hands to it."""
        return " ".join([*self.blocks, *(cell for head, cell in self._cells() if _is_tested(head))])

    def _cells(self) -> Iterator[tuple[tuple[str, str], str]]:
        for table in self.tables:
            for row in table:
                yield from (((", ".join(row), head), cell) for head, cell in row.items())


def _is_tested(place: tuple[str, str]) -> bool:
    table, column = place
    return table in TESTED and column != "because"


def sections() -> list[Section]:
    """The sections of the page in order."""
    found: list[tuple[str, list[str], list[str]]] = []
    lines = iter(PAGE.read_text().splitlines(keepends=True))
    for line in lines:
        if line.startswith("#"):
            found.append((line.strip("# \n"), [], []))
        elif line.startswith("```"):
            found[-1][1].append("".join(takewhile(lambda each: each != "```\n", lines)))
        else:
            found[-1][2].append(line)
    return [_section(title, blocks, "".join(text)) for title, blocks, text in found]


def _section(title: str, blocks: list[str], text: str) -> Section:
    tables = [_rows(table) for table in re.findall(r"(?:^\|.*\n)+", text, flags=re.MULTILINE)]
    prose = re.sub(r"^\|.*\n", "", text, flags=re.MULTILINE)
    return Section(title, blocks, tables, " ".join(prose.split()))


def _rows(table: str) -> list[Row]:
    head, _, *rows = ([cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines())
    return [dict(zip(head, row, strict=True)) for row in rows]


def moment(local: str) -> datetime:
    """The moment, in UTC, that `Sun 2026-10-25 02:30 CET` is."""
    _, day, time, zone = local.split()
    offset = timezone(timedelta(hours=HOURS_FROM_UTC[zone]))
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=offset).astimezone(UTC)


def local(when: datetime, zone: str) -> str:
    """How the page writes a moment for people of a time zone."""
    return f"{when.astimezone(ZoneInfo(zone)):%a %Y-%m-%d %H:%M %Z}"


def minutes(duration: str) -> int:
    """How long `1 h 50 min` is, or how late `01:50`."""
    hours, rest = (re.search(rf"(\d+) {unit}", duration.replace(":", " h ") + " min") for unit in ("h", "min"))
    return (int(hours[1]) * 60 if hours else 0) + (int(rest[1]) if rest else 0)
