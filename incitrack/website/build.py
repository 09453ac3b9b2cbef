"""The build: an archive into a folder of pages, complete or not at all."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import assert_never
from urllib.parse import urlsplit

from incitrack.errors import UnreadableError
from incitrack.model.policies import Policies
from incitrack.records.archive import Archive
from incitrack.records.git_folder import git_folder, main_branch, origin_address
from incitrack.records.record import Unreadable
from incitrack.rendering.markdown import Renderer
from incitrack.website.contents import RecordedTimes
from incitrack.website.last_build import LastBuild, common_ingredients, recall, remember
from incitrack.website.making import Making, OnProgress
from incitrack.website.output_folder import check_folder, check_own, write_manifest
from incitrack.website.page import DataFile, Page
from incitrack.website.render import Site
from incitrack.website.site_plan import Audience, internal_plan, public_plan
from incitrack.website.source_links import Repository, repository_at, repository_of_remote
from incitrack.website.staging import staging
from incitrack.website.templates import find_templates


@dataclass(frozen=True)
class Built:
    """What a build has done: how many pages the site has, and which files it could not read."""

    pages: int
    unreadable: tuple[Unreadable, ...]


def build_site(  # noqa: PLR0913 - what a build may be told
    archive: Archive,
    out: Path,
    now: datetime,
    *,
    jobs: int = 1,
    recorded: RecordedTimes | None = None,
    on_progress: OnProgress | None = None,
    audience: Audience = Audience.INTERNAL,
) -> Built:
    """Write the site of an archive as of `now` (UTC) to the folder `out`, in place of the one there.

    The same archive, Git configuration and `now` give the same bytes, whatever stands in `out`, in any number of
    `jobs` (processes). `recorded` tells when entries were written down, where there is a history to know it from.
    `on_progress` is told (files made, files in all).

    Raises:
        LeakError: a site for everyone would show what is private; nothing was changed.
        UnreadableError: a policy or a template cannot be read or fails; nothing was changed.
        UsageError, RefusedError: `out` may not be replaced; nothing was changed.
        GitError: the disk refuses; the old site is whole.
    """
    refuse_unreadable_policy(archive)
    check_folder(out, archive.root)
    templates = find_templates(archive.root)
    match audience:
        case Audience.INTERNAL:
            plan = internal_plan(archive, now, repository_of(archive.root, archive.policies), recorded)
        case Audience.PUBLIC:
            plan = public_plan(archive, now, templates)
        case _:
            assert_never(audience)
    site = Site(archive.root, plan.contents, templates, Renderer(), plan.surroundings)
    outputs: list[Page | DataFile] = [*plan.pages, *plan.files]
    common = common_ingredients(plan.contents, templates, audience)
    with staging(out, lambda old: check_own(old, out)) as folder:
        making = Making(site, folder, out, recall(archive.root, out, common))
        for asset in site.assets.all:
            making.put(asset)
        making.make_all(outputs, jobs, on_progress)
        write_manifest(folder, [each.path for each in (*outputs, *site.assets.all)])
        plan.judge(folder)
    remember(archive.root, out, LastBuild(now, common, making.made))
    return Built(len(plan.pages), archive.unreadable)


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
