"""Nobody outside of the response has been told within the time of the severity.

The clock runs from `reported` to the first entry under Communications, and goes
on after the resolution until somebody is told.

To mend it, tell them, and note it: `incitrack tell --to public`.

Wrong (with `communicate: 30m`, at 15:00):

    ## Timeline

    - `2026-11-20T14:10Z` **reported** @synthetics: Checkout probe fails.

Right:

    ## Communications

    - `2026-11-20T14:30Z` **public** @kim via statuspage: Checkout fails for
      some customers. We are working on it.
"""

from incitrack.checks.clock_rules import breach_rule
from incitrack.metrics.clock import ClockName

RULE = breach_rule("INC304", "communicate-late", ClockName.COMMUNICATE)
