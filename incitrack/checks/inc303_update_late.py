"""Nothing has been written down for longer than the severity allows.

While an incident is open each entry, under Timeline or Communications, starts a
clock that the next one stops. Silence is what people who wait cannot tell from
being forgotten; "no news, still trying the rollback" is an update.

To mend it, say what is known: `incitrack log`.

Wrong (with `update: 30m`, at 15:10):

    - `2026-11-20T14:14Z` **acknowledged** @maria: On it.

Right:

    - `2026-11-20T14:14Z` **acknowledged** @maria: On it.
    - `2026-11-20T14:40Z` **update** @maria: Nothing new; the rollback runs.
    - `2026-11-20T15:05Z` **update** @maria: Rolled back, error rate falls.
"""

from incitrack.checks.clock_rules import breach_rule
from incitrack.metrics.clock import ClockName

RULE = breach_rule("INC303", "update-late", ClockName.UPDATE)
