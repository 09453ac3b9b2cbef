"""What all writing commands share: their options, taking turns, the one commit, and what is said of it."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import click

from incitrack.cli.completion import people
from incitrack.cli.session import Session
from incitrack.errors import UsageError

if TYPE_CHECKING:
    from incitrack.changes.change import Change
    from incitrack.model.incident import Incident
    from incitrack.model.policies import Policies
    from incitrack.records.record import IncidentRecord, PostmortemRecord
    from incitrack.store.index import Look
    from incitrack.store.repository import Repository

_AS = click.option("--as", "by", metavar="HANDLE", shell_complete=people, help="Who writes; default: you.")
_AT = click.option("--at", metavar="TIME", help="When it happened, for a late note: 2026-11-20T14:05Z.")
_DRY_RUN = click.option("--dry-run", is_flag=True, help="Print the diff and change nothing.")
_PUSH = click.option(
    "--push/--no-push", default=None, help="Sync after the commit, or not; default: as incitrack.yaml says."
)


class How(NamedTuple):
    """The options of every writing command, as they were typed."""

    by: str | None
    at: str | None
    dry_run: bool
    push: bool | None = None


def writing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of every writing command; it is called with `how`, a `How`."""
    return _with_options(command, _AS, _AT, _DRY_RUN, _PUSH)


def writing_options_without_as(command: Callable[..., Any]) -> Callable[..., Any]:
    """The same for a command where `--as` says something else."""
    return _with_options(command, _AT, _DRY_RUN, _PUSH)


def _with_options(command: Callable[..., Any], *options: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(command)
    def called(*arguments: Any, **given: Any) -> Any:
        _refuse_what_no_file_can_hold(given.values())
        how = How(given.pop("by", None), given.pop("at"), given.pop("dry_run"), given.pop("push"))
        session = click.get_current_context().find_object(Session)
        assert session is not None  # noqa: S101 - the group has made it
        if not how.dry_run:  # before a person is asked for a title, or an ID is looked for
            _writable_repository(session)
        with _git_asked_who_writes(session, how):
            return command(*arguments, how=how, **given)

    for option in reversed(options):
        called = option(called)
    return called


def _refuse_what_no_file_can_hold(given: Any) -> None:
    """Bytes of the command line that are not UTF-8 reach us as characters that no file can hold."""
    for value in given:
        for word in value if isinstance(value, list | tuple) else [value]:
            if isinstance(word, str) and not word.isascii():
                try:
                    word.encode()
                except UnicodeEncodeError:
                    raise UsageError("a word of the command line is not UTF-8") from None


@contextmanager
def _git_asked_who_writes(session: Session, how: How) -> Iterator[None]:
    """Have Git look into its configuration meanwhile, where it will be asked: it takes as long as our start."""
    if how.dry_run or how.by or os.environ.get("INCITRACK_HANDLE"):
        yield
        return
    from incitrack.store.git import Git
    from incitrack.store.identity import look_for_identity

    session.identity = look_for_identity(Git(session.root))
    try:
        yield
    finally:
        session.identity.close()


def _writable_repository(session: Session) -> "Repository":
    from incitrack.store.journal import journal_path
    from incitrack.store.repository import find_repository
    from incitrack.store.unfinished import refuse_unfinished_operation

    repository = find_repository(session.root)
    if not journal_path(repository).exists():  # else it may be what a killed command left, to be settled first
        refuse_unfinished_operation(repository)
    return repository


def time_of(option: str, typed: str) -> datetime:
    """The moment that an option or argument names.

    Raises:
        UsageError: it is no time with an offset.
    """
    from incitrack.model.times import parse_time

    try:
        return parse_time(typed)
    except ValueError as error:
        message, _, hint = str(error).partition("; ")
        raise UsageError(f"{option}: {message}", hint=hint or None) from None


def past_time_of(session: Session, option: str, typed: str) -> datetime:
    """The moment that an option or argument names, of something that has happened.

    Raises:
        UsageError: it is no time with an offset, or has not come yet.
    """
    from incitrack.model.times import record_time, soon

    moment = time_of(option, typed)
    if moment > soon(session.now):
        raise UsageError(
            f"{option}: {record_time(moment)} has not come yet, it is {record_time(session.now)} now",
            hint="correct the day, the hour or the offset",
        )
    return moment


def text_of(typed: str) -> str:
    """A text of the command line; `-` stands for what comes on standard input.

    Raises:
        UsageError: standard input is not UTF-8.
    """
    if typed != "-":
        return typed
    try:
        return sys.stdin.buffer.read().decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise UsageError(f"standard input is not UTF-8 (byte {error.start + 1})") from None


class Writing:
    """One turn of writing: from reading a record until its commit stands, nobody else writes.

    Outside of it stands what takes a person's time: prompts, reading the whole archive, and the remote. `pushes`
    is whether `--push` and `push:` hold for it, `pushed_as` the ID that the record has after a push, which may
    have found its number taken.
    """

    def __init__(self, session: Session, how: How) -> None:
        self.session = session
        self.how = how
        self.at = session.now if how.at is None else past_time_of(session, "--at", how.at)
        self.pushes = True
        self.pushed_as: str | None = None
        self._held = ExitStack()
        self._look: Look | None = None
        self._to_push: tuple[str, str] | None = None

    def __enter__(self) -> Self:
        """Wait for our turn, and settle what a killed command left; a dry run changes nothing and does neither.

        Raises:
            GitError: this is no repository that can be written to now.
        """
        if not self.how.dry_run:
            from incitrack.cli.written import mention
            from incitrack.store.lock import WritersLock
            from incitrack.store.settle import settle_what_was_left
            from incitrack.store.unfinished import refuse_unfinished_operation

            repository = _writable_repository(self.session)
            with ExitStack() as held:
                held.enter_context(WritersLock(repository))
                for said in settle_what_was_left(repository):
                    mention(said)
                    refuse_unfinished_operation(repository)
                self._held = held.pop_all()
        return self

    def __exit__(self, failure: object, *_: object) -> None:
        """Let the next one write; what was committed is pushed where that is wanted.

        Raises:
            GitError: the push failed; the commit stays.
        """
        self._held.close()
        if self._to_push is not None and failure is None:
            from incitrack.cli.pushing import pushed_after

            self.pushed_as = pushed_after(self.session, *self._to_push)

    @cached_property
    def repository(self) -> "Repository":
        """The repository that is written to."""
        from incitrack.store.repository import find_repository

        return find_repository(self.session.root)

    @cached_property
    def by(self) -> str:
        """The handle of the person who writes."""
        from incitrack.cli.who import writer

        return writer(self.session, self.how.by)

    @property
    def policies(self) -> "Policies":
        """The policies in force."""
        return self.session.policies

    def incident(self, identifier: str) -> "IncidentRecord":
        """The record as it is in our turn; Git looks meanwhile how its file stands."""
        from incitrack.records.one_record import read_incident

        record = read_incident(self.session.root, identifier)
        if self._look is None and not self.how.dry_run:
            from incitrack.store.index import look_at

            self._look = look_at(self.repository, (record.path,))
            self._held.callback(self._look.close)
        return record

    def postmortem(self, identifier: str) -> "PostmortemRecord | None":
        """The incident's postmortem as it is in our turn."""
        from incitrack.records.one_record import read_postmortem

        return read_postmortem(self.session.root, identifier)

    def commit(self, change: "Change", before: "Incident | None" = None) -> None:
        """Write and commit a change, and say so; in a dry run, print its diff.

        `before` is the incident as it was, for what comes next.

        Raises:
            GitError: as `incitrack.store.commit.commit`.
        """
        from incitrack.cli.written import pass_on, print_diff, say_nothing_changed, say_what_was_done

        if change.is_empty:
            say_nothing_changed(change)
        elif self.how.dry_run:
            print_diff(change)
        else:
            from incitrack.cli.next_steps import next_steps
            from incitrack.store.commit import CommitRefusedError, commit

            try:
                done = commit(self.repository, change, look=self._look)
            except CommitRefusedError as refused:
                pass_on(refused.said)
                raise
            from incitrack.cli.pushing import wants_push

            if self.pushes and wants_push(self.session, self.how.push):
                self._to_push = (done.commit, change.incident)
            root = self.session.root
            say_what_was_done(change, done, next_steps(root, before, change.event, self.at) if before else None)
