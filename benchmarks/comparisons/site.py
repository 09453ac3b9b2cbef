"""How long the site of 10,000 records takes beside bare Hugo with Pagefind, and where little changed."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.generators.bare_hugo import bare_hugo
from benchmarks.generators.ours import OurSite
from benchmarks.measuring import measure
from benchmarks.peers import NOW, Setting
from benchmarks.result import Row, memory_ratio, ratio

RECORDS = 10_000
LATER = "2026-11-20T12:05Z"
STAMP = 1.2
"""Seconds until a file's stamp tells it from one written in the same moment."""


def compare(setting: Setting) -> list[Row]:
    """Ours cold, over its own last build, after one entry and five minutes later; the peer from nothing."""
    records = setting.scaled(RECORDS)
    archive = setting.archive("site", records, git=True)
    ours, peer = OurSite(setting, archive), bare_hugo(setting, archive)
    cold, nothing, changed, later, theirs = measure(
        [
            ours.cold(),
            ours.again("nothing changed"),
            ours.again("one record changed", prepare=_entry(setting, archive)),
            ours.again("five minutes later", now=LATER),
            peer.cold(),
        ],
        rounds=setting.rounds(3),
    )
    peer.prove()
    fair = ours.searchable
    note = (
        "" if fair else "our site has no search index, so what it is compared to does more and nothing is judged"
    )
    against = f"site, {records} records, Hugo with Pagefind"
    return [
        Row(against, cold.median / theirs.median, "x", 1 if fair else None, cold, theirs, note),
        memory_ratio("site, memory against theirs", cold, theirs, 1 / 3 if fair else None),
        ratio("site, nothing changed, against cold", nothing, cold, 0.05),
        ratio("site, one record changed, against cold", changed, cold, 0.15),
        ratio("site, five minutes later, against cold", later, cold, None),
    ]


def _entry(setting: Setting, archive: Path) -> Callable[[], None]:
    """Writes to the newest incident, which is open, as a colleague would: our cache hears nothing of it."""
    record = max((archive / "incidents").glob("*/*.md"), key=lambda path: path.stem).stem
    command = [str(setting.incitrack), "--now", NOW, "log", record, "Connection pool is exhausted."]

    def write() -> None:
        environment = setting.environment("colleague")
        subprocess.run(command, cwd=archive, env=environment, check=True, stdout=subprocess.DEVNULL)
        time.sleep(STAMP)

    return write
