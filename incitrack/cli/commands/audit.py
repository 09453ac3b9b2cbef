"""`incitrack audit`: the whole history of the main branch, looked through for what it has lost."""

import click

from incitrack.cli.screen import paint
from incitrack.cli.session import Progress, Session, pass_session
from incitrack.cli.shallow import say_where_shallow


@click.command(epilog="Example: incitrack audit --json origin/main")
@click.argument("revision", metavar="[REV]", required=False)
@click.option("--all", "with_amended", is_flag=True, help="Also what an amended entry of the record tells of.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
@pass_session
def audit(session: Session, revision: str | None, *, with_amended: bool, as_json: bool) -> int:
    """Name every entry and record that the history of main has lost.

    An entry that was altered or removed, without an `amended` entry that tells of it, and a record that was
    removed: each with the commit, its author, date and signature. REV is another branch than the main one.
    A bare repository will do.

    The exit status is 1 where something is found, else 0.
    """
    from incitrack.reports.json_text import to_json
    from incitrack.reports.losses import audit_lines, breach_item
    from incitrack.store.audit import audit as audit_history
    from incitrack.store.main_branch import git_at, line_of, main_line

    git = git_at(session.directory)
    line = main_line(git) if revision is None else line_of(git, revision)
    with Progress("Comparing") as progress:
        found = audit_history(git, line.tips, line.name, progress.update)
    say_where_shallow(git)
    shown = [each for each in found.breaches if with_amended or not each.is_amended]
    if as_json:
        click.echo(to_json([breach_item(each) for each in shown]))
    else:
        click.echo("\n".join(audit_lines(found, line.name, paint, with_amended=with_amended)))
    return 1 if any(not each.is_amended for each in found.breaches) else 0
