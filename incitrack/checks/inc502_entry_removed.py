"""An entry that was there before the change is gone.

Asked with `--base` alone. What was once written under Timeline or
Communications of the main branch stays, so that nobody learns from a history
that was tidied up. An entry that was moved away from its neighbours is missed
where it stood.

To mend it, put the entry back; where it was wrong, say so in a new one of the
kind `amended` (`incitrack amend`). Each entry that is missed is one finding.

Wrong (where the base has an entry of 14:31 between the two):

    - `2026-11-20T14:10Z` **reported** @synthetics: Checkout probe fails.
    - `2026-11-20T16:40Z` **resolved** @maria: Error rate at zero.

Right:

    - `2026-11-20T14:10Z` **reported** @synthetics: Checkout probe fails.
    - `2026-11-20T14:31Z` **update** @jdoe: Connection pool is exhausted.
    - `2026-11-20T16:40Z` **resolved** @maria: Error rate at zero.
"""

from collections.abc import Iterator
from typing import Final

from incitrack.checks.entry_changes import entry_changes, entry_name
from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault, Rule
from incitrack.model.check_levels import Level
from incitrack.records.body import COMMUNICATIONS, TIMELINE
from incitrack.records.record import IncidentRecord

_HINTS: Final = {
    TIMELINE: "put it back; where it was wrong, say so in a new entry: incitrack amend",
    COMMUNICATIONS: "put it back; where it was wrong, say so in a new message: incitrack tell",
}


def _check(record: IncidentRecord, facts: Facts) -> Iterator[Fault]:
    for changes in entry_changes(record, facts):
        added = {changes.later[index] for index in changes.matching.added}
        for index in changes.matching.removed:
            entry = changes.earlier[index]
            gone = "stands elsewhere than at the base" if entry in added else "is gone"
            message = f"{entry_name(entry)} {gone}"
            yield Fault(changes.place_of_removed(record, index), message, _HINTS[changes.section])


RULE = Rule(code="INC502", name="entry-removed", level=Level.ERROR, incident=_check)
