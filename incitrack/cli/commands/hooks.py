"""`incitrack hooks`: what a Git server runs, so that no push takes anything from the records."""

import sys
from pathlib import Path
from typing import Final

import click

from incitrack.cli.lazy_group import Entry, LazyGroup
from incitrack.cli.session import Session, pass_session
from incitrack.errors import UsageError

_NAMED: Final = 20
_C: Final = "incitrack.cli.commands.hooks"

VERBS: Final[dict[str, Entry]] = {
    "install": Entry(f"{_C}:install", "Commands", "Install a hook in a bare repository."),
    "pre-receive": Entry(f"{_C}:pre_receive", "Commands", "What the hook runs: judge a push."),
}


@click.group(cls=LazyGroup, table=VERBS, epilog="Example: incitrack hooks install --pre-receive")
def hooks() -> None:
    """Have any Git server keep the records append-only.

    On the server, in the bare repository: incitrack hooks install --pre-receive
    """


@click.command(epilog="Example: incitrack -C /srv/git/records.git hooks install --pre-receive")
@click.option(
    "--pre-receive", "wanted", is_flag=True, help="Refuse a push that alters or removes entries or records."
)
@pass_session
def install(session: Session, *, wanted: bool) -> int:
    """Install the hook; one that is there is never overwritten.

    The branches that it protects are main and the one that HEAD names, or those of `git config incitrack.protect`,
    which may be given several times; `*` is all of them.
    """
    from incitrack.store.server_hook import install_pre_receive

    if not wanted:
        raise UsageError("which hook is meant?", hint="incitrack hooks install --pre-receive")
    path, is_new = install_pre_receive(Path(session.directory).resolve())
    click.echo(f"{'installed' if is_new else 'there already:'} {path}")
    return 0


@click.command("pre-receive", epilog="Example: incitrack hooks pre-receive < updates")
@pass_session
def pre_receive(session: Session) -> int:
    """What the hook runs: judge the updates on standard input, as githooks(5) has them.

    The exit status is 1 where one is refused, with what it would lose and the commit; then none is taken.
    """
    from incitrack.printable import printable_line
    from incitrack.reports.losses import refusal_lines
    from incitrack.store.main_branch import git_at
    from incitrack.store.push import QUARANTINE, protected_branches, read_updates, refusals

    git = git_at(session.directory, keep=QUARANTINE)
    try:
        updates = read_updates(sys.stdin.buffer.read())
    except ValueError as error:
        raise UsageError(str(error), hint="Git writes these lines when it runs the hook") from None
    found = list(refusals(git, updates, protected_branches(git)))
    if not found:
        return 0
    click.echo("incitrack: this push is refused, since records are append-only", err=True)
    for line in refusal_lines(found, _NAMED):
        click.echo(f"  {printable_line(line)}", err=True)
    click.echo("  put it back as it was, and correct it by a new entry: incitrack amend", err=True)
    return 1
