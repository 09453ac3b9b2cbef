"""cState, a theme of Hugo for incident histories, on the same incidents written in its own form."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.archive import words
from benchmarks.measuring import Command, CommandFailedError
from benchmarks.peers import Setting, peer_environment

REQUIREMENTS: Final = "requirements-cstate.txt"
_SEVERITIES: Final = {"P1": "down", "P2": "disrupted"}  # all else is a notice
_ENTRY: Final = re.compile(r"^- `([^`]+)` \*\*(\w+)\*\*", re.MULTILINE)


@dataclass(frozen=True)
class Cstate:
    """A site of cState over the archive's incidents as its issues."""

    setting: Setting
    folder: Path

    def cold(self) -> Command:
        """The whole site; nothing is kept for the next time."""

        def forget() -> None:
            shutil.rmtree(self.folder / "public", ignore_errors=True)

        python = peer_environment(self.setting.peers.with_name(f"{self.setting.peers.name}-cstate"), REQUIREMENTS)
        # What a later file says of a key stands in place of what an earlier one says.
        arguments = [str(python.with_name("hugo")), "--quiet", "--config", "config.yml,services.json"]
        environment = self.setting.environment() | {"HUGO_CACHEDIR": str(self.setting.scratch / "cstate-cache")}
        return Command("cState on Hugo", arguments, self.folder, environment, forget)

    def prove(self) -> None:
        """Stop where it did less than it was asked for, since its time would then mean nothing.

        Raises:
            CommandFailedError: an incident has no page.
        """
        pages = sum(1 for _ in self.folder.glob("public/issues/inc-*/index.html"))
        issues = sum(1 for _ in self.folder.glob("content/issues/*.md"))
        if pages != issues:
            raise CommandFailedError(f"cState made pages of {pages} of {issues} incidents")


def cstate(setting: Setting, archive: Path, theme: Path) -> Cstate:
    """Lay out the theme's site with its own example's configuration, our services in place of the example's.

    Raises:
        CommandFailedError: ``theme`` is not the theme.
    """
    example = theme / "exampleSite" / "config.yml"
    if not example.is_file():
        raise CommandFailedError(f"{theme} is not a checkout of cState: there is no exampleSite/config.yml")
    folder = setting.scratch / "cstate"
    shutil.copytree(theme, folder / "themes" / "cstate", ignore=shutil.ignore_patterns(".git"))
    issues = folder / "content" / "issues"
    issues.mkdir(parents=True)
    for record in sorted((archive / "incidents").glob("*/*.md")):
        (issues / record.name).write_text(_issue(record.read_text("utf-8")), "utf-8")
    shutil.copy(example, folder / "config.yml")
    (folder / "services.json").write_text(json.dumps({"params": _systems()}))
    return Cstate(setting, folder)


def _systems() -> dict[str, object]:
    named = [(team, service) for team, services in words.TEAMS.items() for service in services]
    return {
        "categories": [{"name": team} for team in words.TEAMS],
        "systems": [{"name": service, "category": team} for team, service in named],
    }


def _issue(record: str) -> str:
    """An incident's record as an issue of cState: its front matter, our body."""
    front, body = record.removeprefix("---\n").split("\n---\n", 1)
    given = dict(line.split(": ", 1) for line in front.splitlines() if re.match(r"\w+: ", line))
    return "\n".join(["---", *_front_matter(given, _ENTRY.findall(body)), "---", body])


def _front_matter(given: dict[str, str], entries: list[tuple[str, str]]) -> Iterator[str]:
    moments = {kind: at for at, kind in entries}  # the last of its kind, should it be told twice
    resolved = given["status"] in {"resolved", "closed"}
    yield f"title: {given['title']}"
    yield f"date: {_seconds(moments['reported'])}"
    yield f"resolved: {str(resolved).lower()}"
    if resolved:
        yield f"resolvedWhen: {_seconds(moments['resolved'])}"
    yield f"severity: {_SEVERITIES.get(given['severity'], 'notice')}"
    yield f"affected: {given['services']}"
    yield "section: issue"


def _seconds(moment: str) -> str:
    """A time to the minute with the seconds that cState's dates have."""
    return moment.replace("Z", ":00Z") if moment.count(":") == 1 else moment
