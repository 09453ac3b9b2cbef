"""The report form: for who does not know Git, it hands over to the issue form of the Git host."""

from dataclasses import dataclass
from typing import Final

from incitrack.model.words import TITLE_LENGTH
from incitrack.website.addresses import BOARD, POLICIES, REPORT
from incitrack.website.contents import Contents
from incitrack.website.describe import Describer
from incitrack.website.page import MadeOf, Page
from incitrack.website.parts.issue_forms import IssueForm, issue_form
from incitrack.website.prose import Prose
from incitrack.website.views.lists import IncidentLine
from incitrack.wording import severity_text

_MOST_OPEN: Final = 5
DETAILS_LENGTH: Final = 2000
"""What a form sends stands in an address, and hosts refuse long ones."""


@dataclass(frozen=True, slots=True)
class ReportChoice:
    """Something to choose: what is sent, and what is read."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """The report page.

    `form` is None where no known Git host has the repository. `severities` and `services` are what the policies
    name; where they name none, anything may be written. `open` is what is known already, the worst first, and
    `more_open` counts the rest, "" for none; `board` has them all.
    """

    form: IssueForm | None
    severities: tuple[ReportChoice, ...]
    services: tuple[ReportChoice, ...]
    title_length: int
    details_length: int
    definitions: str
    open: tuple[IncidentLine, ...]
    more_open: str
    board: str


def report_page(contents: Contents, made_of: MadeOf) -> Page:
    """The page with the form."""
    form = issue_form(contents.repository)
    host = form.origin if form else ""
    return Page(REPORT, "report.html", "Report an incident", _view, form_host=host, of_now=False, made_of=made_of)


def _view(describe: Describer, _: Prose) -> ReportView:
    contents = describe.contents
    policies = contents.policies
    severities = policies.severity.severities if policies.severity else {}
    more = len(contents.open) - _MOST_OPEN
    return ReportView(
        form=issue_form(contents.repository),
        severities=tuple(
            ReportChoice(key, severity_text(key, severity.name, ": ")) for key, severity in severities.items()
        ),
        services=tuple(
            ReportChoice(key, policies.services.name_of(key)) for key in policies.services.services or {}
        ),
        title_length=TITLE_LENGTH,
        details_length=DETAILS_LENGTH,
        definitions=describe.links.to(POLICIES),
        open=describe.lines(contents.open[:_MOST_OPEN]),
        more_open=f"{more:,} more" if more > 0 else "",
        board=describe.links.to(BOARD),
    )
