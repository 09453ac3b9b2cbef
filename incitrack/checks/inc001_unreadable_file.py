"""A file is not a record at all.

It is not UTF-8, is over 1 MiB, is a symbolic link, a pipe or anything else but
a regular file, has no front matter, or its name is not an ID. Nothing in it can
be read, so nothing in it is counted or shown; the other records are read all
the same.

To mend it, name the file like `incidents/2026/INC-2026-0042.md`, begin it with
a line `---`, close the YAML with another, and save it as UTF-8. Large
attachments belong elsewhere, with a link to them. Other Markdown goes outside
`incidents/` and `postmortems/`.

Wrong:

    # INC-2026-0042: Checkout is down

Right:

    ---
    id: INC-2026-0042
    title: Checkout is down
    …
    ---
"""

from incitrack.checks.reading import problems_with
from incitrack.checks.rule import Rule
from incitrack.model.check_levels import Level

RULE = Rule(code="INC001", name="unreadable-file", level=Level.ERROR, unreadable=problems_with("INC001"))
