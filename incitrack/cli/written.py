"""What a writing command says: the ID, the commit and what comes next; or the diff of a dry run."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import click

from incitrack.printable import printable, printable_line

if TYPE_CHECKING:
    from incitrack.changes.change import Change, FileEdit
    from incitrack.store.commit import Committed

_CONTEXT: Final = 3


def say_what_was_done(change: "Change", done: "Committed", what_next: str | None) -> None:
    """On standard output the ID with what happened and its commit, notes, and what comes next.

    Warnings, and what Git and its hooks said, go to standard error.
    """
    pass_on(done.said)
    for path in done.hand_edited:
        mention(f"edits of {path} that were not committed are in this commit")
    if done.detached:
        warn(f"HEAD is detached, so no branch holds {done.commit}: git switch -c NAME keeps it")
    _, _, what = printable_line(change.subject).partition(": ")
    click.echo(f"{click.style(change.incident, bold=True)} {what} ({done.commit})")
    for note in change.notes:
        click.echo(printable_line(note))
    if what_next:
        click.echo(what_next)


def say_nothing_changed(change: "Change") -> None:
    """That everything is as it was asked for already."""
    click.echo(f"{change.incident}: nothing to change, so there is no commit")
    for note in change.notes:
        click.echo(printable_line(note))


def warn(text: str) -> None:
    """A line on standard error of what was done and may not have been meant."""
    click.echo(click.style("warning: ", fg="yellow") + printable_line(text), err=True)


def mention(text: str) -> None:
    """A line on standard error of what was found and done besides what was asked for."""
    click.echo(f"note: {printable_line(text)}", err=True)


def pass_on(said: str) -> None:
    """What Git and its hooks wrote, on standard error."""
    if said.strip():
        click.echo(printable(said).rstrip("\n"), err=True)


def print_diff(change: "Change") -> None:
    """The change as a unified diff, in the form that `git apply` takes."""
    for edit in change.edits:
        for line in _diff(edit):
            shown = printable(line.removesuffix("\n").removesuffix("\r"))
            color = {"+": "green", "-": "red", "@": "cyan"}.get(line[0])
            carriage_return = "\r" if line.endswith("\r\n") else ""
            click.echo((click.style(shown, fg=color) if color else shown) + carriage_return)
    click.echo(f"dry run: nothing was changed; the commit would be “{printable_line(change.subject)}”", err=True)


def _diff(edit: "FileEdit") -> Iterator[str]:
    from difflib import unified_diff

    before = [] if edit.before is None else _lines(edit.before)
    old = "/dev/null" if edit.before is None else f"a/{edit.path}"
    for line in unified_diff(before, _lines(edit.after), old, f"b/{edit.path}", n=_CONTEXT):
        yield line if line.endswith("\n") else f"{line}\n"
        if not line.endswith("\n"):
            yield "\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """The lines as Git counts them, each with its LF; the last one may have none."""
    lines = [f"{line}\n" for line in text.split("\n")]
    return [*lines[:-1], *([lines[-1][:-1]] if lines[-1] != "\n" else [])]
