"""Sites that several tests look at, built once."""

from pathlib import Path

import pytest

from tests.builders import RESOLVED, archive_folder, incident_text, write, write_postmortem
from tests.website.built_site import BuiltSite, build

REPOSITORY = Path(__file__).resolve().parents[2]

SERVICES = """\
services:
  checkout: {name: Checkout, team: shop, owner: maria, depends_on: [database], runbook: "https://w.example/r"}
  database: {name: Database}
  mail: {}
teams:
  shop: {name: Shop, lead: maria, members: [maria, jdoe]}
people:
  maria: {name: Maria López}
  jdoe: {name: Jan Doe}
rotation: {shop: [jdoe, maria], starts: 2026-11-16}
"""

CALENDAR = "calendar: {timezone: Europe/Warsaw}\n"


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of this repository's own records."""
    out = tmp_path_factory.mktemp("own") / "site"
    build(REPOSITORY, out)
    return BuiltSite(out)


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of a folder with nothing in it."""
    root = tmp_path_factory.mktemp("empty") / "records"
    root.mkdir()
    build(root)
    return BuiltSite(root.parent / "site")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small archive: one open incident, one resolved with a postmortem and action items, a catalogue."""
    folder = archive_folder(
        tmp_path / "records",
        incident_text(owner="maria", services="[checkout, database]"),
        incident_text(
            id="INC-2026-0041",
            title="Mails are late",
            status="resolved",
            severity="P3",
            services="[mail]",
            owner="jdoe",
            started_at="2026-11-20T14:05Z",
            timeline=["- `2026-11-20T14:10Z` **reported** @maria: Slow.", RESOLVED],
        ),
    )
    write(folder, "policies/services.yaml", SERVICES)
    write_postmortem(
        folder,
        id="INC-2026-0041",
        actions="[{id: A1, title: Watch the queue, owner: jdoe, due: 2026-11-10}]",
    )
    return folder
