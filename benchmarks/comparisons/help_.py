"""How long `incitrack --help` takes beside the bare import of the library that it is written with."""

from __future__ import annotations

from benchmarks.measuring import Command, measure
from benchmarks.peers import Setting
from benchmarks.result import Row, ratio


def compare(setting: Setting) -> list[Row]:
    """Ours against ``python -c "import click"``, same Python."""
    environment = setting.environment()
    ours, peer = measure(
        [
            Command("incitrack --help", [str(setting.incitrack), "--help"], setting.scratch, environment),
            Command("import click", [str(setting.python), "-c", "import click"], setting.scratch, environment),
        ],
        rounds=setting.rounds(21),
    )
    return [ratio("help", ours, peer, target=2.5)]
