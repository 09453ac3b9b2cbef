"""`incitrack sync`: bring what others pushed, and push."""

import click

from incitrack.cli.session import Session, pass_session


@click.command(epilog="Example: incitrack sync")
@pass_session
def sync(session: Session) -> None:
    """Fetch, rebase on what others pushed with records merged by meaning, and push; try again where it was busy.

    What is staged, modified or untracked stays exactly so. A conflict changes nothing: it is named, with the
    commands that settle it. `sync: merge` in incitrack.yaml merges instead.
    """
    from incitrack.cli.pushing import say_what_was_synced, synced

    say_what_was_synced(synced(session))
