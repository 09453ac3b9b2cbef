"""`incitrack check`: every record and policy held to every rule."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from incitrack.checks.outcome import Outcome
from incitrack.checks.run import check_archive
from incitrack.cli.screen import columns_wide, paint
from incitrack.cli.session import Session, pass_session
from incitrack.errors import GitError, UnreadableError, UsageError
from incitrack.model.check_levels import Level
from incitrack.printable import printable_line
from incitrack.records.archive import Archive

if TYPE_CHECKING:
    from incitrack.store.merge_base import EarlierFiles


@click.command(epilog="Example: incitrack check incidents/2026 --base origin/main")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--base",
    metavar="REV",
    help="Look at what changed since this branch and REV parted, and hold up nobody for what was there before.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif", "junit"]),
    default="text",
    show_default=True,
    help="For a person, a program, or annotations of a CI server.",
)
@click.option(
    "--fail-on",
    type=click.Choice([level.value for level in Level]),
    default=Level.ERROR.value,
    show_default=True,
    help="The lowest level that makes the check fail.",
)
@pass_session
def check(session: Session, paths: tuple[str, ...], base: str | None, form: str, fail_on: str) -> int:
    """Hold every record and policy to the rules.

    With PATHs, files or folders, what is found elsewhere is left out; the whole archive is read all the same.
    With --base, entries and records that were altered or removed are found too, what is not committed yet
    included; of action items, clocks and postmortems only what the change touches is told.

    The exit status is 3 where a file cannot be read, else 1 where something is found, else 0.
    """
    chosen = [_relative(session, path) for path in paths]
    earlier = None if base is None else _files_at_base(session.root, base)
    archive = session.archive
    if archive.policies.severity is None and "severity" not in archive.policies.unreadable:
        raise UnreadableError(
            "there is no policies/severity.yaml, and without it no record can be judged",
            hint="incitrack init adds one, and whatever else is missing",
        )
    outcome = check_archive(archive, session.now, before=_before(archive, earlier))
    if chosen:
        outcome = outcome.within(chosen)
        _name_silent_policies(archive, outcome)
    if report := _report(outcome, archive, form, Level(fail_on)):
        click.echo(report)
    return outcome.exit_status(Level(fail_on))


def _files_at_base(root: Path, revision: str) -> "EarlierFiles":
    """The files of the archive where HEAD and the revision parted."""
    from incitrack.records.earlier import PLACES, SUFFIXES
    from incitrack.records.folder import LARGEST
    from incitrack.store.merge_base import earlier_files, merge_base
    from incitrack.store.repository import find_repository

    if not (root / ".git").exists():
        raise GitError(
            f"{root} is not in a Git repository, and --base compares with a commit",
            hint="run it in a clone, or leave out --base",
        )
    repository = find_repository(root)
    commit = merge_base(repository, revision)
    return earlier_files(repository, commit, PLACES, suffixes=SUFFIXES, largest=LARGEST)


def _before(archive: Archive, files: "EarlierFiles | None") -> Archive | None:
    if files is None:
        return None
    from incitrack.records.earlier import earlier_archive

    return earlier_archive(archive, files.paths, files.contents)


def _report(outcome: Outcome, archive: Archive, form: str, fail_on: Level) -> str:
    match form:
        case "json":
            from incitrack.reports.findings_json import findings_json

            return findings_json(outcome)
        case "github":
            from incitrack.reports.findings_github import findings_github

            return findings_github(outcome)
        case "sarif":
            from incitrack.reports.findings_sarif import findings_sarif

            return findings_sarif(outcome)
        case "junit":
            from incitrack.reports.findings_junit import findings_junit

            return findings_junit(outcome, fail_on)
        case _:
            from incitrack.reports.findings_text import findings_text

            return findings_text(outcome, archive, columns_wide(), paint)


def _name_silent_policies(archive: Archive, outcome: Outcome) -> None:
    for broken in archive.unreadable:
        if broken.kind == "policy" and broken.path not in outcome.files["policy"]:
            text = f"{broken.path} cannot be read, and the rules that need it were silent: incitrack check"
            click.echo(printable_line(text), err=True)


def _relative(session: Session, written: str) -> str:
    """A path as typed, relative to the root of the repository; "" for the root itself."""
    path = os.path.join(session.directory, written)  # noqa: PTH118 - a link is not followed, and need not lead anywhere
    if not os.path.lexists(path):
        raise UsageError(f"{written} does not exist", hint="name a file or a folder of this repository")
    folder, name = os.path.split(os.path.abspath(path))  # noqa: PTH100 - likewise
    for root, target in (
        (str(session.root), os.path.join(folder, name)),  # noqa: PTH118
        (os.path.realpath(session.root), os.path.join(os.path.realpath(folder), name)),  # noqa: PTH118
    ):
        inside = os.path.relpath(target, root)
        if inside == ".":
            return ""
        if inside != ".." and not inside.startswith("../"):
            return inside
    raise UsageError(
        f"{written} lies outside of {session.root}", hint="name a file or a folder of this repository"
    )
