"""`incitrack doctor`: what this clone lacks or was left with, and mends it."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

import click

from incitrack.cli.screen import paint
from incitrack.cli.session import Session, pass_session
from incitrack.errors import GitError
from incitrack.printable import printable_line
from incitrack.reports.style import Style

if TYPE_CHECKING:
    from incitrack.store.ailment import Ailment, Told
    from incitrack.store.repository import Repository

_STYLES: Final = {"mended": Style.GOOD, "found": Style.ALARM, "note": Style.FAINT}


@click.command(epilog="Example: incitrack doctor --dry-run")
@click.option("--dry-run", is_flag=True, help="Say what is wrong, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
@pass_session
def doctor(session: Session, *, dry_run: bool, as_json: bool) -> int:
    """Say what this clone lacks or was left with, and mend it.

    It looks for a merge driver that is not registered, work that a killed command left, locks that nobody holds, a
    merge under way, folders that cannot be written, and a Git that does not know who you are. No remote is asked.

    The exit status is 0 where all is well or mended, 1 where something is left that you have to mend.
    """
    from incitrack.reports.json_text import to_json
    from incitrack.store.repository import find_repository

    repository = find_repository(session.root)
    told = [_treated(each, dry_run=dry_run) for each in _ailments(repository)]
    if as_json:
        click.echo(to_json([each._asdict() for each in told]))
    else:
        click.echo("\n".join(_lines(told)))
    return 1 if any(each.state == "found" for each in told) else 0


def _ailments(repository: "Repository") -> "Iterator[Ailment]":
    from incitrack.store.examination import examine

    yield from examine(repository)
    yield from _attributes(repository)


def _attributes(repository: "Repository") -> "Iterator[Ailment]":
    """Records that Git would not hand to the merge driver, however well it is registered."""
    from incitrack.setup.attributes import DRIVER, SAMPLES, add_attributes, attribute_lines
    from incitrack.store.ailment import Ailment
    from incitrack.store.attributes import merge_attributes

    found = merge_attributes(repository, SAMPLES)
    if found == {DRIVER}:
        return
    hint = f"add to .gitattributes: {attribute_lines()[0]}"
    if found <= {DRIVER, "unspecified"}:
        mend = partial(add_attributes, repository.root, repository.common_dir / "info" / "attributes")
        yield Ailment("attributes", "Git does not hand records to the merge driver", hint, mend)
    else:
        others = ", ".join(sorted(found - {DRIVER, "unspecified"}))
        yield Ailment("attributes", f"Git's attributes have records merged by another way: merge={others}", hint)


def _treated(ailment: "Ailment", *, dry_run: bool) -> "Told":
    from incitrack.store.ailment import Told

    if ailment.remark:
        return Told(ailment.name, "note", ailment.message, ailment.hint)
    if dry_run or ailment.mend is None:
        return Told(ailment.name, "found", ailment.message, ailment.hint)
    try:
        return Told(ailment.name, "mended", ailment.mend(), "")
    except GitError as error:
        return Told(
            ailment.name, "found", f"{ailment.message}; it could not be mended: {error.message}", error.hint or ""
        )


def _lines(told: "list[Told]") -> Iterator[str]:
    for each in told:
        yield f"{paint(each.state.ljust(6), _STYLES[each.state])}  {printable_line(each.message)}"
        if each.hint:
            yield f"        {printable_line(each.hint)}"
    if all(each.state == "note" for each in told):
        yield f"{paint('well', Style.GOOD)}    nothing is missing, and nothing was left behind"
