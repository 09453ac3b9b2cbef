"""Nobody has acknowledged the incident within the time of its severity.

The clock runs from `reported` to the first transition after it. Where the
severity was raised, it runs from then; where customer tiers are affected, the
strictest of their deadlines holds. The finding stands on the entry that started
the clock, and says whose the incident is.

To mend it, take it: `incitrack ack`.

Wrong (with `acknowledge: 15m`, at 14:40):

    - `2026-11-20T14:10Z` **reported** @synthetics: Checkout probe fails.

Right:

    - `2026-11-20T14:10Z` **reported** @synthetics: Checkout probe fails.
    - `2026-11-20T14:14Z` **acknowledged** @maria: On it.
"""

from incitrack.checks.clock_rules import breach_rule
from incitrack.metrics.clock import ClockName

RULE = breach_rule("INC301", "acknowledge-breached", ClockName.ACKNOWLEDGE)
