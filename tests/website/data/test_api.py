"""The JSON of a site is what the commands print."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.builders import ACKNOWLEDGED, REPORTED, RESOLVED, incident_text, write, write_incident, write_postmortem
from tests.cli.ran import ran
from tests.website.built_site import NOW, BuiltSite, build

POLICY = """\
calendar: {timezone: Europe/Warsaw}
severities:
  P1: {name: Critical, sla: {acknowledge: 15m, resolve: 4h, update: 30m}, postmortem: {when: [always], due: 3d}}
  P2: {name: High, sla: {acknowledge: 1h, resolve: 1d}}
  P3: {name: Medium}
"""


@pytest.fixture
def folder(root: Path) -> Path:
    """Beside the small archive an incident with much in it, and one that nobody may see."""
    write(root, "policies/severity.yaml", POLICY)
    write_incident(
        root,
        incident_text(
            id="INC-2026-0040",
            title="'Łódź: </script> & more'",
            severity="P1",
            status="resolved",
            owner="maria",
            started_at="2026-11-20T14:05Z",
            cause="pool",
            tags="[slow]",
            related="[INC-2026-0039, INC-2026-0042]",
            timeline=[
                REPORTED,
                ACKNOWLEDGED,
                "- `2026-11-20T15:00Z` **update** @jdoe: A bell \x07 rang.",
                RESOLVED,
            ],
            communications=["- `2026-11-20T14:20Z` **public** @sam: We know."],
            actions="[{id: A1, title: Act, owner: jdoe, due: 2026-11-01}, {id: A2, title: Two, owner: jdoe}]",
        ),
        id="INC-2026-0040",
    )
    secret = incident_text(
        id="INC-2026-0039",
        visibility="restricted",
        severity="P1",
        cause="pool",
        actions="[{id: A1, title: Hush, owner: jdoe, due: 2026-11-01}]",
    )
    write_incident(root, secret, id="INC-2026-0039")
    write_postmortem(root, id="INC-2026-0039")
    return root


@pytest.fixture
def site(folder: Path) -> BuiltSite:
    build(folder)
    return BuiltSite(folder.parent / "site")


def api(site: BuiltSite, name: str) -> Any:
    return json.loads((site.folder / "api/v1" / f"{name}.json").read_bytes())


COMMANDS = [
    ("incidents", ["list", "--json", "--without-restricted"]),
    ("actions", ["action", "list", "--json", "--without-restricted"]),
    ("metrics", ["metrics", "--json", "--without-restricted"]),
    ("clocks", ["sla", "--json", "--without-restricted"]),
]


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_a_file_is_what_its_command_prints(folder: Path, site: BuiltSite, name: str, command: list[str]) -> None:
    found = api(site, name)

    assert found == json.loads(ran(folder, *command).out)
    assert found
    assert "INC-2026-0039" not in json.dumps(found)


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_a_file_is_what_its_command_prints_where_two_records_claim_one_id(
    folder: Path, name: str, command: list[str]
) -> None:
    write(folder, "incidents/2025/INC-2026-0042.md", incident_text(title="The other one", owner="maria"))
    write_postmortem(folder, actions="[{id: P1, title: Alone, owner: jdoe, due: 2026-11-01}]")
    write(folder, "incidents/2025/INC-2026-0038.md", incident_text(id="INC-2026-0038", title="Quartz again"))
    write_incident(folder, id="INC-2026-0038", title="Quartz leaks", visibility="restricted", severty="P1")
    build(folder)

    found = api(BuiltSite(folder.parent / "site"), name)

    assert found == json.loads(ran(folder, *command).out)
    assert "INC-2026-0038" not in json.dumps(found)


@pytest.mark.parametrize("identifier", ["INC-2026-0041", "INC-2026-0042"])
def test_an_incident_is_what_show_prints(folder: Path, site: BuiltSite, identifier: str) -> None:
    assert api(site, f"incidents/{identifier}") == json.loads(ran(folder, "show", identifier, "--json").out)


def test_of_a_restricted_record_not_even_the_number_is_told(folder: Path, site: BuiltSite) -> None:
    shown = json.loads(ran(folder, "show", "INC-2026-0040", "--json").out)
    assert shown["related"] == ["INC-2026-0039", "INC-2026-0042"]

    assert api(site, "incidents/INC-2026-0040") == {**shown, "related": ["INC-2026-0042"]}
    assert not (site.folder / "api/v1/incidents/INC-2026-0039.json").exists()


def test_a_postmortem_that_cannot_be_read_is_named(folder: Path) -> None:
    write_postmortem(folder, id="INC-2026-0041", stauts="draft")
    build(folder)

    found = api(BuiltSite(folder.parent / "site"), "incidents/INC-2026-0041")

    assert found["postmortem"] == {"status": None, "path": "postmortems/2026/INC-2026-0041.md"}
    assert found == json.loads(ran(folder, "show", "INC-2026-0041", "--json").out)


def test_the_moment_of_the_build_and_a_digest_of_the_records_are_told(folder: Path) -> None:
    def told(now: str) -> dict[str, str]:
        build(folder, now=now)
        return dict(json.loads((folder.parent / "site/build.json").read_bytes()))

    first, again = told(NOW), told("2026-11-20T18:00Z")
    write_incident(folder, id="INC-2026-0039", visibility="restricted", title="Another secret")
    of_secret = told(NOW)
    write_incident(folder, id="INC-2026-0042", title="Another")
    of_change = told(NOW)

    assert (first["built"], again["built"]) == ("2026-11-20T17:00:00Z", "2026-11-20T18:00:00Z")
    assert first["digest"] == again["digest"] == of_secret["digest"] != of_change["digest"]


def test_the_postmortem_of_an_id_that_two_records_claim_counts_once(folder: Path) -> None:
    write(folder, "incidents/2025/INC-2026-0042.md", incident_text(title="The other one", owner="maria"))
    write_postmortem(folder, actions="[{id: A9, title: Alone, owner: jdoe, due: 2026-11-01}]")
    build(folder)
    site = BuiltSite(folder.parent / "site")

    clocks = [(row["incident"], row["clock"]) for row in api(site, "clocks")]
    assert clocks.count(("INC-2026-0042", "action")) == 1
    assert [row["id"] for row in api(site, "actions")].count("INC-2026-0042/A9") == 1
    assert site[""].text.count("Alone") == 1
