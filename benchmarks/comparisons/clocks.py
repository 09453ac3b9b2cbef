"""How long the clocks and figures of 10,000 records take beside reading them, and `sla` beside `--help`."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.measuring import Command, Figures, measure
from benchmarks.peers import HERE, NOW, Setting
from benchmarks.result import Row, memory, ratio

RECORDS = 10_000
YEARS = 5


def compare(setting: Setting) -> list[Row]:
    """All clocks and figures against the reading of the same archive; a year more of it; `sla` told again."""
    records = setting.scaled(RECORDS)
    five = setting.archive("five-years", records, years=YEARS)
    six = setting.archive("six-years", records * (YEARS + 1) // YEARS, years=YEARS + 1)
    read, reckoned, read_more, reckoned_more = measure(
        [command for folder in (five, six) for command in _pair(setting, folder)], rounds=setting.rounds(3)
    )
    share = _beyond(reckoned, read)
    growth = (_beyond(reckoned_more, read_more) / (YEARS + 1)) / (share / YEARS)
    again, help_ = _sla(setting, five)
    note = "what is beyond the reading, by year of history, six years against five"
    return [
        Row(f"clocks, {records} records", share / read.median, "x", 0.5, reckoned, read),
        memory("clocks, memory", reckoned, read, target=300),
        Row("clocks, a year more", growth, "x", 1.25, reckoned_more, reckoned, note),
        ratio(f"sla, {records} records, warm", again, help_, target=10),
    ]


def _pair(setting: Setting, folder: Path) -> list[Command]:
    environment = setting.environment("no-cache")
    script = [str(setting.python), str(HERE / "reckon.py"), str(folder), NOW]
    return [
        Command(f"read, {folder.name}", [*script, "--read-alone"], folder, environment),
        Command(f"read and reckon, {folder.name}", script, folder, environment),
    ]


def _beyond(reckoned: Figures, read: Figures) -> float:
    """What the clocks and figures take beyond the reading, in seconds, at least one in a thousand of it."""
    return max(reckoned.median - read.median, read.median / 1000)


def _sla(setting: Setting, folder: Path) -> list[Figures]:
    environment = setting.environment("sla-cache")
    shutil.rmtree(setting.scratch / "sla-cache", ignore_errors=True)
    return measure(
        [
            Command("incitrack sla", [str(setting.incitrack), "--now", NOW, "sla"], folder, environment),
            Command("incitrack --help", [str(setting.incitrack), "--help"], folder, environment),
        ],
        rounds=setting.rounds(9),
    )
