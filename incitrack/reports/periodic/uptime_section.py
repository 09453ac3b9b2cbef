"""Availability by service, beside its target."""

from collections.abc import Iterable
from datetime import date

from incitrack.metrics.service_uptime import ServiceUptime
from incitrack.model.services import ServiceCatalogue
from incitrack.reports.figure_words import NOTHING, percent_text, seconds_text
from incitrack.reports.markdown_text import Markdown, plain, table
from incitrack.wording import month_text


def uptime_table(uptimes: Iterable[ServiceUptime], services: ServiceCatalogue) -> Markdown:
    """A row for each service: how much it was up, its target, how long it was down and by how many incidents."""
    rows = [
        [
            services.name_of(each.service),
            _up(each),
            NOTHING if each.target is None else f"{each.target * 100:g} %",
            seconds_text(each.downtime.total_seconds()) if each.downtime else NOTHING,
            f"{each.incidents:,}",
        ]
        for each in sorted(uptimes, key=lambda found: services.name_of(found.service).casefold())
    ]
    return table(["Service", "Up", "Target", "Down for", "Incidents"], rows, 4)


def records_begin(first: date | None, start: date) -> str:
    """That what lies before the first record counts as up; "" where `first` is not after the `start` of the time.

    On a page availability begins with the month of the first record, so here that month counts as recorded.
    """
    if first is None or first.replace(day=1) <= start:
        return ""
    return f"The records begin in {month_text(first)}: the time before counts as up."


def against_targets(uptimes: Iterable[ServiceUptime]) -> str:
    """A sentence on the targets."""
    targets = [each for each in uptimes if each.target is not None]
    if not targets:
        return "No service has a target."
    below = any(each.misses for each in targets)
    return "What is below its target is in bold." if below else "None is below its target."


def _up(uptime: ServiceUptime) -> str:
    up = plain(percent_text(uptime.rate, 3) if uptime.downtime else "100 %")
    return Markdown(f"**{up}**") if uptime.misses else up
