"""How action items and their days are named on the command line: `42/A1`, `2026-12-01`."""

from datetime import date

from incitrack.cli.incident_id import find_id
from incitrack.cli.session import Session
from incitrack.errors import UsageError


def find_action_id(session: Session, typed: str) -> tuple[str, str]:
    """The incident's full ID and the item's, of `INC-2026-0042/A1` or `42/A1`.

    Raises:
        UsageError: it is not written so, or there is no such incident.
    """
    incident, slash, item = typed.partition("/")
    if not slash or not item:
        from incitrack.model.words import shown

        raise UsageError(
            f"{shown(typed)} is not an action item's ID", hint="write it like INC-2026-0042/A1 or 42/A1"
        )
    return find_id(session, incident), item


def day_of(option: str, typed: str) -> date:
    """The day that an option or argument names.

    Raises:
        UsageError: it is no day of the calendar.
    """
    from incitrack.model.times import parse_day
    from incitrack.model.words import shown

    try:
        return parse_day(typed)
    except ValueError:
        message = f"{option}: {shown(typed)} is not a day of the calendar"
        raise UsageError(message, hint="write it like 2026-12-01") from None
