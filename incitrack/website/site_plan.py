"""What is built for whom: the pages and files of a site for the team, and of one for everyone."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path

from incitrack.records.archive import Archive
from incitrack.website.audience import Audience
from incitrack.website.contents import Contents, History, contents_of
from incitrack.website.look.templates import Templates
from incitrack.website.page import FOR_THE_TEAM, DataFile, Page, Surroundings
from incitrack.website.plan import figures, files, plan
from incitrack.website.reuse.alike_before import recall_alike
from incitrack.website.reuse.ingredients import Ingredients
from incitrack.website.reuse.judged_before import recall_clocks
from incitrack.website.reuse.last_build import common_ingredients
from incitrack.website.source_links import Repository


@dataclass(frozen=True)
class SitePlan:
    """A site to be built from `contents`, with what its pages lead to.

    `common` is a digest of what all of its outputs are made of, `ingredients` are those of what each is made of,
    None where none is taken over. `plan_pages` and `plan_files`, which is given the pages, are asked once;
    `plan_figures` gives those of both that draw on the figures of the whole archive. `judge` looks at the folder
    once everything is written, and may raise to have the old site stay. `has_search` says that its records are
    indexed.
    """

    contents: Contents
    common: bytes
    ingredients: Ingredients | None
    plan_pages: Callable[[], Iterable[Page]]
    plan_files: Callable[[Sequence[Page]], Iterable[DataFile]]
    plan_figures: Callable[[], Iterable[Page | DataFile]]
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
        return (*self.pages, *self.plan_files(self.pages))

    def recall_clocks(self) -> None:
        """Know what clocks came to, and what came again, before pages are made in several processes."""
        if self.ingredients:
            recall_clocks(self.contents, self.ingredients)
            _ = self.contents.evidence.recurrences

    def recall_others(self) -> None:
        """Know what else pages share, which figures do not draw from."""
        if self.ingredients:
            recall_alike(self.contents, self.common)
            _ = self.contents.recorded


def internal_plan(
    archive: Archive, now: datetime, templates: Templates, repository: Repository | None, history: History
) -> SitePlan:
    """The site for the team itself."""
    contents = contents_of(archive, now, repository, history)
    common = common_ingredients(contents, templates, Audience.INTERNAL)
    ingredients = Ingredients(contents, common)
    pages = partial(plan, contents, ingredients, tuple(file.path for file in archive.policy_files))
    others, drawn = partial(files, contents, ingredients), partial(figures, contents, ingredients)
    return SitePlan(
        contents, common, ingredients, pages, others, drawn, FOR_THE_TEAM, lambda _: None, has_search=True
    )


def public_plan(archive: Archive, now: datetime, templates: Templates) -> SitePlan:
    """The site for everyone, which is searched for private text before it is put in place."""
    # Much is needed to look for what is private, and the site for the team asks for none of it.
    from incitrack.website.public.contents import public_contents
    from incitrack.website.public.leaks import refuse_leaks
    from incitrack.website.public.plan import FOR_EVERYONE, public_files, public_pages

    contents = public_contents(archive, now)
    pages, others = partial(public_pages, contents), partial(public_files, contents)
    judge = partial(refuse_leaks, archive=archive, contents=contents, templates=templates)
    common = common_ingredients(contents.frame, templates, Audience.PUBLIC)
    return SitePlan(contents.frame, common, None, pages, others, tuple, FOR_EVERYONE, judge, has_search=False)
