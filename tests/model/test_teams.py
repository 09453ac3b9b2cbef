from incitrack.model.policies import Policies
from incitrack.model.services import Service, ServiceCatalogue
from incitrack.model.teams import teams_of
from tests.builders import incident

CATALOGUE = ServiceCatalogue(
    services={"checkout": Service(team="shop"), "payments": Service(team="money"), "mail": Service()}
)


def test_the_teams_of_an_incident_are_those_of_its_services_and_those_that_contribute() -> None:
    found = incident(services="[payments, checkout, mail, unknown]", teams="[legal, shop]").incident
    assert teams_of(found, Policies(services=CATALOGUE)) == ("money", "shop", "legal")
    assert teams_of(found, Policies()) == ("legal", "shop")
