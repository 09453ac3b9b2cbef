"""Hugo with a theme of two lines a template, and Pagefind after it: the least that gives pages and a search."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import Final

from benchmarks.measuring import Command, CommandFailedError
from benchmarks.peers import Setting

# Pages and lists alone: tags in the front matter would else give pages that nobody asked for.
_CONFIGURATION: Final = """\
baseURL = "https://example.org/"
title = "Incidents"
disableKinds = ["taxonomy", "term", "rss", "sitemap"]
"""
_LAYOUTS: Final = {
    "single.html": """\
<!doctype html><html lang="en"><meta charset="utf-8"><title>{{ .Title }}</title>
<main data-pagefind-body><h1>{{ .Title }}</h1>{{ .Content }}</main></html>
""",
    "list.html": """\
<!doctype html><html lang="en"><meta charset="utf-8"><title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ .Content }}
{{ range .Pages }}<p><a href="{{ .RelPermalink }}">{{ .Title }}</a></p>{{ end }}</html>
""",
}


@dataclass(frozen=True)
class BareHugo:
    """A Hugo site over a copy of the archive's records, which are taken as they are."""

    setting: Setting
    folder: Path

    @property
    def pages(self) -> int:
        """How many records have a page in the built site."""
        return sum(1 for _ in self.folder.glob("public/*/*/*/index.html"))

    @property
    def records(self) -> int:
        """How many records it was given."""
        return sum(1 for _ in self.folder.glob("content/*/*/*.md"))

    def cold(self) -> Command:
        """Both steps as one shell command; neither keeps anything for the next time."""

        def forget() -> None:
            shutil.rmtree(self.folder / "public", ignore_errors=True)

        hugo, python = quote(self.setting.peer("hugo")), quote(str(self.setting.peer_python))
        script = f"{hugo} --quiet && {python} -m pagefind --site public"
        environment = self.setting.environment() | {"HUGO_CACHEDIR": str(self.setting.scratch / "hugo-cache")}
        return Command("Hugo, then Pagefind", ["sh", "-c", script], self.folder, environment, forget)

    def prove(self) -> None:
        """Stop where it did less than it was asked for, since its time would then mean nothing.

        Raises:
            CommandFailedError: a record has no page, or there is no index.
        """
        if self.pages != self.records:
            raise CommandFailedError(f"Hugo made pages of {self.pages} of {self.records} records")
        if next(self.folder.glob("public/pagefind/index/*"), None) is None:
            raise CommandFailedError("Pagefind made no index")


def bare_hugo(setting: Setting, archive: Path) -> BareHugo:
    """Lay out the Hugo site of an archive."""
    folder = setting.scratch / "bare-hugo"
    for records in ("incidents", "postmortems"):
        shutil.copytree(archive / records, folder / "content" / records)
    (folder / "hugo.toml").write_text(_CONFIGURATION)
    (folder / "layouts").mkdir()
    for name, text in _LAYOUTS.items():
        (folder / "layouts" / name).write_text(text)
    return BareHugo(setting, folder)
