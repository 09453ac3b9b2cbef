"""Syncing as the commands do it: after a commit with `--push`, and by `sync` itself."""

import sys
from typing import TYPE_CHECKING

import click

from incitrack.cli.session import Session
from incitrack.errors import IncitrackError
from incitrack.printable import printable_line

if TYPE_CHECKING:
    from incitrack.store.sync import Synced


def wants_push(session: Session, typed: bool | None) -> bool:
    """Whether a writing command pushes: as typed, else as `push:` of incitrack.yaml says."""
    if typed is not None:
        return typed
    if not (session.root / "incitrack.yaml").exists():  # the policies need not be read for it
        return False
    return session.policies.settings.push


def synced(session: Session) -> "Synced":
    """Run a sync, in the way that incitrack.yaml says, and say while it waits for what.

    Raises:
        GitError, UsageError: as `incitrack.store.sync.sync`.
    """
    from incitrack.cli.written import mention
    from incitrack.model.settings import SyncMode
    from incitrack.store.repository import find_repository
    from incitrack.store.sync import sync

    has_settings = (session.root / "incitrack.yaml").exists()
    mode = session.policies.settings.sync if has_settings else SyncMode.REBASE
    return sync(find_repository(session.root), mode, on_wait=_say_that_it_is_busy, on_found=mention)


def pushed_after(session: Session, commit: str, identifier: str) -> str:
    """Sync after a commit; the ID that the record has now.

    Raises:
        GitError, UsageError: the push failed; the message says that the commit stays.
    """
    try:
        done = synced(session)
    except IncitrackError as error:
        first, *rest = error.message.splitlines()
        error.message = "\n".join([f"{commit} is committed here but not pushed: {first}", *rest])
        raise
    say_what_was_synced(done)
    return done.renumbered.get(identifier, identifier)


def say_what_was_synced(done: "Synced") -> None:
    """Which records have another number now, and what was pushed and received."""
    for old, new in done.renumbered.items():
        click.echo(f"{old} is {new} now: {printable_line(done.upstream.remote)} had {old} first")
    counts = [
        f"{number} {'commit' if number == 1 else 'commits'} {what}"
        for number, what in ((done.received, "received"), (done.pushed, "pushed"))
        if number
    ]
    local = printable_line(done.upstream.local)
    if done.is_empty:
        click.echo(f"nothing is committed on {local} yet, here or at {printable_line(done.upstream.remote)}")
        return
    click.echo(f"{local}: {', '.join(counts)}" if counts else f"{local} is up to date with {done.upstream.shown}")


def _say_that_it_is_busy(reason: str) -> None:
    if sys.stderr.isatty():
        click.echo(f"the remote is busy ({reason}); trying again", err=True)
