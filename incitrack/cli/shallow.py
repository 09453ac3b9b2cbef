"""What a command that reads history says of a clone whose history is cut."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from incitrack.store.porcelain import Porcelain


def say_where_shallow(git: "Porcelain") -> None:
    """One line on standard error where the clone is shallow."""
    from incitrack.store.main_branch import is_shallow

    if is_shallow(git):
        click.echo(
            "this clone is shallow: what is older than its cut is not seen (git fetch --unshallow brings it)",
            err=True,
        )
