"""A value is not of the kind that its field holds.

It has the wrong type, is no word of a closed list, is a time without an offset,
a title over 200 characters, or breaks what `policies/fields.yaml` declares.
Nothing is guessed: a time without an offset is not taken for UTC, nor an
unknown status for a known one.

To mend it, write the value as the hint says. Times are RFC 3339 with an offset
or `Z`; a day is `2026-12-01`; a service, tag or cause is a slug of lower-case
letters, digits and hyphens.

Wrong:

    status: fixed
    started_at: 2026-11-20 14:05

Right:

    status: resolved
    started_at: 2026-11-20T14:05Z
"""

from incitrack.checks.reading import problems_with
from incitrack.checks.rule import Rule
from incitrack.model.check_levels import Level

RULE = Rule(code="INC005", name="wrong-value", level=Level.ERROR, unreadable=problems_with("INC005"))
