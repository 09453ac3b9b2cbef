"""`incitrack dismiss`: what was reported was no incident, or was planned."""

import click

from incitrack.cli.asking import Question, asked_for, incident_and_words
from incitrack.cli.completion import one_of, words
from incitrack.cli.session import Session, pass_session
from incitrack.cli.writing import How, Writing, text_of, writing_options_without_as


@click.command(epilog="Example: incitrack dismiss 42 --as false-positive 'The probe itself was broken.'")
@click.argument("words", metavar="[ID] REASON", nargs=-1, shell_complete=words())
@click.option(
    "--as",
    "disposition",
    metavar="WHAT",
    shell_complete=one_of("false-positive", "planned"),
    help="false-positive or planned (needed).",
)
@writing_options_without_as
@pass_session
def dismiss(session: Session, words: tuple[str, ...], disposition: str | None, how: How) -> None:
    """Dismiss an incident: a false positive, or planned. It leaves the metrics.

    Who writes comes from INCITRACK_HANDLE or from Git's configuration.
    """
    from incitrack.changes.dismiss import dismiss as dismissed
    from incitrack.changes.dismiss import dismissal

    identifier, (reason,) = incident_and_words(session, words, {"REASON": Question("Why it is no incident")})
    reason = text_of(reason)
    if disposition is None:
        disposition = asked_for("--as", Question("False-positive or planned", dismissal))
    with Writing(session, how) as writing:
        record = writing.incident(identifier)
        change = dismissed(record, disposition, reason, at=writing.at, by=writing.by)
        writing.commit(change)
