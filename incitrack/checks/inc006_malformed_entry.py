"""A list item under Timeline or Communications is not an entry.

Each item there says when, what kind, who and what, so that times can be
computed from it. An item of another form, an unknown kind or audience, a time
without an offset, an `update` without text, or a `severity`, `owner`, `role`,
`duplicate`, `hypothesis` or `attempt` whose text begins otherwise than its kind
asks would be history that nobody counts.

Git's conflict markers (`<<<<<<<`) that were left in one of the two lists are
found here as well: that merge is not settled, and whoever read on would count
one side of it, or both.

To mend it, write the item in the form of an entry. Prose between the items is
welcome; other lists belong under another heading, or indented inside an entry.

Wrong:

    - 14:14 maria: on it
    - `2026-11-20T14:40Z` **severity** @maria: raised to P1

Right:

    - `2026-11-20T14:14Z` **acknowledged** @maria: on it
    - `2026-11-20T14:40Z` **severity** @maria: P2 -> P1, payments fail as well
"""

from incitrack.checks.reading import problems_with
from incitrack.checks.rule import Rule
from incitrack.model.check_levels import Level

RULE = Rule(code="INC006", name="malformed-entry", level=Level.ERROR, unreadable=problems_with("INC006"))
