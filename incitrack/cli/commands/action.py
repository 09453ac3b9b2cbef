"""`incitrack action`: the group of verbs for action items."""

from typing import Final

import click

from incitrack.cli.lazy_group import Entry, LazyGroup

_C: Final = "incitrack.cli.commands"

VERBS: Final[dict[str, Entry]] = {
    "list": Entry(f"{_C}.action_list:list_", "Commands", "Action items, wherever they live."),
    "add": Entry(f"{_C}.action_add:add", "Commands", "Add an action item."),
    "start": Entry(f"{_C}.action_steps:start", "Commands", "Somebody works on it."),
    "done": Entry(f"{_C}.action_steps:done", "Commands", "It is done."),
    "move": Entry(f"{_C}.action_steps:move", "Commands", "Move the due day, and say why."),
    "drop": Entry(f"{_C}.action_steps:drop", "Commands", "It will not be done, and why."),
}


@click.group(cls=LazyGroup, table=VERBS, epilog="Example: incitrack action done 42/A1")
def action() -> None:
    """Action items, wherever they live: in an incident's record or in its postmortem.

    An action item is called INC-2026-0042/A1, or 42/A1 where that is unique.
    """
