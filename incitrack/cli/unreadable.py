"""What a command that reads the whole archive says of the files that it could not read."""

from collections.abc import Iterator
from datetime import datetime

import click

from incitrack.errors import Place, UnreadableError
from incitrack.printable import printable_line
from incitrack.records.archive import Archive
from incitrack.records.places import POLICIES


def report_unreadable(archive: Archive, now: datetime) -> int:
    """A line on standard error for each unreadable file; the exit status, 3 where there is one, else 0.

    A calendar whose holidays nobody knows is one of them, whether or not a clock is reckoned by it.
    """
    unknown = list(_unknown_holidays(archive, now))
    for place, error in unknown:
        say_cannot_read(place, error.message, error.hint)
    for each in archive.unreadable:
        first, *more = each.problems
        others = f" (and {len(more)} more: incitrack check)" if more else ""
        say_cannot_read(first.place, first.message, f"{first.hint}{others}")
    return 3 if archive.unreadable or unknown else 0


def _unknown_holidays(archive: Archive, now: datetime) -> Iterator[tuple[Place | None, UnreadableError]]:
    policies = archive.policies
    for name, policy in {"severity.yaml": policies.severity, **policies.versions}.items():
        if policy is None or not policy.calendar.holidays:
            continue
        from incitrack.calendars.countries import holidays_of

        try:
            _ = now.date() in holidays_of(policy.calendar.holidays)
        except UnreadableError as error:
            file = archive.policy_file(f"{POLICIES}/{name}")
            yield (file.place("calendar", "holidays") if file else None), error


def say_cannot_read(place: Place | None, message: str, hint: str | None) -> None:
    """One line on standard error: where, what is wrong, and what to do."""
    text = "; ".join(filter(None, [f"{place}: {message}" if place else message, hint]))
    click.echo(click.style("cannot read ", fg="red") + printable_line(text), err=True)
