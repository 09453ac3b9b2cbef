"""Outputs made into a folder: each taken over from the last build where that made the same, else made anew."""

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from incitrack.website.look.assets import Asset
from incitrack.website.page import DataFile, Page
from incitrack.website.render import Rendered, Site
from incitrack.website.reuse.last_build import LastBuild, Made
from incitrack.website.writing.site_folder import Linked, SiteFolder
from incitrack.workers import Beside, share

Output = Page | DataFile
OnProgress = Callable[[int, int], None]
_ENOUGH: Final = 300
"""So many outputs take longer than starting a process does."""


class _Anew(NamedTuple):
    """An output that is to be made, and the digest of what it is made of, None where that was not asked yet."""

    output: Output
    made_of: bytes | None


@dataclass
class Making:
    """Makes the outputs of a site into `folder`; `made` says of each what the next build needs to know.

    `linked` are the files of the `last` build that are there already; it is None where it made other things of
    the same.
    """

    site: Site
    folder: SiteFolder
    last: LastBuild | None
    linked: Linked
    made: dict[str, Made] = field(default_factory=dict)
    _ahead: Beside[dict[str, Made]] | None = None
    _begun: Collection[str] = ()

    @contextmanager
    def ahead(self, groups: Collection[str], outputs: Callable[[], Iterable[Output]], jobs: int) -> Iterator[None]:
        """Make the outputs of some groups in a process of its own, beside what is done in the block.

        Where all is made anew, there is enough to do for every process without.
        """
        if self.last is None or jobs < 2:
            yield
            return
        _ = self.linked.paths  # waited for here, since another process cannot
        self._begun = groups
        self._ahead = Beside(lambda: self._made_of(outputs()))
        try:
            yield
        finally:
            self._ahead.stop()

    def make_all(self, outputs: Sequence[Output], jobs: int, on_progress: OnProgress | None) -> None:
        """Make every output of a group that has not begun, what is not taken over in so many processes.

        Raises:
            UnreadableError: a template fails.
        """
        done = _Counted(len(outputs), on_progress)
        kept, anew = self._sifted([each for each in outputs if each.together not in self._begun])
        done.more(len(kept))
        made: dict[str, Made] = {}

        def make(group: Sequence[_Anew]) -> None:
            for each in group:
                made[each.output.path] = self._made_anew(each)
                done.more(jobs)

        with _collecting_what_is_made():
            parts = share(_groups(anew), make, lambda: made, jobs, enough=_ENOUGH)
        for found in (kept, *parts, *([self._ahead.result()] if self._ahead else [])):
            self.made.update(found)
        assert all(output.path in self.made for output in outputs), "what was begun is all of its groups"  # noqa: S101

    def _made_of(self, outputs: Iterable[Output]) -> dict[str, Made]:
        kept, anew = self._sifted(outputs)
        return kept | {each.output.path: self._made_anew(each) for each in anew}

    def _sifted(self, outputs: Iterable[Output]) -> tuple[dict[str, Made], list[_Anew]]:
        """What the last build has made of the same, by path, and what is to be made anew."""
        kept: dict[str, Made] = {}
        anew: list[_Anew] = []
        for output in outputs:
            if self.last is None or output.path not in self.linked.paths or output.made_of is None:
                anew.append(_Anew(output, None))
                continue
            made, made_of = self.last.files[output.path], output.made_of()
            if made.made_of == made_of:
                kept[output.path] = made
            else:
                anew.append(_Anew(output, made_of))
        return kept, anew

    def put(self, asset: Asset) -> None:
        """Write what every page loads."""
        self.folder.write(asset.path, asset.content)

    def _made_anew(self, work: _Anew) -> Made:
        output, made_of = work
        if made_of is None:
            made_of = output.made_of() if output.made_of else b""
        if isinstance(output, Page):
            rendered = self.site.page(output)
        else:
            content = output.content()
            of_now = output.of_now if isinstance(output.of_now, bool) else output.of_now()
            rendered = Rendered(content, of_now)
        return Made(made_of, rendered.of_now, self.folder.write(output.path, rendered.content))


def _groups(work: Sequence[_Anew]) -> list[list[_Anew]]:
    """What is made by one process, the large groups first."""
    together: dict[str, list[_Anew]] = {}
    for each in work:
        together.setdefault(each.output.together, []).append(each)
    alone = together.pop("", [])
    return [*together.values(), *([each] for each in alone)]


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
    """Counts the outputs; where several processes make them, the others are taken to be as far as this one."""

    def __init__(self, total: int, on_progress: OnProgress | None) -> None:
        self._total, self._on_progress = total, on_progress
        self._done = 0

    def more(self, count: int) -> None:
        before, self._done = self._done, self._done + count
        if self._on_progress and before // 50 < self._done // 50:
            self._on_progress(min(self._done, self._total), self._total)
