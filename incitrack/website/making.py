"""Outputs made into a folder: each taken over from the last build where that made the same, else made anew."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from incitrack.website.assets import Asset
from incitrack.website.last_build import LastBuild, Made
from incitrack.website.page import DataFile, Page
from incitrack.website.render import Rendered, Site
from incitrack.website.site_folder import SiteFolder
from incitrack.workers import share

OnProgress = Callable[[int, int], None]
_ENOUGH: Final = 300
"""So many outputs take longer than starting a process does."""


@dataclass
class Making:
    """Makes the outputs of a site into `folder`; `made` says of each what the next build needs to know.

    Files of the `last` build, None where it made other things of the same, may be there already.
    """

    site: Site
    folder: SiteFolder
    last: LastBuild | None
    made: dict[str, Made] = field(default_factory=dict)

    def make_all(self, outputs: Sequence[Page | DataFile], jobs: int, on_progress: OnProgress | None) -> None:
        """Make every output, in so many processes.

        Raises:
            UnreadableError: a template fails.
        """
        done = _Counted(len(outputs), jobs, on_progress)

        kept: list[str] = []
        made: dict[str, Made] = {}

        def make(group: Sequence[Page | DataFile]) -> None:
            for output in group:
                made_of = output.made_of() if output.made_of else b""
                if self.last and self.last.has(output.path, made_of, self.site.contents.now, self.folder.path):
                    kept.append(output.path)
                else:
                    made[output.path] = self._made_anew(output, made_of)
                done.one_more()

        with _collecting_what_is_made():
            for others_kept, others_made in share(
                _groups(outputs), make, lambda: (kept, made), jobs, enough=_ENOUGH
            ):
                self.made.update(others_made)
                if self.last:
                    self.made.update((path, self.last.files[path]) for path in others_kept)

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
