"""What every command is told at its start: the folder, the moment, and how to reach the archive."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

import click

from incitrack.errors import UsageError

if TYPE_CHECKING:
    from incitrack.model.policies import Policies
    from incitrack.records.archive import Archive
    from incitrack.records.stamps import Stamps
    from incitrack.store.git import Begun


@dataclass
class Session:
    """One run of the program. `now` is the only place where the clock enters."""

    directory: Path
    now_written: str | None = None
    identity: "Begun | None" = None
    """The look into Git's configuration for who writes, where it was begun ahead of its need."""
    seen: "Stamps | None" = None
    """The stamps of the archive's files, where they were taken before the archive is read."""

    def refuse_what_is_no_time(self) -> None:
        """Read `--now` where it was given, also for a command that does not ask for it.

        Raises:
            UsageError: it is no time with an offset.
        """
        if self.now_written is not None:
            _ = self.now

    @cached_property
    def now(self) -> datetime:
        """The moment that everything is judged at: `--now`, else the clock, to the second, in UTC."""
        if self.now_written is None:
            return datetime.now(UTC).replace(microsecond=0)
        from incitrack.model.times import parse_time

        try:
            return parse_time(self.now_written)
        except ValueError as error:
            raise UsageError(f"--now: {error}") from None

    @cached_property
    def root(self) -> Path:
        """The top of the repository: the nearest folder upward with `.git`, else with `incidents/`, else here.

        A bare repository has no such top, and is no part of what it lies in.

        Raises:
            UsageError: the working folder has been removed meanwhile.
        """
        try:
            start = Path(os.path.abspath(self.directory))  # noqa: PTH100 - a link in the path stays as it was typed
        except FileNotFoundError:
            hint = "change to a folder that is there, or give -C DIR in full"
            raise UsageError("the folder that this was started in is no longer there", hint=hint) from None
        folders = (start, *start.parents)
        for mark in (".git", "incidents"):
            if found := next((folder for folder in folders if (folder / mark).exists()), None):
                return start if _is_in_bare(folders[: folders.index(found)]) else found
        return start

    def refuse_where_no_records_are(self) -> None:
        """Refuse to speak of no incident in a folder of something else, where it would read as an all-clear.

        Raises:
            UsageError: there are neither records nor policies here.
        """
        if not any(os.path.lexists(self.root / name) for name in ("incidents", "postmortems", "policies")):
            raise UsageError(
                f"there are no records in {self.root}: it has neither incidents/ nor policies/",
                hint="change to a repository of records, or give -C DIR; incitrack init makes one",
            )

    @cached_property
    def policies(self) -> "Policies":
        """The policies alone, for commands that do not read the archive."""
        from incitrack.calendars.kept_holidays import keep_beside
        from incitrack.records.last_policies import policies_of

        keep_beside(self.root)
        return policies_of(self.root)

    @cached_property
    def archive(self) -> "Archive":
        """The whole archive, read once, from the cache where it holds, with progress on a terminal."""
        from incitrack.calendars.kept_holidays import keep_beside
        from incitrack.records.archive import read_archive
        from incitrack.records.cache import open_cache

        keep_beside(self.root)
        with Progress("Reading") as progress:
            return read_archive(
                self.root, cache=open_cache(self.root), stamps=self.seen, on_progress=progress.update
            )


def _is_in_bare(folders: Sequence[Path]) -> bool:
    """Whether one of the folders is a bare repository; that of a work tree is none."""
    if not folders:
        return False
    from incitrack.records.git_folder import looks_bare

    return any(folder.name != ".git" and looks_bare(folder) for folder in folders)


class Progress:
    """A line on a terminal's standard error that counts up and goes away; nothing anywhere else."""

    def __init__(self, label: str, *, least: int = 500) -> None:
        self.label = label
        self.least = least
        self.shown = False

    def __enter__(self) -> Self:
        return self

    def update(self, done: int, total: int) -> None:
        """Show that `done` of `total` are done, where there are enough of them to wait for."""
        if total >= self.least and sys.stderr.isatty():
            # The line is cleared by an escape sequence, which is no colour.
            click.echo(f"\r\x1b[2K{self.label} {done:,} of {total:,}", nl=False, err=True, color=True)
            self.shown = True

    def __exit__(self, *_: object) -> None:
        if self.shown:
            click.echo("\r\x1b[2K", nl=False, err=True, color=True)


pass_session: Callable[[Callable[..., int | None]], Callable[..., int | None]] = click.make_pass_decorator(Session)
"""Gives a command the `Session` as its first argument."""
