"""The five whys stop before the fifth.

With `method: 5-whys` the list items under `## Root cause` that begin with "Why"
are counted, at whatever depth. The first answers are what everybody knew; the
ones that can be acted on come late. Five is no law: a line there that begins
with `No further why` and goes on with the reason ends the chain in fewer.

To mend it, go on asking, or say why not. This is a notice.

Wrong:

    - Why did checkout fail? It had no connections.
    - Why had it none? The pool was too small.

Right:

    - Why did checkout fail? It had no connections.
    - Why had it none? The pool was too small.

    No further why: the provider does not say how the pool is sized.
"""

import re
from collections.abc import Iterator
from typing import Final

from incitrack.checks.facts import Facts
from incitrack.checks.postmortems import postmortem_rule
from incitrack.checks.rule import Fault
from incitrack.model.check_levels import Level
from incitrack.model.postmortem import Method
from incitrack.records.record import IncidentRecord, PostmortemRecord

_ITEM: Final = re.compile(r"[ \t]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)+[*_“\"]{0,3}why\b", re.IGNORECASE)
_REASON: Final = re.compile(
    r"^[ \t]*(?:[-*+] +)?[*_]{0,3}no (?:further|more) whys?\b\W*\w", re.IGNORECASE | re.MULTILINE
)


def _look(record: PostmortemRecord, _incident: IncidentRecord | None, _facts: Facts) -> Iterator[Fault]:
    if record.postmortem.method is not Method.FIVE_WHYS:
        return
    paragraphs = record.body.paragraphs_under("Root cause")
    whys = sum(_ITEM.match(each.text) is not None for each in paragraphs)
    if whys < 5 and not any(_REASON.search(each.text) for each in paragraphs):
        message = f"method is 5-whys, and ## Root cause has {whys or 'no'} list item{'s' * (whys != 1)} with a why"
        hint = "go on asking, or add a line that begins “No further why:” and goes on with the reason"
        yield Fault(record.place("method"), message, hint)


RULE = postmortem_rule("INC407", "whys-stop-short", Level.NOTICE, _look)
