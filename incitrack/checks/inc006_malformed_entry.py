"""A list item under Timeline or Communications is not an entry.

Each item there says when, what kind, who and what, so that times can be
computed from it. An item of another form, an unknown kind or audience, a time
without an offset, an `update` without text, or a `severity`, `owner`, `role`,
`duplicate`, `hypothesis` or `attempt` whose text begins otherwise than its kind
asks would be history that nobody counts.

Git's conflict markers (`<<<<<<<`) that were left in one of the two lists are
found here as well: that merge is not settled, and whoever read on would count
one side of it, or both.

Under Communications, ``Next update by `TIME` `` and ``Resolution expected by
`TIME` `` are held to a time too: with another word between the backticks, a
promise that people rely on would have no clock. The record is read all the same
and its other clocks run, for the entry itself is whole.

To mend it, write the item in the form of an entry. Prose between the items is
welcome; other lists belong under another heading, or indented inside an entry.

Wrong:

    - 14:14 maria: on it
    - `2026-11-20T14:40Z` **severity** @maria: raised to P1
    - `2026-11-20T14:45Z` **public** @sam: Next update by `15:15`.

Right:

    - `2026-11-20T14:14Z` **acknowledged** @maria: on it
    - `2026-11-20T14:40Z` **severity** @maria: P2 -> P1, payments fail as well
    - `2026-11-20T14:45Z` **public** @sam: Next update by `2026-11-20T15:15Z`.
"""

from collections.abc import Iterator

from incitrack.checks.facts import Facts
from incitrack.checks.reading import problems_with
from incitrack.checks.rule import Fault, Rule
from incitrack.errors import Place
from incitrack.model.check_levels import Level
from incitrack.model.promise import malformed_promises
from incitrack.records.body import COMMUNICATIONS
from incitrack.records.record import IncidentRecord


def _check(record: IncidentRecord, _facts: Facts) -> Iterator[Fault]:
    for index, told in enumerate(record.incident.communications):
        if "`" in told.text and any(malformed_promises(told.text)):
            written = record.body.written(record.body.items(COMMUNICATIONS)[index])
            for offset, message, hint in malformed_promises(written):
                yield Fault(_place(record.communication_place(index), written, offset), message, hint)


def _place(begins: Place, written: str, offset: int) -> Place:
    above = written[:offset].split("\n")
    return Place(begins.path, begins.line + len(above) - 1, len(above[-1]) + 1)


RULE = Rule(
    code="INC006",
    name="malformed-entry",
    level=Level.ERROR,
    incident=_check,
    unreadable=problems_with("INC006"),
)
