"""MkDocs Material on the records as they are, in three configurations."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from benchmarks.measuring import Command
from benchmarks.peers import Setting

# As it comes, Material writes a menu of every page into every page. The other two show what that costs:
# the theme's own remedy, and a menu with nothing in it.
CONFIGURATIONS: Final = {
    "as it comes": "",
    "pruned menu": "  features: [navigation.prune]\n",
    "no menu": "nav: [index.md]\n",
}
_COMMON: Final = """\
site_name: Incidents
docs_dir: docs
plugins: [search]
validation: {omitted_files: ignore}
theme:
  name: material
  font: false
"""


def material(setting: Setting, archive: Path, name: str) -> Command:
    """The whole site, its search index included; ``name`` is one of ``CONFIGURATIONS``."""
    folder = setting.scratch / f"mkdocs {name}"
    docs = folder / "docs"
    for records in ("incidents", "postmortems"):
        shutil.copytree(archive / records, docs / records)
    (docs / "index.md").write_text("# Incidents\n")
    (folder / "mkdocs.yml").write_text(_COMMON + CONFIGURATIONS[name])
    site = setting.scratch / "mkdocs-site"

    def forget() -> None:
        shutil.rmtree(site, ignore_errors=True)

    arguments = [setting.peer("mkdocs"), "build", "--quiet", "--site-dir", str(site)]
    return Command(f"MkDocs Material, {name}", arguments, folder, setting.environment(), forget)
