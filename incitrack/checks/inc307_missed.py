"""A clock stopped after its deadline.

It is a fact for the figures and for the review, and no fault of whoever changes
the record now; so it is a notice, and stops nothing.

To mend it, there is nothing to write. A clock that is missed again and again
asks for another target, or for another way of working.

Wrong (with `acknowledge: 15m`):

    - `2026-11-20T14:10Z` **reported** @synthetics: Checkout probe fails.
    - `2026-11-20T14:50Z` **acknowledged** @maria: On it.

Right:

    - `2026-11-20T14:10Z` **reported** @synthetics: Checkout probe fails.
    - `2026-11-20T14:14Z` **acknowledged** @maria: On it.
"""

from incitrack.checks.clock_rules import state_rule
from incitrack.metrics.clock import State
from incitrack.model.check_levels import Level

RULE = state_rule("INC307", "missed", Level.NOTICE, State.MISSED)
