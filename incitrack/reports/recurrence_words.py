"""How recurrence reads to people: of an incident that names no cause nobody knows whether it came again."""

from incitrack.metrics.recurrence import Recurrence
from incitrack.reports.figure_words import NOTHING, share_text


def again_text(found: Recurrence) -> str:
    """`3 of 40 (8 %), judged by the 25 that name a cause`, or that it is not known; of no incident `–`."""
    if not found.n:
        return NOTHING
    if not found.is_known:
        nobody = "the one names no cause" if found.n == 1 else f"none of {found.n:,} names a cause"
        return f"not known, as {nobody}"
    return f"{share_text(found.recurred, found.n)}{judged_by(found)}"


def n_text(found: Recurrence) -> str:
    """`n = 40`, and by how many of them that could be judged."""
    return f"n = {found.n:,}{judged_by(found)}"


def judged_by(found: Recurrence) -> str:
    """`, judged by the 25 that name a cause`; "" where all do."""
    if found.judged == found.n:
        return ""
    name = "one that names" if found.judged == 1 else f"{found.judged:,} that name"
    return f", judged by the {name} a cause"
