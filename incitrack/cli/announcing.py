"""`open --pr`: the look at the remote before, the commit on a branch of its own, the push, and what is said."""

from typing import TYPE_CHECKING

import click

from incitrack.cli.session import Session
from incitrack.printable import printable_line

if TYPE_CHECKING:
    from incitrack.changes.change import Change
    from incitrack.cli.writing import Writing
    from incitrack.model.incident import Incident


class Announcing:
    """The opening of one incident that is announced. Made before our turn of writing, since the remote takes time.

    Raises:
        GitError: the remote was not reached, and nothing was changed.
    """

    def __init__(self, session: Session) -> None:
        from incitrack.store.announce import look_at_remote
        from incitrack.store.repository import find_repository

        self.repository = find_repository(session.root)
        self.comes_from = look_at_remote(self.repository)
        self.id = ""

    def commit(self, writing: "Writing", change: "Change", incident: "Incident") -> None:
        """Commit the change to the branch of the incident, and stay on it.

        Raises:
            GitError: as `Writing.commit`; the branch is not there then.
        """
        from incitrack.store.announce import on_own_branch

        writing.pushes = False
        self.id = change.incident
        with on_own_branch(self.repository, change.incident):
            writing.commit(change, incident)

    def push(self) -> None:
        """Push the branch as a new one, and say under which ID it stands and where the pull request is opened.

        Raises:
            GitError: it could not be pushed; branch and commit stay and are named.
        """
        from incitrack.store.announce import announce

        done = announce(self.repository, self.comes_from.remote, into=self.comes_from.branch)
        if done.id != self.id:
            click.echo(f"{self.id} is {done.id} now: {printable_line(done.branch.remote)} had {self.id} first")
        click.echo(f"announced on {done.branch.shown}; you are on that branch: git switch - goes back")
        if done.url is None:
            click.echo(f"open a pull request for it where the repository is hosted; the incident is {done.id}")
        else:
            click.echo(f"open the pull request: {done.url}")
