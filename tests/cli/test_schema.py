"""`incitrack schema`, with and without the policies of a repository."""

import json
from pathlib import Path

import pytest

from incitrack.records.file_schemas import KINDS
from tests.builders import archive_folder, incident_text, write
from tests.cli.ran import ran


def test_without_a_kind_every_kind_is_printed_with_its_files(tmp_path: Path) -> None:
    done = ran(tmp_path, "schema")
    assert (done.status, done.err) == (0, "")
    assert {kind: schema["fileMatch"] for kind, schema in json.loads(done.out).items()} == {
        "incident": ["incidents/*/INC-*.md"],
        "postmortem": ["postmortems/*/INC-*.md"],
        "severity": ["policies/severity*.yaml"],
        "services": ["policies/services.yaml"],
        "taxonomy": ["policies/taxonomy.yaml"],
        "lifecycle": ["policies/lifecycle.yaml"],
        "fields": ["policies/fields.yaml"],
        "checks": ["policies/checks.yaml"],
        "incitrack": ["incitrack.yaml"],
    }


@pytest.mark.parametrize("kind", KINDS)
def test_one_kind_is_its_part_of_all(tmp_path: Path, kind: str) -> None:
    assert json.loads(ran(tmp_path, "schema", kind).out) == json.loads(ran(tmp_path, "schema").out)[kind]


def test_an_unknown_kind_is_wrong_usage(tmp_path: Path) -> None:
    done = ran(tmp_path, "schema", "sevrity")
    assert (done.status, done.out) == (2, "")
    assert done.err == "error: “sevrity” is not a kind of file\n  did you mean severity?\n"


def test_with_policies_the_words_of_the_repository_are_offered(tmp_path: Path) -> None:
    archive_folder(tmp_path, incident_text())
    write(tmp_path, "policies/services.yaml", "services: {checkout: {}, '404': {}}\n")
    write(tmp_path, "policies/fields.yaml", "x-regulated: {type: boolean, label: Reportable}\n")
    plain = json.loads(ran(tmp_path, "schema", "incident").out)["properties"]
    fields = json.loads(ran(tmp_path, "schema", "incident", "--policies").out)["properties"]
    assert fields["severity"]["enum"] == ["P1", "P2", "P3", "P4"]
    assert fields["services"]["items"]["enum"] == ["checkout", "404", 404]
    assert fields["x-regulated"] == {"description": "Reportable", "type": ["boolean", "null"]}
    assert fields["tags"] == plain["tags"], "no tags are listed, so any slug will do"
    assert "enum" not in plain["severity"]
