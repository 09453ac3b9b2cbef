"""How long the site of 1,000 records takes beside MkDocs Material on the same files."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.measuring import Command, measure
from benchmarks.peers import NOW, Setting
from benchmarks.result import Row, memory, ratio

RECORDS = 1000

# As it comes, Material writes a menu of every page into every page. The other two show what that costs:
# the theme's own remedy, and a menu with nothing in it.
PEERS = {
    "as it comes": "",
    "pruned menu": "  features: [navigation.prune]\n",
    "no menu": "nav: [index.md]\n",
}
CONFIGURATION = """\
site_name: Incidents
docs_dir: {docs}
plugins: [search]
validation: {{omitted_files: ignore}}
theme:
  name: material
  font: false
"""


def compare(setting: Setting) -> list[Row]:
    """Ours with an empty cache against Material in three configurations; the target is set for the first."""
    records = setting.scaled(RECORDS)
    archive = setting.archive("build", records, git=True)
    ours, *peers = measure(
        [_ours(setting, archive), *(_peer(setting, archive, name) for name in PEERS)],
        rounds=setting.rounds(3),
    )
    rows = [
        ratio(f"build, {records} records, Material {name}", ours, peer, 0.1 if name == "as it comes" else None)
        for name, peer in zip(PEERS, peers, strict=True)
    ]
    return [*rows, memory("build, memory", ours, peers[0], target=None)]


def _ours(setting: Setting, archive: Path) -> Command:
    site = setting.scratch / "site"

    def forget() -> None:
        shutil.rmtree(site, ignore_errors=True)
        shutil.rmtree(setting.scratch / "build-cache", ignore_errors=True)

    arguments = [str(setting.incitrack), "--now", NOW, "build", "--out", str(site)]
    return Command("incitrack build, no cache", arguments, archive, setting.environment("build-cache"), forget)


def _peer(setting: Setting, archive: Path, name: str) -> Command:
    folder = setting.scratch / f"mkdocs {name}"
    docs = folder / "docs"
    for records in ("incidents", "postmortems"):
        shutil.copytree(archive / records, docs / records)
    (docs / "index.md").write_text("# Incidents\n")
    (folder / "mkdocs.yml").write_text(CONFIGURATION.format(docs="docs") + PEERS[name])
    site = setting.scratch / "mkdocs-site"

    def forget() -> None:
        shutil.rmtree(site, ignore_errors=True)

    arguments = [setting.peer("mkdocs"), "build", "--quiet", "--site-dir", str(site)]
    return Command(f"MkDocs Material, {name}", arguments, folder, setting.environment(), forget)
