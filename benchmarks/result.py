"""One line of the result: what was compared, the value that is judged, and the target it is judged by."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.measuring import Figures

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Row:
    """``value`` is a ratio of medians, or counted; ``target`` its limit, ``None`` where it only informs."""

    name: str
    value: float
    unit: str  # "x", "MB", "kB", or "" of a number without one
    target: float | None
    ours: Figures | None = None
    peer: Figures | None = None
    note: str = ""

    @property
    def holds(self) -> bool | None:
        """Whether the target is met; ``None`` where there is none."""
        return None if self.target is None else self.value <= self.target


def ratio(name: str, ours: Figures, peer: Figures, target: float | None) -> Row:
    """How many times the peer's time ours is."""
    return Row(name, ours.median / peer.median, "x", target, ours, peer)


def memory(name: str, ours: Figures, peer: Figures, target: float | None) -> Row:
    """Our peak memory in megabytes; the peer's stands beside it."""
    return Row(name, ours.peak / MEGABYTE, "MB", target, ours, peer)


def memory_ratio(name: str, ours: Figures, peer: Figures, target: float | None) -> Row:
    """How many times the peer's peak memory ours is."""
    return Row(name, ours.peak / peer.peak, "x", target, ours, peer)


def left_out(what: str, why: str) -> None:
    """Say that something was not measured, where that is no failure."""
    print(f"{what} is left out: {why}", file=sys.stderr)


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [
        "| benchmark | ours | peer | peak memory, MB | value | target | holds |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        target = "" if row.target is None else f"≤ {row.target:.3g}{_unit(row)}"
        holds = {True: "yes", False: "NO", None: ""}[row.holds]
        peaks = f"{_peak(row.ours)} / {_peak(row.peer)}" if row.ours else ""
        cells = [row.name, _time(row.ours), _time(row.peer), peaks, f"{row.value:.3g}{_unit(row)}", target, holds]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def as_json(row: Row) -> dict[str, object]:
    """The row with every single run, times in seconds and memory in bytes."""
    return {
        "name": row.name,
        "value": row.value,
        "unit": row.unit,
        "target": row.target,
        "holds": row.holds,
        "ours": _figures(row.ours),
        "peer": _figures(row.peer),
        "note": row.note,
    }


def _figures(figures: Figures | None) -> dict[str, object] | None:
    if figures is None:
        return None
    return {
        "name": figures.name,
        "median_s": figures.median,
        "runs_s": figures.seconds,
        "peak_bytes": figures.peak,
    }


def _unit(row: Row) -> str:
    return {"x": "×", "": ""}.get(row.unit, f" {row.unit}")


def _time(figures: Figures | None) -> str:
    if figures is None:
        return ""
    seconds = figures.median
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


def _peak(figures: Figures | None) -> str:
    return "–" if figures is None else f"{figures.peak / MEGABYTE:.0f}"
