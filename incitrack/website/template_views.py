"""Which view each template of a page is given."""

from typing import Final

from incitrack.website.actions_page import ActionsView
from incitrack.website.board_page import BoardView
from incitrack.website.incident_page import IncidentView
from incitrack.website.incidents_page import IncidentsView
from incitrack.website.missing_page import MissingView
from incitrack.website.month_page import MonthView
from incitrack.website.overview_page import OverviewView
from incitrack.website.policies_page import PoliciesView
from incitrack.website.postmortem_page import PostmortemView
from incitrack.website.postmortems_page import PostmortemsView
from incitrack.website.public.views import FrontView, PublicIncidentView, PublicStatusView
from incitrack.website.report_page import ReportView
from incitrack.website.search_page import SearchView
from incitrack.website.service_page import ServiceView
from incitrack.website.services_page import ServicesView
from incitrack.website.trends_page import TrendsView

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
