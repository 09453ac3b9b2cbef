"""How long one line in a record takes beside plain Git, and whether a larger archive makes it slower."""

from __future__ import annotations

from pathlib import Path

from benchmarks.measuring import Command, Figures, measure
from benchmarks.peers import NOW, Setting
from benchmarks.result import Row, ratio

SMALL, LARGE = 200, 2000
TEXT = "Connection pool is exhausted."


def compare(setting: Setting) -> list[Row]:
    """Ours against append, ``git add`` and ``git commit``, each in a copy of its own, at two sizes."""
    commands = [command for size in (SMALL, LARGE) for command in _pair(setting, size)]
    ours_small, peer_small, ours_large, peer_large = measure(commands, rounds=setting.rounds(31))
    return [
        ratio(f"log, {SMALL} records", ours_small, peer_small, target=10),
        ratio(f"log, {LARGE} records", ours_large, peer_large, target=10),
        _growth(ours_small, peer_small, ours_large, peer_large),
    ]


def _growth(ours_small: Figures, peer_small: Figures, ours_large: Figures, peer_large: Figures) -> Row:
    alone = ours_large.median / ours_small.median
    return Row(
        name=f"log, {LARGE} records against {SMALL}",
        value=alone / (peer_large.median / peer_small.median),
        unit="x",
        target=1.25,
        note=f"ratio of the two ratios above; ours alone grew {alone:.2f}×",
    )


def _pair(setting: Setting, records: int) -> list[Command]:
    environment = setting.environment()
    del environment["INCITRACK_CACHE"]  # a clone of its own keeps what it read in its Git folder, as people's do
    mine, plain = (setting.archive(f"{name}-{records}", records, git=True) for name in ("log", "git"))
    record = _newest_record(plain)
    script = (
        f"printf '%s\\n' '- `{NOW}` **update** @maria: {TEXT}' >> {record}"
        f" && git add -- {record} && git commit --quiet --message='{record.stem}: update' -- {record}"
    )
    ours = [str(setting.incitrack), "--now", NOW, "log", record.stem, TEXT]
    return [
        Command(f"incitrack log, {records} records", ours, mine, environment),
        Command(f"git add, git commit, {records} records", ["sh", "-c", script], plain, environment),
    ]


def _newest_record(archive: Path) -> Path:
    """The record of the newest incident, which is open, relative to the archive."""
    return max((archive / "incidents").glob("*/*.md"), key=lambda path: path.stem).relative_to(archive)
