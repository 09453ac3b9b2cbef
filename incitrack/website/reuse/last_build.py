"""The last build of a site, remembered: what each file was made of, so that one of the same is not made again.

A file for each site beside the cache of the archive, under the same rules: safe to delete at any time.
"""

import sys
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

import incitrack
from incitrack.calendars.reckoning_files import reckoning_files
from incitrack.records.cache_file import load, store
from incitrack.records.git_folder import git_folder, shared_folder
from incitrack.records.stamps import Stamps, library_files, stamps_of
from incitrack.website.contents import Contents
from incitrack.website.look.templates import Templates, find_templates
from incitrack.website.reuse.ingredients import digest
from incitrack.website.reuse.known_sites import know_site, place_of_build
from incitrack.website.reuse.stamps_of_site import Folders, SiteStamp, site_stamp

_LIBRARIES: Final = ("jinja2", "markupsafe", "markdown_it", "nh3")


class Made(NamedTuple):
    """A file of a site: what it was made of, whether it tells the present, and its stamp once it was written.

    `made_of` is b"" where that is not known.
    """

    made_of: bytes
    of_now: bool
    stamp: SiteStamp


@dataclass(frozen=True)
class LastBuild:
    """A build of a site: its moment, what all of its files are made of, and each file by path.

    `others` are the files beside those that may be taken over, `folders` those that hold them all. `pages` counts
    the pages. `inputs` are the stamps
    of all that it was made from, which `reckoning` is a part of; None where one may change without a new stamp, or
    where something could not be read.
    """

    now: datetime
    common: bytes
    files: dict[str, Made]
    others: dict[str, SiteStamp | None]
    folders: Folders
    pages: int
    inputs: Stamps | None
    reckoning: tuple[Path, ...]
    audience: str

    def stands(self, root: Path, seen: Stamps, now: datetime, folder: Path) -> bool:
        """Whether nothing has changed: `folder` holds, untouched, what a build at the moment `now` would make.

        `seen` are the stamps of the archive's files.
        """
        return (
            self.now == now
            and self.inputs is not None
            and self.inputs == inputs_of(root, seen, find_templates(root), self.reckoning)
            and all(site_stamp(f"{folder}/{path}") == made.stamp for path, made in self.files.items())
            and all(site_stamp(folder / path) == stamp for path, stamp in self.others.items())
        )

    def offers(self, now: datetime) -> dict[str, SiteStamp]:
        """The files that a build of the moment `now` might make again, each with its stamp."""
        return {path: made.stamp for path, made in self.files.items() if made.made_of and self._holds(made, now)}

    def _holds(self, made: Made, now: datetime) -> bool:
        return self.now == now if made.of_now else self.now <= now


class Before(NamedTuple):
    """What stands in `out` before a build of the repository at `root`: its `last` build, where that is known."""

    root: Path
    out: Path
    last: LastBuild | None

    @property
    def folders(self) -> Folders:
        """The folders in it as the last build left them."""
        return self.last.folders if self.last else {}

    @property
    def files(self) -> Collection[str]:
        """The files that are likely to be in it."""
        return self.last.files if self.last else ()


def before_build(root: Path, out: Path) -> Before:
    """What is known of the folder `out`."""
    found = load(place_of_build(root, out))
    return Before(root, out, found if isinstance(found, LastBuild) else None)


def remember(root: Path, out: Path, build: LastBuild) -> None:
    """Keep a build for the next one, for as long as its site stands."""
    know_site(root, out)
    store(place_of_build(root, out), build)


def common_ingredients(contents: Contents, templates: Templates, audience: str) -> bytes:
    """What every file of a site is made of: the program, what it renders and reckons with, policies, the year."""
    code = sorted(_program(templates, reckoning_files(contents.policies)).items())
    policies = [(file.path, file.text) for file in contents.archive.policy_files]
    return digest(
        sys.version,
        repr(code),
        repr(policies),
        repr(contents.repository),
        audience,
        str(contents.today.year),
    )


def inputs_of(root: Path, archive: Stamps, templates: Templates, reckoning: Iterable[Path]) -> Stamps:
    """The stamps of all that a site is made from; `archive` are the archive's, from before it was read."""
    git = git_folder(root)
    folders = {git, shared_folder(git)} if git else set()
    told = [folder / name for folder in folders for name in ("HEAD", "config", "packed-refs", "refs", "shallow")]
    return archive | _program(templates, reckoning) | stamps_of(told)


def _program(templates: Templates, reckoning: Iterable[Path]) -> Stamps:
    files = stamps_of(
        [Path(incitrack.__file__).parent, *library_files(*_LIBRARIES), *templates.folders, *reckoning]
    )
    return {name: stamp for name, stamp in files.items() if not name.endswith(".pyc")}
