"""A postmortem names a trigger and no contributing factor.

The trigger is what started it; a factor is what made it possible, or worse.
Triggers happen every day, and without the factors nothing would have come of
this one: who stops at the trigger has learned what happened, not why.

To mend it, ask what let the trigger through, and add it under `factors`.

Wrong:

    trigger: Traffic doubled after the campaign mail went out.

Right:

    trigger: Traffic doubled after the campaign mail went out.
    factors:
      - factor: missing-alert
        detail: Nothing watched pool saturation.
"""

from collections.abc import Iterator

from incitrack.checks.facts import Facts
from incitrack.checks.postmortems import postmortem_rule
from incitrack.checks.rule import Fault
from incitrack.model.check_levels import Level
from incitrack.records.record import IncidentRecord, PostmortemRecord


def _look(record: PostmortemRecord, _incident: IncidentRecord | None, _facts: Facts) -> Iterator[Fault]:
    postmortem = record.postmortem
    if postmortem.trigger is not None and not postmortem.factors:
        message = "there is a trigger and no contributing factor"
        hint = "ask what made it possible, or worse, and add it under factors:"
        yield Fault(record.place("trigger"), message, hint)


RULE = postmortem_rule("INC404", "no-factor", Level.WARNING, _look)
