"""The rows of the long lists of a site's API as JSON, kept from build to build."""

import os
from collections.abc import Iterator
from operator import itemgetter

from incitrack.metrics.listed_clocks import Urgency, clocks_of, urgency_by
from incitrack.records.newest_first import newest_first
from incitrack.reports.clocks import clock_item
from incitrack.reports.incidents import list_item
from incitrack.reports.json_text import to_compact_json
from incitrack.website.contents import Contents
from incitrack.website.reuse.ingredients import Ingredients
from incitrack.website.reuse.kept_parts import KeptParts

_ClockRow = tuple[Urgency, str]


def incident_rows(contents: Contents, ingredients: Ingredients) -> Iterator[str]:
    """Those of `list --json`."""
    kept: KeptParts[str] = KeptParts(contents.archive.root, "incident-rows", ingredients.common)
    rows: dict[bytes, str] = {}
    for record in newest_first(contents.archive.incidents):
        made_of = record.digest + os.fsencode(record.path)
        rows[made_of] = kept.known.get(made_of) or to_compact_json(list_item(record))
    kept.keep(rows)
    yield from rows.values()


def clock_rows(contents: Contents, ingredients: Ingredients) -> Iterator[str]:
    """Those of `sla --json`. Kept are those of incidents whose clocks are all over."""
    kept: KeptParts[tuple[_ClockRow, ...]] = KeptParts(contents.archive.root, "clock-rows", ingredients.common)
    over: dict[bytes, tuple[_ClockRow, ...]] = {}
    found: list[_ClockRow] = []
    urgency = urgency_by(contents.policies)
    for record in contents.archive.incidents:
        made_of = ingredients.of(contents.by_path[record.path])
        rows = kept.known.get(made_of)
        if rows is None:
            about = contents.archive.postmortem_for(record)
            rows = tuple(
                (urgency(listed), to_compact_json(clock_item(listed.clock, contents.now)))
                for listed in clocks_of(record.incident, about, contents.clocks.of(record))
            )
        if contents.clocks.outcome(record).is_over:
            over[made_of] = rows
        found += rows
    kept.keep(over)
    yield from map(itemgetter(1), sorted(found, key=itemgetter(0)))
