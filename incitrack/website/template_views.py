"""Which view each template of a page is given."""

from typing import Final

from incitrack.website.pages.actions_page import ActionsView
from incitrack.website.pages.board_page import BoardView
from incitrack.website.pages.incident_page import IncidentView
from incitrack.website.pages.incidents_page import IncidentsView
from incitrack.website.pages.missing_page import MissingView
from incitrack.website.pages.month_page import MonthView
from incitrack.website.pages.overview_page import OverviewView
from incitrack.website.pages.policies_page import PoliciesView
from incitrack.website.pages.postmortem_page import PostmortemView
from incitrack.website.pages.postmortems_page import PostmortemsView
from incitrack.website.pages.report_page import ReportView
from incitrack.website.pages.search_page import SearchView
from incitrack.website.pages.service_page import ServiceView
from incitrack.website.pages.services_page import ServicesView
from incitrack.website.pages.trends_page import TrendsView
from incitrack.website.public.views import FrontView, PublicIncidentView, PublicStatusView

TEMPLATE_VIEWS: Final[dict[str, type]] = {
    "404.html": MissingView,
    "actions.html": ActionsView,
    "board.html": BoardView,
    "front.html": FrontView,
    "incident.html": IncidentView,
    "incidents.html": IncidentsView,
    "month.html": MonthView,
    "overview.html": OverviewView,
    "policies.html": PoliciesView,
    "postmortem.html": PostmortemView,
    "postmortems.html": PostmortemsView,
    "report.html": ReportView,
    "search.html": SearchView,
    "service.html": ServiceView,
    "services.html": ServicesView,
    "status.html": PublicStatusView,
    "status_incident.html": PublicIncidentView,
    "trends.html": TrendsView,
}
