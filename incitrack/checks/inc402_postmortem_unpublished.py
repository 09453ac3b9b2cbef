"""A postmortem is required, and not published yet.

What is not published has not been read by those who could learn from it. It is
a warning while there is time, and an error once `postmortem.due` is past. A
postmortem that nobody required may stay a draft.

To mend it, finish it, and set `status: published` and `published_at`.

Wrong (on the day after it was due):

    status: in-review

Right:

    status: published
    published_at: 2026-11-24T09:00Z
"""

from collections.abc import Iterator

from incitrack.checks.facts import Facts
from incitrack.checks.postmortems import postmortem_rule
from incitrack.checks.required import due_text, level_of
from incitrack.checks.rule import Fault
from incitrack.model.check_levels import Level
from incitrack.records.record import IncidentRecord, PostmortemRecord


def _look(record: PostmortemRecord, incident: IncidentRecord | None, facts: Facts) -> Iterator[Fault]:
    if incident is None or record.postmortem.is_published:
        return
    required = facts.clocks.required_postmortem(incident)
    if required:
        status = record.postmortem.status
        message = f"this postmortem is required{due_text(required, facts)}; its status is {status}"
        hint = "finish it, and set status: published and published_at"
        yield Fault(record.place("status"), message, hint, level_of(required, facts))


RULE = postmortem_rule("INC402", "postmortem-unpublished", Level.WARNING, _look)
