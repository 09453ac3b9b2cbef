"""How many postmortems were required, published and on time, in words."""

from incitrack.metrics.compliance import Compliance
from incitrack.metrics.postmortem_figures import PostmortemFigures
from incitrack.reports.figure_words import share_text


def postmortem_parts(found: PostmortemFigures, kept: Compliance) -> list[str]:
    """`3 required`, `2 published`, and where some had a deadline `1 of 3 (33 %) with a deadline on time`.

    `kept` is of their clock.
    """
    parts = [f"{found.required:,} required", f"{found.published:,} published"]
    return [*parts, f"{share_text(kept.met, kept.n)} with a deadline on time"] if kept.n else parts


def wait_text(found: PostmortemFigures) -> str:
    """`published 4.5 days after the resolution (median, n = 3)`; "" where that is not known."""
    if found.median_days_to_publish is None:
        return ""
    median = f"{found.median_days_to_publish:g}"
    return f"published {median} days after the resolution (median, n = {found.n_to_publish:,})"
