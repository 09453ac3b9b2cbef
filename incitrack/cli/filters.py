"""The filters of the reading commands as options, and what a person may write in them."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import wraps
from typing import Any, Final

import click

from incitrack.errors import UsageError
from incitrack.model.local_day import end_of_day, start_of_day
from incitrack.model.policies import Policies
from incitrack.model.status import Status
from incitrack.model.times import parse_time
from incitrack.model.words import HANDLE, SLUG, shown
from incitrack.records.validation import nearest
from incitrack.reports.selection import Selection

_OPTIONS: Final = (
    click.option(
        "--status", metavar="STATUS", multiple=True, help="reported, acknowledged, in-progress, resolved, closed."
    ),
    click.option(
        "--severity", metavar="SEVERITY", multiple=True, help="A key of the severity policy, or its alias."
    ),
    click.option("--service", metavar="SERVICE", multiple=True, help="One of the services affected."),
    click.option(
        "--team", metavar="TEAM", multiple=True, help="The team of a service affected, or one that contributes."
    ),
    click.option("--owner", metavar="HANDLE", multiple=True, help="Whose it is."),
    click.option("--tag", metavar="TAG", multiple=True, help="One of the tags."),
    click.option("--cause", metavar="CAUSE", multiple=True, help="The category of the cause."),
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

    def selection(self, policies: Policies) -> Selection:
        """What is asked for.

        Raises:
            UsageError: a word that the policies do not know, where they say what there is, or no date or time.
        """
        catalogue, terms = policies.services, policies.taxonomy
        since, until = _since(self.since, policies), _until(self.until, policies)
        if since and until and since > until:
            raise UsageError("--since is later than --until", hint="nothing can be between them; swap the two")
        return Selection(
            statuses=frozenset(Status(_known("--status", word, list(Status))) for word in self.status),
            severities=frozenset(_severity(word, policies) for word in self.severity),
            services=frozenset(_term("--service", word, catalogue.services) for word in self.service),
            teams=frozenset(_term("--team", word, _teams(policies)) for word in self.team),
            owners=frozenset(_owner(word, policies) for word in self.owner),
            tags=frozenset(_term("--tag", word, terms.tags) for word in self.tag),
            causes=frozenset(_term("--cause", word, terms.causes) for word in self.cause),
            since=since,
            until=until,
            open_only=self.open_only,
            without_restricted=self.without_restricted,
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


def _known(option: str, word: str, known: Iterable[str]) -> str:
    words = [str(each) for each in known]
    if word in words:
        return word
    near = nearest(word, words)
    hint = f"did you mean {near}?" if near else "known: " + (", ".join(words[:20]) or "none")
    raise UsageError(f"{option}: {shown(word)} is not known", hint=hint)


def _term(option: str, word: str, known: Collection[str] | None) -> str:
    if known is not None:
        return _known(option, word, known)
    if SLUG.fullmatch(word):
        return word
    raise UsageError(f"{option}: {shown(word)} is not a slug", hint="write lower-case letters, digits and hyphens")


def _severity(word: str, policies: Policies) -> str:
    policy = policies.severity
    if policy is None:  # any severity may stand in the records then
        return word
    return policy.key_for(word) or _known("--severity", word, policy.severities)


def _teams(policies: Policies) -> Collection[str] | None:
    catalogue = policies.services
    named = {service.team: None for service in (catalogue.services or {}).values() if service.team}
    return {**catalogue.teams, **named} or None


def _owner(word: str, policies: Policies) -> str:
    handle = word.removeprefix("@")
    if not HANDLE.fullmatch(handle):
        raise UsageError(f"--owner: {shown(word)} is not a handle", hint="write a person's handle, such as maria")
    people = policies.services.people
    return handle if people is None else _known("--owner", handle, people)


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
