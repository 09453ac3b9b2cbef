"""Two files carry one ID.

Whoever speaks of that incident means one of the two, and nobody can say which.
It comes of copying a record to begin a new one, or of two branches that took
the same number. Each of the files is named. A file that cannot be read still
holds the number that its name gives.

To mend it, give one of them the next free number, in its `id` and its file's
name, and in whatever refers to it.

Wrong:

    incidents/2026/INC-2026-0042.md   id: INC-2026-0042
    incidents/2026/INC-2026-0043.md   id: INC-2026-0042

Right:

    incidents/2026/INC-2026-0042.md   id: INC-2026-0042
    incidents/2026/INC-2026-0043.md   id: INC-2026-0043
"""

from collections import defaultdict
from collections.abc import Iterator

from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault, Rule
from incitrack.model.check_levels import Level


def _check(facts: Facts) -> Iterator[Fault]:
    paths: defaultdict[str, list[str]] = defaultdict(list)
    for record in facts.archive.incidents:
        paths[record.id].append(record.path)
    for broken in facts.archive.unreadable:
        if broken.kind == "incident" and broken.id is not None:
            paths[broken.id].append(broken.path)
    if len(paths) == len(facts.archive.incidents):
        return
    for record in facts.archive.incidents:
        if len(paths[record.id]) > 1:
            other = next(path for path in paths[record.id] if path != record.path)
            message = f"{record.id} is also the ID of {other}"
            yield Fault(record.place("id"), message, "give one of the two the next free number")


RULE = Rule(code="INC102", name="duplicate-id", level=Level.ERROR, archive=_check)
