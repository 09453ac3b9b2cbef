"""`incitrack build`: the archive as a site of plain files."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from incitrack.cli.ended import taken_back_when_ended
from incitrack.cli.policy_of_clocks import calendar_place
from incitrack.cli.recorded import recorded_in
from incitrack.cli.session import Progress, Session, pass_session
from incitrack.cli.unreadable import report_unreadable
from incitrack.cli.written import warn
from incitrack.errors import LeakError, UsageError
from incitrack.printable import printable_line
from incitrack.wording import count_text

if TYPE_CHECKING:
    from incitrack.records.archive import Archive
    from incitrack.website.build import Built

_NAMED: Final = 20
"""So many leaks are named one by one."""


@click.command(epilog="Example: incitrack build --audience public --out /srv/www/status")
@click.option("--out", metavar="DIR", help="The folder to write; by default site, at the top of the repository.")
@click.option(
    "--audience",
    type=click.Choice(["internal", "public"]),
    default="internal",
    show_default=True,
    help="Whom it is for: public shows public records alone, and of them what everyone may read.",
)
@pass_session
def build(session: Session, out: str | None, audience: str) -> int:
    """Render the site into a folder.

    What stands in the folder from the last build is replaced at once, when the new site is complete. The folder
    may hold nothing that a build did not write, nor the public site where this one is for the team. A record that
    cannot be read is left out and named, and the exit status is then 3.

    The site for the public is searched, when it is complete, for the text of everything else that the archive
    holds; what is found is named by its file and field, the old site stays, and the exit status is 1.
    """
    from incitrack.records.stamps import archive_stamps
    from incitrack.website.audience import Audience
    from incitrack.website.build import build_site, standing_site
    from incitrack.website.reuse.last_build import before_build

    started = time.perf_counter()
    folder, whom = _folder(session, out), Audience(audience)
    before = before_build(session.root, folder)
    session.seen = seen = archive_stamps(session.root)
    if standing := standing_site(before, session.now, whom, seen):
        warn_of_templates(session.root)
        _report(standing, folder, " as before, nothing has changed")
        return 0
    jobs = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    with (
        taken_back_when_ended(),
        calendar_place(lambda: session.archive),
        _told_leaks(),
        Progress("Rendering", least=200) as progress,
    ):
        built = build_site(
            lambda: _what_is_there(session),
            before,
            session.now,
            history=partial(recorded_in, jobs=jobs),
            jobs=jobs,
            on_progress=progress.update,
            audience=whom,
            seen=seen,
        )
    status = report_unreadable(session.archive, session.now)
    warn_of_templates(session.root)
    if built.without_search:
        click.echo(f"The site has no full-text search: {printable_line(built.without_search)}", err=True)
    _report(built, folder, f" in {time.perf_counter() - started:.1f} s")
    return status


def _what_is_there(session: Session) -> "Archive":
    archive = session.archive
    if not (archive.policy_files or archive.incidents or archive.postmortems or archive.unreadable):
        raise UsageError(
            f"there is nothing to build from in {session.root}: no records, and no policies",
            hint="name the repository with -C, or let `incitrack init` make one",
        )
    return archive


def warn_of_templates(root: Path) -> None:
    """A line on standard error for each of the team's own templates that nothing reads."""
    from incitrack.website.look.unread_templates import unread_templates

    for sentence in unread_templates(root):
        warn(sentence)


@contextmanager
def _told_leaks() -> Iterator[None]:
    """Name each leak on a line of its own before the error that names the first."""
    try:
        yield
    except LeakError as error:
        for leak in error.leaks[:_NAMED]:
            click.echo(leak, err=True)
        raise


def _report(built: "Built", folder: Path, how: str) -> None:
    click.echo(f"{count_text(built.pages, 'page')}{how}: {printable_line(str(folder))}")
    click.echo(f"Open {printable_line((folder / 'index.html').as_uri())}")


def _folder(session: Session, out: str | None) -> Path:
    if out is None:
        return session.root / "site"
    if not out.strip() or "\0" in out:
        raise UsageError("--out names no folder", hint="write --out site")
    return Path(os.path.abspath(session.directory / out))  # noqa: PTH100 - a link at its end must be seen as one
