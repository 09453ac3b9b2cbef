"""`incitrack history`: who changed which field or entry of an incident, when, in which commit."""

import click

from incitrack.cli import completion
from incitrack.cli.incident_id import find_id, is_full_id
from incitrack.cli.screen import columns_wide, paint
from incitrack.cli.session import Session, pass_session
from incitrack.cli.shallow import say_where_shallow
from incitrack.errors import GitError, UsageError


@click.command(epilog="Example: incitrack history 42")
@click.argument("identifier", metavar="[ID]", required=False, shell_complete=completion.incidents)
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
@pass_session
def history(session: Session, identifier: str | None, *, as_json: bool) -> None:
    """Who changed which field or entry of an incident, the oldest first.

    Each change is told once, of the commit that first made it. Without ID it is the one open incident; a record
    that was removed is found by its full ID.
    """
    from incitrack.reports.json_text import to_json
    from incitrack.reports.record_history import change_item, history_lines
    from incitrack.store.main_branch import git_at
    from incitrack.store.merge_base import commit_of
    from incitrack.store.record_history import record_history

    git = git_at(session.root)
    head = commit_of(git, "HEAD")
    if head is None:
        raise GitError("nothing is committed in this repository yet", hint="there is no history to look at")
    found = record_history(git, _meant(session, identifier), head)
    if not found.changes and identifier is not None and is_full_id(identifier):
        find_id(session, identifier)  # refuses what neither the folder nor the history has
    say_where_shallow(git)
    for commit in found.unreadable:
        text = f"{commit.hash[:10]}: the front matter cannot be read there; its fields show with the next that can"
        click.echo(text, err=True)
    if as_json:
        click.echo(to_json([change_item(each) for each in found.changes]))
    elif found.changes:
        click.echo("\n".join(history_lines(found.changes, columns_wide(), paint)))


def _meant(session: Session, identifier: str | None) -> str:
    try:
        return find_id(session, identifier)
    except UsageError:
        if identifier is not None and is_full_id(identifier):
            return identifier
        raise
