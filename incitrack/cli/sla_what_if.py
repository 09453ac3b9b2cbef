"""`incitrack sla --policy`: past incidents judged by a proposed severity policy."""

from dataclasses import replace
from pathlib import Path

import click

from incitrack.cli.filters import WrittenFilters
from incitrack.cli.screen import columns_wide, paint
from incitrack.cli.session import Session
from incitrack.cli.unreadable import report_unreadable
from incitrack.errors import UnreadableError, UsageError
from incitrack.metrics.what_if import what_if
from incitrack.model.severity import SeverityPolicy
from incitrack.records.policy_files import read_severity_policy
from incitrack.records.record import Unreadable
from incitrack.reports.json_text import to_json
from incitrack.reports.what_if_json import what_if_item
from incitrack.reports.what_if_text import what_if_lines


def print_what_if(session: Session, file: Path, filters: WrittenFilters, *, as_json: bool) -> int:
    """Tell what the policy in a file would change for the incidents that the filters choose; the exit status."""
    proposed = _read(session, file)
    archive = filters.part_of(session.archive)
    records = filters.selection(archive.policies).of(archive.incidents, archive.policies)
    if filters.since:  # which says from when on it shall be judged, whatever the file says of itself
        proposed = replace(proposed, since=None)
    found = what_if(archive, records, proposed, session.now)
    status = report_unreadable(archive, session.now)
    if as_json:
        click.echo(to_json(what_if_item(found, session.now)))
    else:
        if proposed.versions:
            click.echo("Its versions are set aside: it is judged as if it had always held.")
        click.echo("\n".join(what_if_lines(found, session.now, columns_wide(), paint)))
    return status


def _read(session: Session, file: Path) -> SeverityPolicy:
    try:
        content = (session.directory / file).read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"{file}: {reason}", hint="name a file such as policies/severity.yaml") from None
    found = read_severity_policy(str(file), content)
    if isinstance(found, Unreadable):
        first, *more = found.problems
        others = f" (and {len(more)} more)" if more else ""
        raise UnreadableError(first.message, place=first.place, hint=f"{first.hint}{others}")
    return found
