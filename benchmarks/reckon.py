"""Reads an archive without a cache and, unless told to read alone, works out every clock and every figure."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from incitrack.metrics.evidence import Evidence
from incitrack.metrics.figures import figures
from incitrack.model.times import parse_time
from incitrack.records.archive import read_archive


def main(folder: str, now: str, *, reckon: bool) -> None:
    """The work of one measured process."""
    gc.disable()  # as the program does
    archive = read_archive(Path(folder))
    if reckon:
        evidence = Evidence(archive, parse_time(now))
        count = sum(1 for _ in evidence.clocks.all())
        found = figures(evidence, archive.incidents, by=None, until=None)
        print(count, found.groups[0].incidents)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], reckon="--read-alone" not in sys.argv)
