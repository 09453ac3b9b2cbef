"""An incident of another tool in the words of a record, before it has an ID, a severity of ours and an owner."""

from datetime import datetime
from typing import NamedTuple


class DatedText(NamedTuple):
    """What was written at a moment (UTC), as Markdown."""

    at: datetime
    text: str


class Ending(NamedTuple):
    """When it was resolved, and what there is to say of that."""

    at: datetime
    text: str = ""


class ForeignIncident(NamedTuple):
    """What a source says of one incident.

    `name` tells it from all others of the source. `severity` and `services` are the source's own words; no
    severity is None. `ending` is None while it is open. `planned` is what the source itself does not count as an
    incident. `text` is the Markdown that carries no time, `updates` that which does, in the order of time.
    `remarks` are what was mended or could not be used.
    """

    name: str
    title: str
    severity: str | None
    services: tuple[str, ...]
    reported_at: datetime
    ending: Ending | None
    planned: bool
    text: str
    updates: tuple[DatedText, ...]
    remarks: tuple[str, ...] = ()
