"""The filters of the reading commands as options, and what a person may write in them."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import wraps
from typing import Any, Final

import click

from incitrack.changes.known_words import person, service, severity, term, unknown
from incitrack.cli import completion
from incitrack.errors import UsageError
from incitrack.model.local_day import end_of_day, start_of_day
from incitrack.model.policies import Policies
from incitrack.model.status import Status
from incitrack.model.times import parse_time
from incitrack.model.words import shown
from incitrack.records.archive import Archive
from incitrack.records.unrestricted import unrestricted
from incitrack.reports.selection import Selection

Complete = Callable[[click.Context, click.Parameter, str], list[Any]]


def _words(name: str, says: str, complete: Complete | None = None) -> Callable[..., Any]:
    return click.option(name, metavar=name[2:].upper(), multiple=True, help=says, shell_complete=complete)


_STATUSES: Final = ", ".join(Status)
_OPTIONS: Final = (
    _words("--status", f"{_STATUSES}.", lambda _ctx, _param, begun: [s for s in Status if s.startswith(begun)]),
    _words("--severity", "A key of the severity policy, or its alias.", completion.severities),
    _words("--service", "One of the services affected.", completion.services),
    _words("--team", "The team of a service affected, or one that contributes."),
    _words("--owner", "Whose it is.", completion.people),
    _words("--tag", "One of the tags."),
    _words("--cause", "The category of the cause.", completion.causes),
    click.option("--since", metavar="WHEN", help="Reported on that day or later, or at that time or later."),
    click.option("--until", metavar="WHEN", help="Reported on that day or earlier, or at that time or earlier."),
    click.option("--open", "open_only", is_flag=True, help="Only what is reported, acknowledged or in progress."),
    click.option("--without-restricted", is_flag=True, help="Leave out what no built site shows."),
)

FILTERS_HELP: Final = (
    "A filter may be given several times: any of its values will do. Of different filters all must hold. WHEN "
    "is a date, which begins and ends in the calendar's time zone, or a time such as 2026-11-20T14:00Z; both "
    "ends are included."
)


@dataclass(frozen=True)
class WrittenFilters:
    """The filters as they were typed."""

    status: tuple[str, ...]
    severity: tuple[str, ...]
    service: tuple[str, ...]
    team: tuple[str, ...]
    owner: tuple[str, ...]
    tag: tuple[str, ...]
    cause: tuple[str, ...]
    since: str | None
    until: str | None
    open_only: bool
    without_restricted: bool

    def part_of(self, archive: Archive) -> Archive:
        """The archive that is asked about: what is left out of it does not recur either, as on a built site."""
        return unrestricted(archive) if self.without_restricted else archive

    def selection(self, policies: Policies) -> Selection:
        """What is asked for.

        Raises:
            UsageError: a word that the policies do not know, where they say what there is, or no date or time.
        """
        causes, tags, teams = policies.taxonomy.causes, policies.taxonomy.tags, _teams(policies)
        since, until = _since(self.since, policies), _until(self.until, policies)
        if since and until and since > until:
            raise UsageError("--since is later than --until", hint="nothing can be between them; swap the two")
        return Selection(
            statuses=frozenset(_status(word) for word in self.status),
            severities=frozenset(_severity(word, policies) for word in self.severity),
            services=frozenset(service(word, policies) for word in self.service),
            teams=frozenset(term(word, teams, "a team of policies/services.yaml") for word in self.team),
            owners=frozenset(person(word, policies) for word in self.owner),
            tags=frozenset(term(word, tags, "a tag of policies/taxonomy.yaml") for word in self.tag),
            causes=frozenset(term(word, causes, "a cause of policies/taxonomy.yaml") for word in self.cause),
            since=since,
            until=until,
            open_only=self.open_only,
        )


NO_FILTERS: Final = WrittenFilters(
    status=(),
    severity=(),
    service=(),
    team=(),
    owner=(),
    tag=(),
    cause=(),
    since=None,
    until=None,
    open_only=False,
    without_restricted=False,
)


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of all filters; it is called with `filters`, a `WrittenFilters`."""

    @wraps(command)
    def called(*arguments: Any, **options: Any) -> Any:
        written = {field.name: options.pop(field.name) for field in fields(WrittenFilters)}
        return command(*arguments, filters=WrittenFilters(**written), **options)

    for option in reversed(_OPTIONS):
        called = option(called)
    return called


def _severity(typed: str, policies: Policies) -> str:
    # Without a policy any severity may stand in the records.
    return typed if policies.severity is None else severity(typed, policies)


def _status(typed: str) -> Status:
    if typed not in set(Status):
        raise unknown(typed, list(Status), "a status")
    return Status(typed)


def _teams(policies: Policies) -> Collection[str] | None:
    catalogue = policies.services
    named = {known.team: None for known in (catalogue.services or {}).values() if known.team}
    return {**catalogue.teams, **named} or None


def _since(written: str | None, policies: Policies) -> datetime | None:
    day = _day("--since", written)
    return start_of_day(day, policies) if day else _time("--since", written)


def _until(written: str | None, policies: Policies) -> datetime | None:
    day = _day("--until", written)
    return end_of_day(day, policies) if day else _time("--until", written)


def _day(option: str, written: str | None) -> date | None:
    if written is None or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        message = f"{option}: {shown(written)} is not a day of the calendar"
        raise UsageError(message, hint="write a date such as 2026-07-01") from None


def _time(option: str, written: str | None) -> datetime | None:
    if written is None:
        return None
    try:
        return parse_time(written)
    except ValueError as error:
        message = str(error).partition("; ")[0]
        raise UsageError(
            f"{option}: {message}", hint="write a date, 2026-07-01, or a time with its offset, 2026-07-01T08:00Z"
        ) from None
