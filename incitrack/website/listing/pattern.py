"""The pattern of a line in a list: a line with everything that one can have, which scripts copy and fill."""

from datetime import UTC, datetime
from typing import Final

from incitrack.metrics.clock import State
from incitrack.model.status import Status
from incitrack.website.addresses import INCIDENTS
from incitrack.website.describe import Describer
from incitrack.website.look.severity_palette import css_class
from incitrack.website.views.clocks import ClockView
from incitrack.website.views.lists import IncidentLine
from incitrack.website.views.words import LinkView, PersonView, SeverityView

_SOME_TIME: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""No reader ever sees it, and it must be a time."""


def pattern_line(describe: Describer) -> IncidentLine:
    """A line of no incident: open, so that whoever fills it knows how an open one looks."""
    moment, state = describe.moment(_SOME_TIME), State.RUNNING.value
    return IncidentLine(
        href=describe.links.to(INCIDENTS),
        key="ID",
        title="Title",
        severity=SeverityView("Severity", "Name", css_class(None)),
        status=describe.status(Status.REPORTED),
        is_open=True,
        services=(LinkView("Service", None),),
        further_services="and more",
        owner=PersonView("owner", "Name"),
        reported=moment,
        reported_on=describe.day_of(_SOME_TIME),
        resolved=None,
        resolved_on=None,
        duration="Duration",
        clock=ClockView("Clock", state, state, "Left", moment, moment.iso, in_days=False),
        aside="Aside",
    )
