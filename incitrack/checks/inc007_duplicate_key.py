"""A YAML key stands twice in one map.

Which of the two values would hold depends on the reader: one person sees the
first line, a program takes the last.

To mend it, keep one of the two lines.

Wrong:

    severity: P3
    status: resolved
    severity: P1

Right:

    severity: P1
    status: resolved
"""

from incitrack.checks.reading import problems_with
from incitrack.checks.rule import Rule
from incitrack.model.check_levels import Level

RULE = Rule(code="INC007", name="duplicate-key", level=Level.ERROR, unreadable=problems_with("INC007"))
