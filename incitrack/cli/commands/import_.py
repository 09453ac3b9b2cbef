"""`incitrack import`: incidents of other tools, each source a command of its own."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from incitrack.cli.completion import people, services, severities
from incitrack.cli.session import Session, pass_session
from incitrack.errors import UsageError

if TYPE_CHECKING:
    from datetime import tzinfo


@click.group("import", no_args_is_help=False, epilog="Example: incitrack import cstate ../status-page --dry-run")
def import_() -> None:
    """Bring incidents in from another tool, all in one commit.

    Each becomes a record that refers to its source, so that a later import brings only what is new. What cannot be
    read is named, with the reason, and stops nothing.
    """


@import_.command(epilog="Example: incitrack import cstate ../status-page --service website --map notice=P4")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--service",
    "keys",
    metavar="SERVICE",
    multiple=True,
    shell_complete=services,
    help="For issues that name none; more than once for several. Without it, their records cannot be read until "
    "somebody names one.",
)
@click.option("--owner", metavar="HANDLE", shell_complete=people, help="Who owns the records; default: you.")
@click.option(
    "--map",
    "given",
    metavar="WORD=SEVERITY",
    multiple=True,
    help="What a severity of cState means here; default: down, disrupted and notice are your first three.",
)
@click.option(
    "--default-severity",
    "default",
    metavar="SEVERITY",
    shell_complete=severities,
    help="For issues that have none, or an unknown one; default: as notice.",
)
@click.option("--timezone", metavar="ZONE", default="UTC", help="Of times that name none, such as Europe/Warsaw.")
@click.option("--as", "by", metavar="HANDLE", shell_complete=people, help="Who writes; default: you.")
@click.option("--dry-run", is_flag=True, help="Print the diff and change nothing.")
@click.option(
    "--push/--no-push", default=None, help="Sync after the commit, or not; default: as incitrack.yaml says."
)
@pass_session
def cstate(
    session: Session,
    *,
    folder: Path,
    keys: tuple[str, ...],
    owner: str | None,
    given: tuple[str, ...],
    default: str | None,
    timezone: str,
    by: str | None,
    dry_run: bool,
    push: bool | None,
) -> int:
    """Bring in the issues of a cState status page.

    FOLDER is a copy of the page's repository, or the folder of its issues.
    """
    from incitrack.changes.known_words import person, term
    from incitrack.cli.imported import report
    from incitrack.cli.writing import How, Writing
    from incitrack.importers.cstate import SEVERITIES, SYSTEM, read_cstate
    from incitrack.importers.plan import Choices, plan_import
    from incitrack.importers.severity_words import severity_words
    from incitrack.store.numbers import next_id
    from incitrack.store.repository import find_repository

    repository = find_repository(session.root)
    issues = read_cstate(session.directory / folder, zone=_zone(timezone), now=session.now)
    with Writing(session, How(by, None, dry_run, push)) as turn:
        archive = session.archive
        policies = archive.policies
        choices = Choices(
            SYSTEM,
            severity_words(SEVERITIES, policies, given=given, default=default),
            tuple(term(key, None, "a service") for key in keys),
            person(turn.by if owner is None else owner, policies),
        )
        plan = plan_import(issues, archive, choices, partial(next_id, repository))
        if plan.came:
            turn.commit(plan.change("cState"))
    return report(plan, source=str(folder), is_dry=dry_run)


def _zone(name: str) -> "tzinfo":
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # an unknown name, a path out of the tables, a folder of them
        hint = "write a name such as Europe/Warsaw, or UTC"
        raise UsageError(f"--timezone: “{name}” is no time zone", hint=hint) from None
