"""One file for each comparison; ``ALL`` names them in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.comparisons import build, check, clocks, clones, growth, help_, log, site, weights
from benchmarks.peers import Setting
from benchmarks.result import Row

ALL: dict[str, Callable[[Setting], list[Row]]] = {
    "help": help_.compare,
    "log": log.compare,
    "check": check.compare,
    "clocks": clocks.compare,
    "build": build.compare,
    "site": site.compare,
    "growth": growth.compare,
    "weights": weights.compare,
    "clones": clones.compare,
}
