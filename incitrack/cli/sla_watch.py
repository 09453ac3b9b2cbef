"""A live view of the clocks in a terminal: it counts down, and reads again what changed on disk."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from shutil import get_terminal_size
from typing import Final, NamedTuple

import click

from incitrack.cli.screen import paint
from incitrack.cli.session import Session
from incitrack.errors import UnreadableError
from incitrack.metrics.listed_clocks import ListedClock, worst_first
from incitrack.model.policies import Policies
from incitrack.model.times import format_time
from incitrack.printable import printable_line
from incitrack.records.record import Unreadable
from incitrack.records.stamps import archive_stamps
from incitrack.reports.clock_table import clock_style, clock_table
from incitrack.reports.style import Style
from incitrack.reports.text_width import cut, padded
from incitrack.wording import clock_text, duration_text

_TICK: Final = 1.0
"""Seconds."""

_READ_AGAIN: Final = timedelta(minutes=1)
"""Time alone may start a clock: an action item's, when its due day begins."""

_ENTER, _LEAVE = "\x1b[?1049h\x1b[?25l", "\x1b[?25h\x1b[?1049l"
_HOME, _END_OF_LINE, _BELOW = "\x1b[H", "\x1b[K", "\x1b[J"


class View(NamedTuple):
    """What is looked at: the clocks, the policies they are judged by, and the files that cannot be read."""

    clocks: list[ListedClock]
    policies: Policies
    unreadable: tuple[Unreadable, ...] = ()
    trouble: str = ""


def watch_clocks(session: Session, look: Callable[[Session], View]) -> None:
    """Show what runs until Ctrl-C; `look` reads the clocks as of a session's moment.

    With `--now` time begins there, and passes as it does. While a file cannot be read, because somebody is about
    to save it, the clocks that it had are shown on.
    """
    begun, started = session.now, time.monotonic()

    def now() -> datetime:
        return begun + timedelta(seconds=int(time.monotonic() - started))

    seen, read_at, view = None, begun, View([], session.policies)
    with _own_screen():
        while True:
            moment, state = now(), archive_stamps(session.root)
            if state != seen or moment - read_at >= _READ_AGAIN:
                seen, read_at = state, moment
                view = _looked(view, look, Session(session.directory, format_time(moment)))
            _draw(_lines(view, moment))
            time.sleep(_TICK)


def _looked(last: View, look: Callable[[Session], View], session: Session) -> View:
    try:
        view = look(session)
    except UnreadableError as error:
        return last._replace(trouble=f"{error.place}: {error.message}" if error.place else error.message)
    broken = {each.id for each in view.unreadable}
    kept = [listed for listed in last.clocks if listed.clock.incident in broken]
    reasons = (f"{each.problems[0].place}: {each.problems[0].message}" for each in view.unreadable)
    return view._replace(clocks=[*view.clocks, *kept], trouble="; ".join(reasons))


@contextmanager
def _own_screen() -> Iterator[None]:
    """The terminal's other screen, without its cursor; whatever happens, the person's own comes back."""
    click.echo(_ENTER, nl=False, color=True)
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        click.echo(_LEAVE, nl=False, color=True)


def _draw(lines: Iterator[str]) -> None:
    rows = get_terminal_size().lines
    shown = list(lines)
    if len(shown) > rows:
        shown[rows - 1 :] = [f"… and {len(shown) - rows + 1} more"]
    text = "\n".join(f"{line}{_END_OF_LINE}" for line in shown)
    click.echo(f"{_HOME}{text}{_BELOW}", nl=False)


def _lines(view: View, now: datetime) -> Iterator[str]:
    wide, policies = get_terminal_size().columns, view.policies
    current = worst_first((each._replace(clock=each.clock.as_of(now)) for each in view.clocks), policies)
    running = [each for each in current if not each.clock.state.is_stopped]
    yield f"{format_time(now)[:19].replace('T', ' ')} UTC"
    if view.trouble:
        yield paint(cut(f"As last read; cannot read {printable_line(view.trouble)}", wide), Style.ALARM)
    yield ""
    if not running:
        yield "No clock runs."
        return
    yield from _banner(_most_pressing(running, policies), policies, now, wide)
    yield ""
    yield from clock_table(running, policies, now, max(40, wide), paint)


def _most_pressing(running: list[ListedClock], policies: Policies) -> ListedClock:
    """The first of the worst severity: what is left of a P1 matters more than how late a P3 is."""
    if policies.severity is None:
        return running[0]
    rank = policies.severity.rank
    return min(running, key=lambda listed: rank(listed.incident.severity))


def _banner(listed: ListedClock, policies: Policies, now: datetime, wide: int) -> Iterator[str]:
    """The clock that presses most, to the second, across the whole screen."""
    clock, incident = listed.clock, listed.incident
    left = clock.deadline_at - now
    words = (
        f"{_countdown(abs(left))} {'late' if left < timedelta() else 'left'}, {clock_text(clock.deadline_at)} UTC"
    )
    what = f"{incident.severity}  {clock.incident}  {listed.name}   {printable_line(incident.title)}"
    text = f"  {words}   {what}"
    style = clock_style(clock, incident.severity, policies)
    for line in ("", text, ""):
        yield paint(padded(cut(line, wide), wide), style)


def _countdown(left: timedelta) -> str:
    seconds = int(left.total_seconds())
    if left >= timedelta(days=1):
        return duration_text(left)
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
