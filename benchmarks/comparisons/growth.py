"""Whether the time for a site grows in proportion to its records."""

from __future__ import annotations

from benchmarks.generators.ours import OurSite
from benchmarks.measuring import Figures, measure
from benchmarks.peers import Setting
from benchmarks.result import Row, memory

RECORDS = (3_000, 10_000, 30_000)
TARGETS = (None, 1.25)
"""Of each step from one size to the next; the first is small enough for start-up to weigh."""


def compare(setting: Setting) -> list[Row]:
    """The build with no cache at three sizes: time per record against the size before, and memory."""
    sizes = [setting.scaled(records) for records in RECORDS]
    sites = [OurSite(setting, setting.archive(f"growth-{size}", size, git=True)) for size in sizes]
    figures = measure([site.cold() for site in sites], rounds=setting.rounds(3))
    steps = zip(sizes, sizes[1:], figures, figures[1:], TARGETS, strict=False)
    return [
        *(_per_record(*step) for step in steps),
        *(
            memory(f"growth, memory, {size} records", each, figures[0], None)
            for size, each in zip(sizes, figures, strict=True)
        ),
    ]


def _per_record(few: int, many: int, of_few: Figures, of_many: Figures, target: float | None) -> Row:
    value = (of_many.median / many) / (of_few.median / few)
    note = "time of each record, the peer being our own smaller site"
    return Row(f"growth, {many} records against {few}", value, "x", target, of_many, of_few, note)
