"""What the shell offers behind Tab: IDs by the names of files, and the words of the policies."""

from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from incitrack.cli.incident_id import is_id
from incitrack.cli.record_names import newest_ids
from incitrack.cli.session import Session

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_OFFERED = 30


Completer = Callable[[click.Context, click.Parameter, str], list["CompletionItem"]]


def incidents(ctx: click.Context, param: click.Parameter, incomplete: str) -> list["CompletionItem"]:  # noqa: ARG001 - click's signature
    """IDs that begin so, in full or as they may be shortened, the newest first."""
    known = (each for each in newest_ids(_session(ctx).root) if _begins(each, incomplete))
    return _items(known)


def _begins(identifier: str, typed: str) -> bool:
    _, year, number = identifier.split("-")
    return any(each.startswith(typed) for each in (identifier, number.lstrip("0"), f"{year}-{number.lstrip('0')}"))


def words(*after_the_id: Completer) -> Completer:
    """What completes `[ID] …`: IDs where the first word stands, and for each word after the ID what it may be."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list["CompletionItem"]:
        typed = tuple(ctx.params.get(param.name or "") or ())
        behind = len(typed[1:] if typed and is_id(typed[0]) else typed)
        own = after_the_id[behind](ctx, param, incomplete) if behind < len(after_the_id) else []
        return [*own, *(() if typed else incidents(ctx, param, incomplete))]

    return complete


def one_of(*known: str) -> Completer:
    """What completes a word of a closed list."""
    return lambda _ctx, _param, incomplete: _offered(known, incomplete)


def roles(ctx: click.Context, param: click.Parameter, incomplete: str) -> list["CompletionItem"]:  # noqa: ARG001
    """The roles of a response."""
    from incitrack.changes.give_role import ROLES

    return _offered(ROLES, incomplete)


def fields(ctx: click.Context, param: click.Parameter, incomplete: str) -> list["CompletionItem"]:  # noqa: ARG001
    """The fields that `set` writes, the team's own among them."""
    from incitrack.changes.set_field import settable_fields

    return _offered((*settable_fields(), *_session(ctx).policies.fields), incomplete)


def audiences(ctx: click.Context, param: click.Parameter, incomplete: str) -> list["CompletionItem"]:  # noqa: ARG001
    """To whom something is told: everybody, those inside, and the customer tiers that the policies name."""
    policies = _session(ctx).policies
    named = [*(policies.severity.tiers if policies.severity else ())]
    named += [tier for service in (policies.services.services or {}).values() for tier in service.customers]
    return _offered(("public", "stakeholders", *(f"tier-{tier}" for tier in dict.fromkeys(named))), incomplete)


def actions(ctx: click.Context, param: click.Parameter, incomplete: str) -> list["CompletionItem"]:  # noqa: ARG001
    """Action items that are not done or dropped, of the newest incident first."""
    from incitrack.records.archive import read_archive
    from incitrack.records.cache import open_cache

    root = _session(ctx).root
    archive = read_archive(root, cache=open_cache(root))
    listed = [(r.id, item) for r in archive.incidents for item in r.incident.actions]
    listed += [(r.id, item) for r in archive.postmortems for item in r.postmortem.actions]
    still_open = [(identifier, item.id) for identifier, item in listed if item.is_open]
    newest = sorted(still_open, key=lambda each: each[0], reverse=True)
    incident, _, action = incomplete.partition("/")
    return _items(f"{i}/{a}" for i, a in newest if _begins(i, incident) and a.startswith(action))


def rules(ctx: click.Context, param: click.Parameter, incomplete: str) -> list["CompletionItem"]:  # noqa: ARG001
    """The codes of the rules."""
    from incitrack.checks.catalogue import catalogue

    return _offered((rule.code for rule in catalogue()), incomplete.upper())


def severities(ctx: click.Context, param: click.Parameter, incomplete: str) -> list["CompletionItem"]:  # noqa: ARG001
    """The keys of the severity policy."""
    policy = _session(ctx).policies.severity
    return _offered(policy.severities if policy else (), incomplete)


def services(ctx: click.Context, param: click.Parameter, incomplete: str) -> list["CompletionItem"]:  # noqa: ARG001
    """The services of the catalogue."""
    return _offered(_session(ctx).policies.services.services or (), incomplete)


def people(ctx: click.Context, param: click.Parameter, incomplete: str) -> list["CompletionItem"]:  # noqa: ARG001
    """The people of the catalogue."""
    return _offered(_session(ctx).policies.services.people or (), incomplete)


def causes(ctx: click.Context, param: click.Parameter, incomplete: str) -> list["CompletionItem"]:  # noqa: ARG001
    """The causes of the taxonomy."""
    return _offered(_session(ctx).policies.taxonomy.causes or (), incomplete)


def _session(ctx: click.Context) -> Session:
    """The session of the command line so far; its commands do not run while it is completed."""
    top = ctx.find_root().params
    return Session(top.get("directory") or Path())


def _offered(known: Iterable[str], incomplete: str) -> list["CompletionItem"]:
    return _items(word for word in known if word.startswith(incomplete))


def _items(offered: Iterable[str]) -> list["CompletionItem"]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(word) for word in islice(offered, _OFFERED)]
