"""A field that is always required is not there.

An incident needs `id`, `title`, `severity`, `status` and `services`, one whose
disposition is `duplicate` also `duplicate_of`. A postmortem needs `incident`,
`title` and `status`, a published one also `authors`, `trigger` and
`published_at`. An action item needs `id` and `title`. An empty field is an
absent one. Without them a record cannot be listed, counted or found.

To mend it, add the field.

Wrong:

    id: INC-2026-0042
    title: Checkout returns 502
    status: reported
    services: [checkout]

Right:

    id: INC-2026-0042
    title: Checkout returns 502
    severity: P2
    status: reported
    services: [checkout]
"""

from incitrack.checks.reading import problems_with
from incitrack.checks.rule import Rule
from incitrack.model.check_levels import Level

RULE = Rule(code="INC004", name="missing-field", level=Level.ERROR, unreadable=problems_with("INC004"))
