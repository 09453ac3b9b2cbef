"""What the shell offers behind Tab: IDs by the names of files, and the words of the policies."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from incitrack.cli.record_names import newest_ids
from incitrack.cli.session import Session

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_OFFERED = 30


def incidents(ctx: click.Context, param: click.Parameter, incomplete: str) -> list["CompletionItem"]:  # noqa: ARG001 - click's signature
    """IDs that begin so, the newest first."""
    return _offered(newest_ids(_session(ctx).root), incomplete)


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


def _offered(words: Iterable[str], incomplete: str) -> list["CompletionItem"]:
    from click.shell_completion import CompletionItem

    matching = (CompletionItem(word) for word in words if word.startswith(incomplete))
    return list(islice(matching, _OFFERED))
