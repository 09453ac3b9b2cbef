"""`incitrack serve`: the site on this machine, rebuilt when a record, a policy or a template changes."""

import errno
import tempfile
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final, NoReturn

import click

from incitrack.cli.commands.build import warn_of_templates
from incitrack.cli.ended import taken_back_when_ended
from incitrack.cli.recorded import once, recorded_in
from incitrack.cli.session import Session, pass_session
from incitrack.cli.unreadable import report_unreadable
from incitrack.cli.written import warn
from incitrack.errors import IncitrackError, UsageError
from incitrack.printable import printable
from incitrack.wording import count_text

if TYPE_CHECKING:
    from incitrack.website.build import HistoryOf
    from incitrack.website.preview.server import PreviewServer

_LOOK_EVERY: Final = 0.5
"""Seconds."""


@click.command(epilog="Example: incitrack serve --port 8080")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--audience",
    type=click.Choice(["internal", "public"]),
    default="internal",
    show_default=True,
    help="Whose site it is, as for build.",
)
@pass_session
def serve(session: Session, port: int, host: str, audience: str) -> int:
    """Preview the site, rebuilt on change; an open page reloads. Ctrl-C ends it.

    Nothing is written into the work tree; the site itself goes when this ends.
    """
    from incitrack.website.preview.server import PreviewServer
    from incitrack.website.reuse.known_sites import forget_site

    with taken_back_when_ended(), tempfile.TemporaryDirectory(prefix="incitrack-") as temporary:
        try:
            server = PreviewServer(host, port, Path(temporary) / "site")
        except (OSError, OverflowError, UnicodeError) as error:
            reason = (getattr(error, "strerror", None) or str(error)).lower()
            message = f"nothing can listen at {host}, port {port}: {reason}"
            raise UsageError(message, hint=_where_to_listen(error)) from None
        with server:
            try:
                _follow(session, server, audience)
            except KeyboardInterrupt:
                with suppress(OSError):  # the terminal may be gone
                    click.echo("\nStopped.", err=True)
            finally:
                server.generation.end()
                forget_site(session.root, server.site)
    return 0


def _where_to_listen(error: Exception) -> str:
    is_port = isinstance(error, OSError) and error.errno in {errno.EADDRINUSE, errno.EACCES}
    return "try --port 0" if is_port else "name an address of this machine: --host 127.0.0.1, or 0.0.0.0 for all"


def _follow(session: Session, server: "PreviewServer", audience: str) -> NoReturn:
    from incitrack.website.preview.watch import state_of

    seen = state_of(session.root)
    history = partial(recorded_in, say=once(warn))
    _rebuild(session, server, audience, history)
    Thread(target=server.serve_forever, daemon=True).start()
    click.echo(f"Serving {server.address} (Ctrl-C ends it)")
    if not server.is_local:
        click.echo("Whoever reaches this machine can read it.", err=True)
    while True:
        time.sleep(_LOOK_EVERY)
        if (state := state_of(session.root)) != seen:
            seen = state
            _rebuild(session, server, audience, history)


def _rebuild(session: Session, server: "PreviewServer", audience: str, history: "HistoryOf") -> None:
    from incitrack.website.audience import Audience
    from incitrack.website.build import build_site
    from incitrack.website.reuse.last_build import before_build

    started = time.perf_counter()
    fresh = Session(session.directory, session.now_written)
    try:
        before, whom = before_build(fresh.root, server.site), Audience(audience)
        built = build_site(lambda: fresh.archive, before, fresh.now, history=history, audience=whom)
    except IncitrackError as error:
        where = f"{error.place}: " if error.place else ""
        server.failure = f"{where}{error.message}\n{error.hint or ''}"
        click.echo(click.style("not built: ", fg="red") + printable(server.failure.rstrip()), err=True)
        server.generation.advance()
        return
    report_unreadable(fresh.archive, fresh.now)
    warn_of_templates(fresh.root)
    click.echo(f"Built {count_text(built.pages, 'page')} in {time.perf_counter() - started:.1f} s")
    server.generation.advance()
