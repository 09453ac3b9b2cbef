"""Causes and factors in Pareto order, row by row."""

from collections.abc import Mapping
from typing import Final

from incitrack.metrics.pareto import Portion
from incitrack.model.taxonomy import label
from incitrack.reports.figure_words import NOTHING, percent_text
from incitrack.wording import count_text

PORTION_HEADINGS: Final = ("Times", "Share", "With those above", "Back after a remedy")
"""What stands in the columns after the first, which has the cause or factor."""


def portion_row(portion: Portion, labels: Mapping[str, str | None] | None) -> tuple[str, ...]:
    """The cells of a cause or factor, its label first."""
    return (
        label(labels, portion.key),
        f"{portion.count:,}",
        percent_text(portion.share),
        percent_text(portion.cumulative),
        f"{portion.came_back:,}" if portion.came_back else NOTHING,
    )


def none_named(what: str, incidents: int) -> str:
    """`No cause has been named`, with the number of incidents that it is of."""
    return f"No {what} has been named (n = {count_text(incidents, 'incident')})."
