"""The build: an archive into a folder of pages, complete or not at all."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from incitrack.errors import UnreadableError
from incitrack.model.policies import Policies
from incitrack.records.archive import Archive
from incitrack.records.git_folder import git_folder, main_branch, origin_address
from incitrack.records.record import Unreadable
from incitrack.rendering.markdown import Renderer, Store
from incitrack.website.contents import RecordedTimes, contents_of
from incitrack.website.output_folder import check_folder, check_own, write_manifest
from incitrack.website.page import DataFile, Page
from incitrack.website.plan import files, plan
from incitrack.website.render import Site
from incitrack.website.source_links import Repository, repository_at, repository_of_remote
from incitrack.website.staging import staging
from incitrack.website.templates import find_templates
from incitrack.workers import share

OnProgress = Callable[[int, int], None]


@dataclass(frozen=True)
class Built:
    """What a build has done: how many pages it wrote, and which files it could not read."""

    pages: int
    unreadable: tuple[Unreadable, ...]


@dataclass
class _Rendered:
    """What one process has rendered or looked up, over what is known from earlier builds."""

    known: Store | None
    used: dict[bytes, bytes] = field(default_factory=dict)

    def get(self, key: bytes) -> bytes | None:
        if key not in self.used and self.known is not None and (found := self.known.get(key)) is not None:
            self.used[key] = found
        return self.used.get(key)

    def put(self, key: bytes, value: bytes) -> None:
        self.used[key] = value

    def keep(self, used: dict[bytes, bytes]) -> None:
        """Leave for later builds what another process has used, so that each finds it again."""
        known = self.known
        if known is not None:
            for key, value in used.items():
                if known.get(key) is None:
                    known.put(key, value)


def build_site(  # noqa: PLR0913 - what a build may be told
    archive: Archive,
    out: Path,
    now: datetime,
    *,
    store: Store | None = None,
    jobs: int = 1,
    recorded: RecordedTimes | None = None,
    on_progress: OnProgress | None = None,
) -> Built:
    """Write the site of an archive as of `now` (UTC) to the folder `out`, in place of the one there.

    The same archive, Git configuration and `now` give the same bytes, with a `store` of rendered Markdown and
    without, in any number of `jobs` (processes). `recorded` tells when entries were written down, where there is a
    history to know it from. `on_progress` is told (pages done, pages in all).

    Raises:
        UnreadableError: a policy or a template cannot be read or fails; nothing was changed.
        UsageError, RefusedError: `out` may not be replaced; nothing was changed.
        GitError: the disk refuses; the old site is whole.
    """
    refuse_unreadable_policy(archive)
    check_folder(out, archive.root)
    contents = contents_of(archive, now, repository_of(archive.root, archive.policies), recorded)
    rendered = _Rendered(store)
    site = Site(archive.root, contents, find_templates(archive.root), Renderer(rendered))
    assets = site.assets.all
    pages = list(plan(contents, tuple(file.path for file in archive.policy_files)))
    work: list[Page | DataFile] = [*pages, *files(contents)]
    with staging(out, lambda old: check_own(old, out)) as folder:
        done = _Counted(len(work), jobs, on_progress)
        for asset in assets:
            _write(folder / asset.path, asset.content)

        def make(each: Page | DataFile) -> None:
            _write(folder / each.path, site.page(each) if isinstance(each, Page) else each.content())
            done.one_more()

        for found in share(work, make, lambda: rendered.used, jobs, enough=_ENOUGH_PAGES):
            rendered.keep(found)
        write_manifest(folder, [each.path for each in (*work, *assets)])
    return Built(len(pages), archive.unreadable)


_ENOUGH_PAGES: Final = 150
"""So many take longer than starting a process does."""


class _Counted:
    """Counts the pages of this process; the others are taken to be as far."""

    def __init__(self, total: int, jobs: int, on_progress: OnProgress | None) -> None:
        self._total, self._jobs, self._on_progress = total, jobs, on_progress
        self._done = 0

    def one_more(self) -> None:
        self._done += self._jobs
        if self._on_progress and self._done % 50 < self._jobs:
            self._on_progress(min(self._done, self._total), self._total)


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def refuse_unreadable_policy(archive: Archive) -> None:
    """Stop where a policy cannot be read: every page would say something else than the team decided.

    Raises:
        UnreadableError: with the place of the first problem.
    """
    for policy in (each for each in archive.unreadable if each.kind == "policy"):
        problem = policy.problems[0]
        raise UnreadableError(problem.message, place=problem.place, hint=problem.hint)


def repository_of(root: Path, policies: Policies) -> Repository | None:
    """Where the records can be looked at: what the settings name, else what the remote `origin` says."""
    git = git_folder(root)
    branch = main_branch(git) if git else "HEAD"
    named = policies.settings.site.repository
    if named and urlsplit(named).scheme.lower() in {"http", "https"}:
        return repository_at(named, branch)
    remote = origin_address(git) if git else None
    return repository_of_remote(remote, branch) if remote else None
