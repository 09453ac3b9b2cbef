"""The YAML of a record or a policy cannot be read.

Either YAML itself refuses it (a bracket left open, a colon in unquoted text, a
tab as indentation), or it uses what records do without: tags, anchors, aliases,
merge keys, nesting over 20 deep. Those can make a small file mean something
large or unseen, and a reviewer cannot tell.

To mend it, look at the line that is named and at the one above it. Put text
that holds `: ` or begins with a sign in quotes; write a repeated value out
twice.

Wrong:

    title: Checkout: 502 for EU customers

Right:

    title: "Checkout: 502 for EU customers"
"""

from incitrack.checks.reading import problems_with
from incitrack.checks.rule import Rule
from incitrack.model.check_levels import Level

RULE = Rule(code="INC002", name="malformed-yaml", level=Level.ERROR, unreadable=problems_with("INC002"))
