"""`incitrack report`: the group of reports on a stretch of time."""

from typing import Final

import click

from incitrack.cli.lazy_group import Entry, LazyGroup

_C: Final = "incitrack.cli.commands"

REPORTS: Final[dict[str, Entry]] = {
    "month": Entry(f"{_C}.report_period:month", "Commands", "A month, for the review."),
    "quarter": Entry(f"{_C}.report_period:quarter", "Commands", "A quarter, for the review."),
    "sla": Entry(f"{_C}.report_sla:sla", "Commands", "What a customer was promised and got."),
}


@click.group(cls=LazyGroup, table=REPORTS, epilog="Example: incitrack report month 2026-10 --out october.md")
def report() -> None:
    """A report on a month or a quarter, or for a customer, as Markdown.

    Without a period it is the last one that is over.
    """
