"""`incitrack dismiss`: what was reported was no incident, or was planned."""

import click

from incitrack.cli.completion import incidents
from incitrack.cli.incident_id import find_id, id_and_words
from incitrack.cli.session import Session, pass_session
from incitrack.cli.writing import How, Writing, text_of, writing_options_without_as


@click.command(epilog="Example: incitrack dismiss 42 --as false-positive 'The probe itself was broken.'")
@click.argument("words", metavar="[ID] REASON", nargs=-1, shell_complete=incidents)
@click.option("--as", "disposition", metavar="WHAT", required=True, help="false-positive or planned.")
@writing_options_without_as
@pass_session
def dismiss(session: Session, words: tuple[str, ...], disposition: str, how: How) -> None:
    """Dismiss an incident: a false positive, or planned. It leaves the metrics.

    Who writes comes from INCITRACK_HANDLE or from Git's configuration.
    """
    from incitrack.changes.dismiss import dismiss as dismissed

    typed, (reason,) = id_and_words(words, "REASON")
    identifier, reason = find_id(session, typed), text_of(reason)
    with Writing(session, how) as writing:
        record = writing.incident(identifier)
        change = dismissed(record, disposition, reason, at=writing.at, by=writing.by)
        writing.commit(change)
