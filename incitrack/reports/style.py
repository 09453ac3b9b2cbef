"""What a piece of text means to the eye; how that looks, the command line decides."""

from collections.abc import Callable
from enum import StrEnum

from incitrack.model.policies import Policies
from incitrack.model.status import Status


class Style(StrEnum):
    """The looks that a text may have."""

    PLAIN = "plain"
    HEADING = "heading"
    STRONG = "strong"
    FAINT = "faint"
    URGENT = "urgent"
    ALARM = "alarm"
    WARNING = "warning"
    ACTIVE = "active"
    GOOD = "good"


Paint = Callable[[str, Style], str]
"""Gives a text its look."""


def severity_style(key: str, policies: Policies) -> Style:
    """The look of a severity by its rank: the three worst stand out, an unknown one looks like the worst."""
    severities = list(policies.severity.severities) if policies.severity else []
    if key not in severities:
        return Style.ALARM if severities else Style.PLAIN
    return (Style.ALARM, Style.WARNING, Style.ACTIVE)[rank] if (rank := severities.index(key)) < 3 else Style.PLAIN


def status_style(status: Status) -> Style:
    """The look of a status: what waits for somebody stands out, what is over does not."""
    return _STATUS_STYLES[status]


_STATUS_STYLES = {
    Status.REPORTED: Style.ALARM,
    Status.ACKNOWLEDGED: Style.WARNING,
    Status.IN_PROGRESS: Style.ACTIVE,
    Status.RESOLVED: Style.GOOD,
    Status.CLOSED: Style.FAINT,
}
