"""How long the whole check of 10,000 records takes beside the JSON Schema of their front matter alone."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from benchmarks.measuring import Command, measure
from benchmarks.peers import NOW, Setting
from benchmarks.result import Row, memory, ratio

RECORDS = 10_000


def compare(setting: Setting) -> list[Row]:
    """Ours with an empty cache and then with the one it left, against ``check-jsonschema`` on extracted YAML."""
    records = setting.scaled(RECORDS)
    archive = setting.archive("check", records, git=False)
    front_matter = _extract(archive, setting.scratch / "front-matter")
    environment = setting.environment("check-cache")
    schema = setting.scratch / "incident.schema.json"
    with schema.open("wb") as file:
        arguments = [str(setting.incitrack), "schema", "incident"]
        subprocess.run(arguments, check=True, stdout=file, cwd=archive, env=environment)

    def forget() -> None:
        shutil.rmtree(setting.scratch / "check-cache", ignore_errors=True)

    # The file names are relative, so that 10,000 of them fit on one command line.
    names = sorted(path.name for path in front_matter.iterdir())
    theirs = [setting.peer("check-jsonschema"), "--schemafile", str(schema), *names]
    mine = [str(setting.incitrack), "--now", NOW, "check"]
    peer, cold, warm = measure(
        [
            Command("check-jsonschema", theirs, front_matter, environment),
            Command("incitrack check, no cache", mine, archive, environment, forget),
            Command("incitrack check, cached", mine, archive, environment),
        ],
        rounds=setting.rounds(3),
    )
    return [
        ratio(f"check, {records} records, cold", cold, peer, target=0.6),
        ratio(f"check, {records} records, warm", warm, peer, target=0.12),
        memory("check, memory, cold", cold, peer, target=400),
        memory("check, memory, warm", warm, peer, target=400),
    ]


def _extract(archive: Path, folder: Path) -> Path:
    """Writes the front matter of each incident to a YAML file of its own."""
    folder.mkdir()
    for record in (archive / "incidents").glob("*/*.md"):
        front, _ = record.read_text("utf-8").removeprefix("---\n").split("\n---\n", 1)
        (folder / f"{record.stem}.yaml").write_text(front + "\n", "utf-8")
    return folder
