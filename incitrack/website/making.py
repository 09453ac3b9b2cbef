"""Outputs made into a folder: each taken over from the last build where that made the same, else made anew."""

import gc
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Final, NamedTuple

from incitrack.website.assets import Asset
from incitrack.website.last_build import LastBuild, Made
from incitrack.website.page import DataFile, Page
from incitrack.website.render import Rendered, Site
from incitrack.website.site_folder import SiteFolder
from incitrack.workers import Beside, share

OnProgress = Callable[[int, int], None]
_ENOUGH: Final = 300
"""So many outputs take longer than starting a process does."""


class _Found(NamedTuple):
    """The paths of what the last build has made of the same, and what was made anew."""

    kept: list[str]
    made: dict[str, Made]


@dataclass
class Making:
    """Makes the outputs of a site into `folder`; `made` says of each what the next build needs to know.

    Files of the `last` build, None where it made other things of the same, may be there already.
    """

    site: Site
    folder: SiteFolder
    last: LastBuild | None
    made: dict[str, Made] = field(default_factory=dict)
    _ahead: Beside[_Found] | None = None
    _begun: Collection[str] = ()

    @contextmanager
    def ahead(self, first: Sequence[DataFile], jobs: int) -> Iterator[None]:
        """Make the first outputs in a process of its own, beside what is done in the block.

        Where all is made anew, there is enough to do for every process without.
        """
        if self.last is None or jobs < 2 or not first:
            yield
            return
        self._begun = {output.path for output in first}
        self._ahead = Beside(partial(self._make, first, lambda: None))
        try:
            yield
        finally:
            self._ahead.stop()

    def make_all(self, outputs: Sequence[Page | DataFile], jobs: int, on_progress: OnProgress | None) -> None:
        """Make every output that has not begun ahead, in so many processes.

        Raises:
            UnreadableError: a template fails.
        """
        done = _Counted(len(outputs), jobs, on_progress)
        left = [output for output in outputs if output.path not in self._begun]
        found = _Found([], {})

        def make(group: Sequence[Page | DataFile]) -> None:
            kept, made = self._make(group, done.one_more)
            found.kept.extend(kept)
            found.made.update(made)

        with _collecting_what_is_made():
            parts = share(_groups(left), make, lambda: found, jobs, enough=_ENOUGH)
        for kept, made in (*parts, *([self._ahead.result()] if self._ahead else [])):
            self.made.update(made)
            if self.last:
                self.made.update((path, self.last.files[path]) for path in kept)

    def _make(self, group: Sequence[Page | DataFile], one_more: Callable[[], None]) -> _Found:
        found = _Found([], {})
        for output in group:
            made_of = output.made_of() if output.made_of else b""
            if self.last and self.last.has(output.path, made_of, self.site.contents.now, self.folder.path):
                found.kept.append(output.path)
            else:
                found.made[output.path] = self._made_anew(output, made_of)
            one_more()
        return found

    def put(self, asset: Asset) -> None:
        """Write what every page loads."""
        self.folder.write(asset.path, asset.content)

    def _made_anew(self, output: Page | DataFile, made_of: bytes) -> Made:
        if isinstance(output, Page):
            rendered = self.site.page(output)
        else:
            content = output.content()
            of_now = output.of_now if isinstance(output.of_now, bool) else output.of_now()
            rendered = Rendered(content, of_now)
        return Made(made_of, rendered.of_now, self.folder.write(output.path, rendered.content))


def _groups(outputs: Sequence[Page | DataFile]) -> list[list[Page | DataFile]]:
    """What is made by one process, the large groups first."""
    together: dict[str, list[Page | DataFile]] = {}
    for output in outputs:
        together.setdefault(output.together, []).append(output)
    alone = together.pop("", [])
    return [*together.values(), *([output] for output in alone)]


@contextmanager
def _collecting_what_is_made() -> Iterator[None]:
    """Give back what rendering a page leaves behind, 30 KB in rings of references; pass over all that was there.

    The archive is not garbage, and to look at it would copy it into every process.
    """
    was_enabled, thresholds = gc.isenabled(), gc.get_threshold()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    gc.enable()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*thresholds)
        if not was_enabled:
            gc.disable()


class _Counted:
    """Counts the outputs of this process; the others are taken to be as far."""

    def __init__(self, total: int, jobs: int, on_progress: OnProgress | None) -> None:
        self._total, self._jobs, self._on_progress = total, jobs, on_progress
        self._done = 0

    def one_more(self) -> None:
        self._done += self._jobs
        if self._on_progress and self._done % 50 < self._jobs:
            self._on_progress(min(self._done, self._total), self._total)
