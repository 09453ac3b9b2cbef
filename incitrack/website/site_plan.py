"""What is built for whom: the pages and files of a site for the team, and of one for everyone."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path

from incitrack.records.archive import Archive
from incitrack.website.contents import Contents, History, contents_of
from incitrack.website.ingredients import Ingredients
from incitrack.website.page import FOR_THE_TEAM, DataFile, Page, Surroundings
from incitrack.website.plan import files, plan, records_told
from incitrack.website.source_links import Repository
from incitrack.website.templates import Templates


@dataclass(frozen=True)
class SitePlan:
    """A site to be built from `contents`, with what its pages lead to.

    `ingredients` are the digests that its outputs are made of, None where none is taken over. `first` are files
    that may be made before anything is worked out for all. `plan_pages` and `plan_files`, which is given the
    pages, are asked once. `judge` looks at the folder once everything is written,
    and may raise to have the old site stay. `has_search` says that its records are indexed.
    """

    contents: Contents
    ingredients: Ingredients | None
    first: tuple[DataFile, ...]
    plan_pages: Callable[[], Iterable[Page]]
    plan_files: Callable[[Sequence[Page]], Iterable[DataFile]]
    surroundings: Surroundings
    judge: Callable[[Path], None]
    has_search: bool

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every page."""
        return tuple(self.plan_pages())

    @cached_property
    def outputs(self) -> tuple[Page | DataFile, ...]:
        """Every page, and every file that is none."""
        return (*self.pages, *self.first, *self.plan_files(self.pages))


def internal_plan(archive: Archive, now: datetime, repository: Repository | None, history: History) -> SitePlan:
    """The site for the team itself."""
    contents = contents_of(archive, now, repository, history)
    ingredients = Ingredients(contents)
    pages = partial(plan, contents, ingredients, tuple(file.path for file in archive.policy_files))
    first, others = tuple(records_told(contents, ingredients)), partial(files, contents, ingredients)
    return SitePlan(contents, ingredients, first, pages, others, FOR_THE_TEAM, lambda _: None, has_search=True)


def public_plan(archive: Archive, now: datetime, templates: Templates) -> SitePlan:
    """The site for everyone, which is searched for private text before it is put in place."""
    # Much is needed to look for what is private, and the site for the team asks for none of it.
    from incitrack.website.public.contents import public_contents
    from incitrack.website.public.leaks import refuse_leaks
    from incitrack.website.public.plan import FOR_EVERYONE, public_files, public_pages

    contents = public_contents(archive, now)
    pages, others = partial(public_pages, contents), partial(public_files, contents)
    judge = partial(refuse_leaks, archive=archive, contents=contents, templates=templates)
    return SitePlan(contents.frame, None, (), pages, others, FOR_EVERYONE, judge, has_search=False)
