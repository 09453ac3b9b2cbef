"""The entry point: the table of commands, and the one place where errors become exit statuses."""

import gc

gc.disable()  # loading the program leaves nothing to collect, and looking takes a twentieth of a short command

import os
import sys
from codecs import register_error
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Final, NoReturn

import click

from incitrack.cli.lazy_group import Entry, LazyGroup
from incitrack.cli.session import Session
from incitrack.errors import IncitrackError

_C: Final = "incitrack.cli.commands"
_OUTAGE, _RECORD, _READ, _ARCHIVE = "During an incident", "Afterwards", "Look", "Repository"

COMMANDS: Final[dict[str, Entry]] = {
    "open": Entry(f"{_C}.open:open_", _OUTAGE, "Open an incident."),
    "ack": Entry(f"{_C}.transitions:ack", _OUTAGE, "Acknowledge: somebody has it."),
    "start": Entry(f"{_C}.transitions:start", _OUTAGE, "Work has begun."),
    "log": Entry(f"{_C}.log:log", _OUTAGE, "Append to the timeline."),
    "tell": Entry(f"{_C}.tell:tell", _OUTAGE, "Note what was told to people outside."),
    "message": Entry(f"{_C}.message:message", _OUTAGE, "Print the status message to send."),
    "severity": Entry(f"{_C}.severity:severity", _OUTAGE, "Raise or lower the severity."),
    "assign": Entry(f"{_C}.assign:assign", _OUTAGE, "Give it to another owner."),
    "role": Entry(f"{_C}.role:role", _OUTAGE, "Give somebody a role."),
    "handoff": Entry(f"{_C}.handoff:handoff", _OUTAGE, "Hand over to the next shift."),
    "mitigate": Entry(f"{_C}.transitions:mitigate", _OUTAGE, "Users are no longer affected."),
    "resolve": Entry(f"{_C}.transitions:resolve", _OUTAGE, "It is fixed."),
    "verify": Entry(f"{_C}.verify:verify", _OUTAGE, "Somebody confirmed the fix."),
    "close": Entry(f"{_C}.transitions:close", _OUTAGE, "Nothing is left to do."),
    "reopen": Entry(f"{_C}.transitions:reopen", _OUTAGE, "It came back."),
    "amend": Entry(f"{_C}.amend:amend", _RECORD, "Correct an earlier entry."),
    "set": Entry(f"{_C}.set:set_", _RECORD, "Set any other field."),
    "duplicate": Entry(f"{_C}.duplicate:duplicate", _RECORD, "It is another incident's duplicate."),
    "dismiss": Entry(f"{_C}.dismiss:dismiss", _RECORD, "A false positive, or planned."),
    "action": Entry(f"{_C}.action:action", _RECORD, "Action items: list, add, start, done, move, drop."),
    "board": Entry(f"{_C}.board:board", _READ, "What is open, by status."),
    "list": Entry(f"{_C}.list:list_", _READ, "Incidents, with filters."),
    "show": Entry(f"{_C}.show:show", _READ, "One incident."),
    "metrics": Entry(f"{_C}.metrics:metrics", _READ, "The figures of a team's history."),
    "sla": Entry(f"{_C}.sla:sla", _READ, "Every clock, the worst first."),
    "report": Entry(f"{_C}.report:report", _READ, "A month, a quarter, or what a customer was promised."),
    "check": Entry(f"{_C}.check:check", _ARCHIVE, "Hold every record to the rules."),
    "sync": Entry(f"{_C}.sync:sync", _ARCHIVE, "Fetch, rebase, push, try again."),
    "rules": Entry(f"{_C}.rules:rules", _ARCHIVE, "The rules, or one explained."),
    "schema": Entry(f"{_C}.schema:schema", _ARCHIVE, "JSON Schema of every file, for editors."),
    "build": Entry(f"{_C}.build:build", _ARCHIVE, "Render the site."),
    "serve": Entry(f"{_C}.serve:serve", _ARCHIVE, "Preview the site, rebuilt on change."),
    "history": Entry(f"{_C}.history:history", _READ, "Who changed what, in which commit."),
    "audit": Entry(f"{_C}.audit:audit", _ARCHIVE, "What the history of main has lost."),
    "hooks": Entry(f"{_C}.hooks:hooks", _ARCHIVE, "Have a Git server refuse such a push."),
    "doctor": Entry(f"{_C}.doctor:doctor", _ARCHIVE, "What this clone lacks or was left with, and mend it."),
    "init": Entry(f"{_C}.init:init", _ARCHIVE, "Make this a repository of records."),
    "merge-driver": Entry(f"{_C}.merge_driver:merge_driver", _ARCHIVE, "Merge a record by meaning, for Git."),
    "import": Entry(f"{_C}.import_:import_", _ARCHIVE, "Bring incidents in from another tool."),
}


@click.group(
    cls=LazyGroup,
    table=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: incitrack open --title 'Checkout returns 502' --severity P1 --service checkout",
)
@click.option(
    "-C",
    "directory",
    metavar="DIR",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Run as if started in DIR.",
)
@click.option("--now", metavar="TIME", help="Judge everything at this time instead of the clock's.")
@click.version_option(package_name="incitrack", prog_name="incitrack")
@click.pass_context
def cli(ctx: click.Context, directory: Path, now: str | None) -> None:
    """Incident records as code: Markdown files in Git, checked and built into a site.

    An ID may be shortened to what is unique (42, 2026-42); left out, it is the one open incident.
    """
    ctx.obj = Session(directory, now)
    ctx.obj.refuse_what_is_no_time()
    if _no_color():
        ctx.color = False


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the program and leave with its exit status; an error is one to three lines, never a traceback.

    Without taking the interpreter down in order, which takes longer than many a command: nothing waits for it.
    """
    _replace_closed_streams()
    _escape_what_cannot_be_written()
    status = run(arguments)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # what could be said of it, `run` has said
            stream.flush()
    os._exit(status)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status."""
    # A run is short and makes no rings worth collecting; looking for them is a tenth of the reading of an archive.
    gc.disable()
    try:
        status = cli.main(args=arguments, prog_name="incitrack", standalone_mode=False)
        sys.stdout.flush()
    except IncitrackError as error:
        return _fail(error.message, error.hint, str(error.place) if error.place else None, error.exit_status)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.message)
        return 2
    except click.UsageError as error:
        hint = f"See '{error.ctx.command_path} --help'." if error.ctx else None
        return _fail(error.format_message(), hint, None, 2)
    except click.ClickException as error:
        return _fail(error.format_message(), None, None, 2)
    except (click.Abort, KeyboardInterrupt) as error:
        return _interrupted(error if isinstance(error, KeyboardInterrupt) else error.__cause__)
    except BrokenPipeError:
        _forget_output()
        return 0
    except OSError as error:
        _forget_output()
        reason = (error.strerror or str(error)).lower()
        return _fail(f"{error.filename or 'the output cannot be written'}: {reason}", None, None, 5)
    return status if isinstance(status, int) else 0


def _interrupted(by: BaseException | None) -> int:
    """Say that it was ended, by Ctrl-C or by a signal; nobody may be left to hear it."""
    from incitrack.cli.ended import Ended

    what, status = (f"ended by {by.name}", by.status) if isinstance(by, Ended) else ("interrupted", 130)
    with suppress(OSError):
        _fail(what, None, None, status)
    return status


def _replace_closed_streams() -> None:
    """A stream that the caller has closed (`<&-`, `>&-`) is None to Python; what has no reader is dropped."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - it stays for the whole run
            setattr(sys, name, stream)


def _escape_what_cannot_be_written() -> None:
    r"""Where the output's encoding lacks a character, `\u017c` stands for it, which JSON reads as well."""

    def escaped(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeEncodeError)  # noqa: S101 - streams only encode
        units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
        pairs = (units[index : index + 2].hex() for index in range(0, len(units), 2))
        return "".join(f"\\u{pair}" for pair in pairs), error.end

    register_error("incitrack-escape", escaped)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="incitrack-escape")


def _forget_output() -> None:
    """Let go of output that nobody takes; Python would complain once more while it shuts down."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _no_color() -> bool:
    """Whether the person wants no styling anywhere (https://no-color.org)."""
    return bool(os.environ.get("NO_COLOR"))


def _bounded(line: str) -> str:
    """A line that quotes what was typed says enough with its beginning."""
    return line if len(line) <= 400 else f"{line[:400]}…"


def _fail(message: str, hint: str | None, place: str | None, status: int) -> int:
    from incitrack.printable import printable

    lines = [_bounded(line) for line in printable(message).splitlines() if line.strip()]
    first = f"{place}: {lines[0]}" if place else lines[0]
    styled = click.style("error: ", fg="red", bold=True)
    click.echo(styled + first, err=True, color=False if _no_color() else None)
    rest = [*lines[1:], *(printable(hint).splitlines() if hint else [])]
    for line in rest[:2]:
        click.echo(f"  {line}", err=True)
    return status


gc.enable()  # for whoever imports this and runs nothing

if __name__ == "__main__":
    main()
