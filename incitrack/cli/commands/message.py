"""`incitrack message`: the status message to send."""

import click

from incitrack.cli import completion
from incitrack.cli.read_one import read_one
from incitrack.cli.session import Session, pass_session
from incitrack.errors import UsageError
from incitrack.model.entry import PUBLIC, STAKEHOLDERS, TIER_PREFIX
from incitrack.model.words import SLUG, shown
from incitrack.printable import printable
from incitrack.reports.message_text import message_json, message_text
from incitrack.reports.status_message import StatusMessage, status_message

_TO = f"{PUBLIC} (the default), {STAKEHOLDERS} or {TIER_PREFIX}NAME."


@click.command(epilog="Example: incitrack message 42 --to stakeholders")
@click.argument("identifier", metavar="[ID]", required=False, shell_complete=completion.incidents)
@click.option(
    "--to", "audience", metavar="AUDIENCE", default=PUBLIC, help="public (the default), stakeholders, tier-NAME."
)
@click.option("--template", metavar="NAME", help="Your own words: policies/messages/NAME.md.j2.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program: the parts and the text.")
@pass_session
def message(
    session: Session, identifier: str | None, *, audience: str, template: str | None, as_json: bool
) -> None:
    """Print the status message to send.

    It says severity, status, time, who is affected, what we know, what we are doing, and the next update.
    Everything in it comes from the record, and what the record does not say is said to be unknown. A message to
    customers repeats what was told to them and nothing of the timeline; one to stakeholders has the latest of it.
    """
    _refuse_no_audience(audience)
    record = read_one(session, identifier)
    parts = status_message(record, audience, session.policies, session.now)
    if template is None:
        text = message_text(parts)
    else:
        from incitrack.reports.own_messages import own_text

        text = own_text(session.root, template, parts)
    if as_json:
        from incitrack.reports.json_text import to_json

        click.echo(to_json(message_json(parts, text)))
    else:
        click.echo(printable(text))
    _remind(parts)


def _refuse_no_audience(typed: str) -> None:
    is_tier = typed.startswith(TIER_PREFIX) and SLUG.fullmatch(typed.removeprefix(TIER_PREFIX))
    if typed not in {PUBLIC, STAKEHOLDERS} and not is_tier:
        raise UsageError(
            f"--to: {shown(typed)} is not an audience", hint="write public, stakeholders or tier-NAME"
        )


def _remind(parts: StatusMessage) -> None:
    """Say on standard error what the sender should not forget; it is no part of the message."""
    if parts.broken_promise_at:
        click.echo(f"The update promised by {parts.broken_promise_at} is late.", err=True)
    elif not parts.is_open or parts.next_update_at:
        return
    else:
        click.echo("No next update is promised.", err=True)
    click.echo(f"When you have sent it: incitrack tell {parts.id} TEXT --to {parts.audience} --next 30m", err=True)
