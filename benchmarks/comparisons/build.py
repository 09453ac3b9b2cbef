"""How long the site of 1,000 records takes beside MkDocs Material on the same files, and beside cState on Hugo."""

from __future__ import annotations

from pathlib import Path

from benchmarks.generators.cstate import Cstate, cstate
from benchmarks.generators.material import CONFIGURATIONS, material
from benchmarks.generators.ours import OurSite
from benchmarks.measuring import measure
from benchmarks.peers import Setting
from benchmarks.result import Row, left_out, memory, ratio

RECORDS = 1000


def compare(setting: Setting) -> list[Row]:
    """Ours with an empty cache against Material in three configurations, the target for the first, and cState."""
    records = setting.scaled(RECORDS)
    archive = setting.archive("build", records, git=True)
    peers = {f"Material {name}": material(setting, archive, name) for name in CONFIGURATIONS}
    targets: dict[str, float] = {"Material as it comes": 0.1, "cState": 0.25}
    theme = _cstate(setting, archive)
    if theme:
        peers["cState"] = theme.cold()
    ours, *figures = measure([OurSite(setting, archive).cold(), *peers.values()], rounds=setting.rounds(3))
    if theme:
        theme.prove()
    named = dict(zip(peers, figures, strict=True))
    rows = [
        ratio(f"build, {records} records, {name}", ours, peer, targets.get(name)) for name, peer in named.items()
    ]
    return [*rows, memory("build, memory", ours, figures[0], target=None)]


def _cstate(setting: Setting, archive: Path) -> Cstate | None:
    if setting.cstate is None:
        left_out("cState", "give its checkout by --cstate FOLDER or INCITRACK_BENCH_CSTATE")
        return None
    return cstate(setting, archive, setting.cstate)
