"""The incident is not resolved within the time of its severity.

The clock runs from `reported` to `resolved`, and anew from each `reopened`.
Where the severity was raised, it runs from then; lowered, from the original
start. A clock that was breached before the change stays so.

To mend it, resolve it; until then it is told, so that somebody with the means
to help looks at it now.

Wrong (with `resolve: 4h`, at 19:00):

    - `2026-11-20T14:10Z` **reported** @synthetics: Checkout probe fails.
    - `2026-11-20T14:14Z` **acknowledged** @maria: On it.

Right:

    - `2026-11-20T14:10Z` **reported** @synthetics: Checkout probe fails.
    - `2026-11-20T14:14Z` **acknowledged** @maria: On it.
    - `2026-11-20T16:40Z` **resolved** @maria: Error rate at zero.
"""

from incitrack.checks.clock_rules import breach_rule
from incitrack.metrics.clock import ClockName

RULE = breach_rule("INC302", "resolve-breached", ClockName.RESOLVE)
