"""A postmortem is published and nothing will be done.

An action item may stand in the postmortem or in its incident. Sometimes there
is nothing to do; then a line that begins with `No action` and goes on with the
reason says so, and whoever reads it can disagree.

To mend it, add an action item, or the line.

Wrong:

    No action.

Right:

    No action: the provider has retired the machine that failed.
"""

import re
from collections.abc import Iterator
from typing import Final

from incitrack.checks.facts import Facts
from incitrack.checks.postmortems import postmortem_rule
from incitrack.checks.rule import Fault
from incitrack.model.check_levels import Level
from incitrack.records.record import IncidentRecord, PostmortemRecord

_NO_ACTION: Final = re.compile(
    r"""^[ \t]*(?:[-*+][ ]+)?[*_]{0,3}no[ ]actions?\b
        (?:\W+(?:items?|is|are|was|were|needed|necessary|required|taken|planned)\b)*+   # which give no reason
        \W*\w""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)


def _look(record: PostmortemRecord, incident: IncidentRecord | None, _facts: Facts) -> Iterator[Fault]:
    postmortem = record.postmortem
    if not postmortem.is_published or postmortem.actions or (incident and incident.incident.actions):
        return
    if not any(_NO_ACTION.search(paragraph.text) for paragraph in record.body.paragraphs):
        message = "this postmortem is published without an action item, and does not say why"
        hint = "add an action item, or a line that begins “No action:” and goes on with the reason"
        yield Fault(record.place("status"), message, hint)


RULE = postmortem_rule("INC406", "no-action", Level.WARNING, _look)
