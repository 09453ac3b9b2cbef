"""`incitrack init`: what a repository of records needs and does not have."""

import shlex
from pathlib import Path
from typing import Final

import click

from incitrack.cli.session import Session, pass_session
from incitrack.setup.missing import Missing

_UNDONE: Final = {
    ".github/workflows/check.yml": "no workflow runs incitrack check, and pull requests are not held to the rules",
    ".github/workflows/site.yml": "no workflow runs incitrack build, and no site is published",
    ".github/workflows/watch.yml": "no workflow runs incitrack list, and nobody is told what is open or overdue",
}
"""What is not done where a team's own workflow has the name of ours."""


@click.command(epilog="Example: git init records && cd records && incitrack init")
@click.option("--templates", is_flag=True, help="Copy the templates of the site here, to be changed, and no more.")
@pass_session
def init(session: Session, *, templates: bool) -> None:
    """Make this a repository of records.

    Adds the policies, workflows, issue form and Git settings that are missing, at the repository's top. No file
    that is there is changed, and nothing is committed: read what was added, change it until it says what your team
    means.
    """
    if templates:
        _add_templates(session)
        return
    from incitrack.setup.add_files import add_files
    from incitrack.setup.missing import what_is_missing
    from incitrack.setup.shipped import shipped_files
    from incitrack.store.merge_driver_config import install_driver
    from incitrack.store.repository import find_repository

    repository = find_repository(session.root)
    root = repository.root
    missing = what_is_missing(root, shipped_files())
    added = add_files(root, missing.files)
    is_new = install_driver(repository)
    _report(missing, added, is_new_driver=is_new)
    _say_what_comes_next(added, "" if session.directory.resolve() == root.resolve() else _change_to(root))


def _add_templates(session: Session) -> None:
    from incitrack.setup.add_files import add_files
    from incitrack.setup.missing import what_is_missing
    from incitrack.store.repository import find_repository
    from incitrack.website.look.templates import FOLDER, shipped_template_files

    root = find_repository(session.root).root
    missing = what_is_missing(root, shipped_template_files())
    added = add_files(root, missing.files)
    for path in added:
        click.echo(f"added   {path}")
    for path in missing.present:
        click.echo(f"kept    {path}")
    click.echo(f"\nKeep in {FOLDER} what you change and delete the rest: it then follows each release.")


def _report(missing: Missing, added: tuple[str, ...], *, is_new_driver: bool) -> None:
    driver = "the merge driver, in the configuration of this clone"
    for path in (*added, driver) if is_new_driver else added:
        click.echo(f"added   {path}")
    for path in missing.present if is_new_driver else (*missing.present, driver):
        click.echo(f"kept    {path.removesuffix('.gitkeep')}")
    for advice in missing.advice:
        click.echo(f"\n{advice.path} is yours and was left as it is. Add to it:")
        for line in advice.lines:
            click.echo(f"  {line}")
    for path in missing.taken:
        click.echo(f"\n{path} is yours and was left as it is: {_UNDONE[path]}.")
        click.echo("Give it another name and run incitrack init again, which then adds ours beside it.")


def _say_what_comes_next(added: tuple[str, ...], change: str) -> None:
    if not added:
        click.echo("\nEvery file is there already; no file was changed.")
        return
    if any(path.startswith(".github/workflows/") for path in added):
        click.echo("\nThe workflows install a pinned release: see whether the line INCITRACK in each is yours.")
    click.echo("\nNothing is committed. Read what was added, policies/severity.yaml first, and then:")
    click.echo(f"{change}  git add -- {' '.join(added)}")
    click.echo("  git commit -m 'Keep our incidents here'")
    click.echo("  incitrack open --title 'What is broken' --severity P3 --service SERVICE")


def _change_to(root: Path) -> str:
    from incitrack.printable import printable_line

    return f"  cd {printable_line(shlex.quote(str(root)))}\n"
