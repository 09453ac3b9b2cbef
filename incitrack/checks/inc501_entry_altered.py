"""An entry that was there before the change says something else now.

Asked with `--base` alone. An entry under Timeline or Communications that has
reached the main branch is what people knew and told at that moment; it stays as
it is, also where it was wrong. An entry that stands between the same neighbours
and has another time, kind, handle or text was altered. New entries may be added
anywhere that their time allows.

To mend it, put the entry back as it was, and correct it by a new one of the
kind `amended` (`incitrack amend`), or by a new message.

Wrong (where the base says 31%):

    - `2026-11-20T14:31Z` **update** @jdoe: Errors at 13%.

Right:

    - `2026-11-20T14:31Z` **update** @jdoe: Errors at 31%.
    - `2026-11-20T14:50Z` **amended** @jdoe: Not 31% but 13% at 14:31.
"""

from collections.abc import Iterator
from typing import Final

from incitrack.checks.entry_changes import differences, entry_changes, entry_name
from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault, Rule
from incitrack.model.check_levels import Level
from incitrack.records.body import COMMUNICATIONS, TIMELINE
from incitrack.records.record import IncidentRecord
from incitrack.wording import list_text

_HINTS: Final = {
    TIMELINE: "put it back as it was, and correct it by a new entry: incitrack amend",
    COMMUNICATIONS: "put it back as it was, and correct it by a new message: incitrack tell",
}


def _check(record: IncidentRecord, facts: Facts) -> Iterator[Fault]:
    for changes in entry_changes(record, facts):
        for earlier, later in changes.matching.altered:
            old, new = changes.earlier[earlier], changes.later[later]
            message = f"{entry_name(old)} has another {list_text(differences(old, new))} than at the base"
            yield Fault(changes.place(later), message, _HINTS[changes.section])


RULE = Rule(code="INC501", name="entry-altered", level=Level.ERROR, incident=_check)
