"""The build: an archive into a folder of pages, complete or not at all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import assert_never
from urllib.parse import urlsplit

from incitrack.calendars.reckoning_files import reckoning_files
from incitrack.errors import UnreadableError
from incitrack.model.policies import Policies
from incitrack.records.archive import Archive
from incitrack.records.cache_file import cache_folder
from incitrack.records.git_folder import git_folder, main_branch, origin_address
from incitrack.records.record import Unreadable
from incitrack.records.recorded_times import RecordedTimes
from incitrack.records.stamps import Stamps, is_too_fresh
from incitrack.rendering.markdown import Renderer
from incitrack.website.audience import Audience
from incitrack.website.look.templates import Templates, find_templates
from incitrack.website.page import FIGURES, MONTHS
from incitrack.website.render import Site
from incitrack.website.reuse.last_build import Before, LastBuild, inputs_of, remember
from incitrack.website.reuse.stamps_of_site import folders_of, site_stamp
from incitrack.website.search.bundling import SearchIndexed
from incitrack.website.search.indexing import start_search
from incitrack.website.site_plan import SitePlan, internal_plan, public_plan
from incitrack.website.source_links import Repository, repository_at, repository_of_remote
from incitrack.website.writing.making import Making, OnProgress
from incitrack.website.writing.output_folder import MANIFEST, check_folder, check_own, write_manifest
from incitrack.website.writing.site_folder import Linked, SiteFolder, linking
from incitrack.website.writing.staging import staging, tidy
from incitrack.workers import Beside

HistoryOf = Callable[[Archive], RecordedTimes | None]
"""When the entries of an archive were written down, None where nobody knows."""


def no_history_of(_: Archive) -> None:
    """Nobody knows when anything was written down."""


@dataclass(frozen=True)
class Built:
    """What a build has done: how many pages the site has, and which files it could not read.

    `without_search` says why the records could not be indexed, "" where they were, or where none are to be.
    """

    pages: int
    unreadable: tuple[Unreadable, ...]
    without_search: str


def build_site(  # noqa: PLR0913 - what a build may be told
    read: Callable[[], Archive],
    before: Before,
    now: datetime,
    *,
    jobs: int = 1,
    history: HistoryOf = no_history_of,
    on_progress: OnProgress | None = None,
    audience: Audience = Audience.INTERNAL,
    with_search: bool = True,
    seen: Stamps | None = None,
) -> Built:
    """Write the site of the archive that `read` gives, as of `now` (UTC), in place of what stood there `before`.

    The same archive, Git configuration and `now` give the same bytes, whatever stood there, in any number of
    `jobs` (processes). `history` tells when entries were written down, where there is one to know it from.
    `on_progress` is told (files made, files in all). Without `with_search` the records are not indexed; the index
    alone may differ in its bytes from build to build. `seen` are the stamps of the archive's files, taken before
    they were read: given, `standing_site` can tell later that nothing has changed.

    Raises:
        LeakError: a site for everyone would show what is private; nothing was changed.
        UnreadableError: a policy or a template cannot be read or fails; nothing was changed.
        UsageError, RefusedError: `out` may not be replaced; nothing was changed.
        GitError: the disk refuses; the old site is whole.
    """
    root, out, last = before
    check_folder(out, root, audience, before.folders)
    check_again = partial(check_own, shown=out, audience=audience, known=before.folders)
    with staging(out, check_again, before.files, jobs) as staged:
        folder = SiteFolder(staged)
        offered = last.offers(now) if last and last.audience == audience else {}
        with linking(folder, out, offered) as linked:
            archive = read()
            refuse_unreadable_policy(archive)
            templates = find_templates(root)
            plan = _plan(archive, now, templates, audience, history)
            reckoning = tuple(reckoning_files(archive.policies))
            inputs = inputs_of(root, seen, templates, reckoning) if seen and not archive.unreadable else None
            site = Site(root, plan.contents, templates, Renderer(), plan.surroundings)
            making = Making(site, folder, last if last and last.common == plan.common else None, linked)
            with _search(plan, staged, root, wanted=with_search) as finish_search:
                assets = _make(plan, making, linked, jobs, on_progress)
                search = finish_search()
        others = [*assets, *search.paths]
        files = [*making.made, *others]
        write_manifest(staged, files)
        plan.judge(staged)
        stamps = {path: site_stamp(staged / path) for path in (*others, MANIFEST)}
        folders = folders_of(staged, files)
        if inputs and is_too_fresh(inputs, cache_folder(root) / "present"):
            inputs = None
        built = LastBuild(
            now, plan.common, making.made, stamps, folders, len(plan.pages), inputs, reckoning, audience
        )
        # Of a site that does not get into its place, no file is what is remembered of it.
        remembered = Beside(partial(remember, root, out, built))
    remembered.result()
    return Built(len(plan.pages), archive.unreadable, search.reason or "")


def standing_site(before: Before, now: datetime, audience: Audience, seen: Stamps) -> Built | None:
    """What stands there, where a build would make the same again, byte for byte; None where it must be built.

    `seen` are the stamps of the archive's files.

    Raises:
        UsageError, RefusedError: it may not be replaced.
    """
    root, out, last = before
    if last is None or last.audience != audience or not last.stands(root, seen, now, out):
        return None
    check_folder(out, root, audience, before.folders)
    tidy(out)
    return Built(last.pages, (), "")


def _plan(
    archive: Archive, now: datetime, templates: Templates, audience: Audience, history: HistoryOf
) -> SitePlan:
    match audience:
        case Audience.INTERNAL:
            repository = repository_of(archive.root, archive.policies)
            return internal_plan(archive, now, templates, repository, partial(history, archive))
        case Audience.PUBLIC:
            return public_plan(archive, now, templates)
        case _:
            assert_never(audience)


def _make(plan: SitePlan, making: Making, linked: Linked, jobs: int, on_progress: OnProgress | None) -> list[str]:
    """Make every output of the plan, what draws on figures ahead of the rest, and what its pages load.

    Returns the paths of what they load.
    """
    plan.recall_clocks()
    with making.ahead({FIGURES, MONTHS}, plan.plan_figures, jobs):
        linked.let_go(output.path for output in plan.outputs)
        assets = making.site.assets.used_by(name for page in plan.pages for name in page.scripts)
        for asset in assets:
            making.put(asset)
        plan.recall_others()
        making.make_all(plan.outputs, jobs, on_progress)
    return [asset.path for asset in assets]


@contextmanager
def _search(plan: SitePlan, folder: Path, root: Path, *, wanted: bool) -> Iterator[Callable[[], SearchIndexed]]:
    """Index the records beside what is done meanwhile; what is given waits for the end."""
    if not (plan.has_search and wanted):
        yield lambda: SearchIndexed((), None)
        return
    indexing = start_search(plan.contents, folder, cache_folder(root) / "search")
    try:
        yield indexing.finish
    except BaseException:
        indexing.stop()
        raise


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
