"""A clock runs, and its deadline is near.

Near is what the severity's `warn` says, 30 minutes where it says nothing; a
clock shorter than that is at risk from its start. It holds for every clock: of
the response, of promises, of the postmortem, of action items on their due day.

To mend it, do what the clock waits for.

Wrong (with `resolve: 4h` and `warn: 30m`, at 17:50):

    - `2026-11-20T14:10Z` **reported** @synthetics: Checkout probe fails.
    - `2026-11-20T14:14Z` **acknowledged** @maria: On it.

Right:

    - `2026-11-20T14:10Z` **reported** @synthetics: Checkout probe fails.
    - `2026-11-20T14:14Z` **acknowledged** @maria: On it.
    - `2026-11-20T16:40Z` **resolved** @maria: Error rate at zero.
"""

from incitrack.checks.clock_rules import state_rule
from incitrack.metrics.clock import State
from incitrack.model.check_levels import Level

RULE = state_rule("INC306", "at-risk", Level.WARNING, State.AT_RISK)
