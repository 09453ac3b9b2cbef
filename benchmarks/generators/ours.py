"""Our site of an archive: with no cache and no old site, and again over what is there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import Command, nothing
from benchmarks.peers import NOW, Setting


@dataclass(frozen=True)
class OurSite:
    """The site of ``archive``, with a cache that no other command has."""

    setting: Setting
    archive: Path

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.setting.scratch / f"{self.archive.name}-site"

    @property
    def searchable(self) -> bool:
        """Whether the last build made an index; a build goes on without one where the engine does not run."""
        return next(self.folder.rglob("*.pf_index"), None) is not None

    def cold(self) -> Command:
        """The build with an empty cache and no old site."""
        return self._build("no cache", NOW, self._forget)

    def again(self, name: str, *, now: str = NOW, prepare: Callable[[], None] = nothing) -> Command:
        """The build over the last one's site and cache."""
        return self._build(name, now, prepare)

    def _build(self, name: str, now: str, prepare: Callable[[], None]) -> Command:
        arguments = [str(self.setting.incitrack), "--now", now, "build", "--out", str(self.folder)]
        environment = self.setting.environment(self._cache)
        return Command(f"incitrack build, {name}", arguments, self.archive, environment, prepare)

    def _forget(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self.setting.scratch / self._cache, ignore_errors=True)

    @property
    def _cache(self) -> str:
        return f"{self.archive.name}-cache"
