"""An update was promised by a time, and nothing was told by then.

A promise is "Next update by" and a time, under Communications. The next entry
there keeps it, even one that says there is no news yet; so does the resolution.

To mend it, tell them: `incitrack tell --next 30m`.

Wrong (at 15:30):

    - `2026-11-20T14:45Z` **public** @kim: We restore access. Next update by
      `2026-11-20T15:15Z`.

Right:

    - `2026-11-20T14:45Z` **public** @kim: We restore access. Next update by
      `2026-11-20T15:15Z`.
    - `2026-11-20T15:12Z` **public** @kim: Half of the customers are back. Next
      update by `2026-11-20T15:45Z`.
"""

from incitrack.checks.clock_rules import breach_rule
from incitrack.metrics.clock import ClockName

RULE = breach_rule("INC305", "promise-broken", ClockName.PROMISE)
