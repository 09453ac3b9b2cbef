"""The sum of what is open, and where each of its numbers leads."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.builders import RESOLVED, archive_folder, incident_text, write_incident
from tests.website.built_site import BuiltSite, build

POLICY = "severities: {P1: {name: Critical}, P2: {name: High, sla: {resolve: 1h}}}"
OPENED = "- `2026-11-20T16:30Z` **reported**"
"""Half an hour before the build: half of what its clock has."""
LONG_AGO = "- `2026-11-20T10:00Z` **reported**"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return archive_folder(tmp_path / "records", severity=POLICY)


def tally(root: Path) -> dict[str, str]:
    """The words of each part, and the address that it leads to."""
    build(root)
    page = BuiltSite(root.parent / "site")[""]
    part = page.html.partition('<ul class="tally"')[2].partition("</ul>")[0]
    links = [each.partition('href="')[2].partition('"')[0::2] for each in part.split("</a>")[:-1]]
    return {text.partition(">")[2]: address.replace("&amp;", "&") for address, text in links}


def asked(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def open_one(root: Path, number: int, entry: str, severity: str = "P2") -> None:
    key = f"INC-2026-{number:04}"
    write_incident(root, id=key, severity=severity, timeline=[entry])  # type: ignore[arg-type] # entries


def test_each_number_leads_to_a_list_of_just_these(folder: Path) -> None:
    open_one(folder, 1, LONG_AGO)
    open_one(folder, 2, LONG_AGO)
    open_one(folder, 3, OPENED)
    open_one(folder, 4, OPENED, severity="P1")

    parts = tally(folder)

    assert list(parts) == ["1 P1", "3 P2", "2 with a breached clock", "1 with a clock at risk"]
    assert asked(parts["1 P1"])["severity"] == ["P1"]
    assert "resolved" not in asked(parts["3 P2"])["status"][0].split(",")
    assert asked(parts["2 with a breached clock"]) == {"ids": ["INC-2026-0001,INC-2026-0002"]}
    assert asked(parts["1 with a clock at risk"]) == {"ids": ["INC-2026-0003"]}


def test_more_than_a_link_can_name_lead_to_the_board(folder: Path) -> None:
    for number in range(1, 14):
        open_one(folder, number, LONG_AGO)

    assert tally(folder)["13 with a breached clock"] == "board/index.html"


def test_an_id_that_a_closed_record_claims_too_cannot_tell_which_is_meant(folder: Path) -> None:
    open_one(folder, 1, LONG_AGO)
    assert asked(tally(folder)["1 with a breached clock"]) == {"ids": ["INC-2026-0001"]}

    twin = incident_text(id="INC-2026-0001", status="resolved", timeline=[LONG_AGO, RESOLVED])
    (folder / "incidents/2026/INC-2026-0002.md").write_text(twin)

    assert tally(folder)["1 with a breached clock"] == "board/index.html"
