import dataclasses
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import regress
from ruamel.yaml import YAML

from incitrack.model import (
    action,
    calendar,
    check_levels,
    custom_fields,
    duration,
    incident,
    lifecycle,
    postmortem,
    services,
    settings,
    severity,
    taxonomy,
)
from incitrack.model.policies import Policies
from incitrack.model.shape import Shape
from incitrack.records.archive import read_archive
from incitrack.records.file_schemas import KINDS, schema_of
from incitrack.records.front_matter import find_front_matter
from incitrack.records.incident_file import parse_incident
from incitrack.records.policy_files import parse_policy, read_policies
from incitrack.records.postmortem_file import parse_postmortem
from incitrack.records.record import Unreadable
from incitrack.records.schema_form import help_by_shape
from tests.builders import incident_text, postmortem_text

REPOSITORY = Path(__file__).parents[2]
MODULES = (
    action, calendar, check_levels, custom_fields, duration, incident, lifecycle, postmortem, services, settings,
    severity, taxonomy,
)  # fmt: skip


def loaded(text: str) -> Any:
    """YAML as editors and validators hand it to a schema: timestamps stay text."""
    yaml = YAML(typ="safe", pure=True)
    yaml.constructor.add_constructor(
        "tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node)
    )
    return yaml.load(text)


VALIDATORS = {kind: jsonschema.Draft202012Validator(schema_of(kind)) for kind in KINDS}


def accepts(kind: str, text: str) -> bool:
    return bool(VALIDATORS[kind].is_valid(loaded(text)))


def is_readable(kind: str, text: str) -> bool:
    if kind == "incident":
        found: object = parse_incident("incidents/2026/INC-2026-0042.md", f"---\n{text}---\n")
    elif kind == "postmortem":
        found = parse_postmortem("postmortems/2026/INC-2026-0042.md", f"---\n{text}---\n")
    else:
        found = parse_policy(KINDS[kind].files, text, KINDS[kind].shape)
    return not isinstance(found, Unreadable)


def front_matter(text: str) -> str:
    bounds = find_front_matter(text)
    assert bounds is not None
    return text[bounds.start : bounds.end]


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one_of_its_draft(kind: str) -> None:
    schema = schema_of(kind)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


def patterns(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("patternProperties", {})
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
    for each in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from patterns(each)


@pytest.mark.parametrize("kind", KINDS)
def test_its_patterns_are_those_that_an_editor_understands(kind: str) -> None:
    for pattern in patterns(schema_of(kind)):
        regress.Regex(pattern, "u")  # ECMA-262, as editors compile them


def shapes() -> Iterator[type[Shape]]:
    for module in MODULES:
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Shape) and value.__module__ == module.__name__:
                yield value


def test_every_field_of_every_file_has_its_help_and_no_line_helps_nothing() -> None:
    fields = {shape.__name__: {f.name for f in dataclasses.fields(shape)} for shape in shapes()}  # type: ignore[arg-type] # a shape is a dataclass
    for whole in ("Incident", "Postmortem"):  # what the body adds is not front matter
        del fields[whole]
    fields["PostmortemCondition"].remove("always")  # a word in the file
    fields["Rotation"].remove("teams")  # their slugs in the file
    assert {name: set(lines) for name, lines in help_by_shape().items()} == fields


@pytest.mark.parametrize("kind", KINDS)
def test_help_reaches_the_schema(kind: str) -> None:
    def described(schema: dict[str, Any]) -> Iterator[bool]:
        for shape in [schema, *schema.get("$defs", {}).values()]:
            yield from ("description" in field for field in shape.get("properties", {}).values())

    found = list(described(schema_of(kind)))
    assert found
    assert all(found)


BASE = {
    "incident": "id: INC-2026-0042\ntitle: t\nseverity: P1\nstatus: reported\nservices: [a]\n",
    "postmortem": "incident: INC-2026-0042\ntitle: t\nstatus: draft\n",
    "severity": "severities: {P1: {name: Critical}}\n",
    "services": "",
    "taxonomy": "",
    "lifecycle": "",
    "fields": "",
    "checks": "",
    "incitrack": "",
}
VALUES = (
    "", "~", "word", "404", "0", "1", "-1", "1.5", "1e3", "0x1F", "1_000", "true", "no", "off", '"404"', '"true"',
    "Two words", "[]", "[a, b]", "[404, no, 1.5]", "[~]", "{}", "{a: b}", "[[a]]", "2026-11-20", "2026-02-31",
    "2026-11-20T14:05Z", "2026-11-20 14:05:00", "2026-11-20T14:05", "12:30", "3bd", "0m", "{business: 1h, otherwise: 2h}",
    "INC-2026-0042", "[INC-2026-0042]", "https://example.org/a?b#c", "HTTPS://EXAMPLE.ORG", "mailto:a@example.org",
    "[https://example.org/a]", "[owner/repo@0123abc, 0123abcdef]", "ftp://a", "//a", "reported", "public", "duplicate",
    "[commander]", "[{id: A1, title: t}]", "[{id: A1, title: 404, owner: 7, due: 2026-11-20, status: done, proof: '0123abc'}]",
    "[{id: 1, title: t}]", "[{id: A1, title: t, extra: 1}]", "{commander: 7, scribe: ~}", "{tiers: [a], affected: 312}",
    '{tiers: [a], affected: "312"}', "[{kind: a, url: 'https://a.b'}]", "[{kind: a}]", "{used: true, link: 'https://a.b'}",
    "[{factor: a, detail: 1}]", "[{factor: A}]", "{P1: {name: 1}}", "{P1: {name: a, color: '#b42318'}}",
    "{P1: {name: a, color: red}}", "{P1: {name: a, sla: {resolve: 1bd, warn: 5m}}}", "{P1: {name: a, sla: {resolve: 4}}}",
    "{P1: {name: a, escalate: [{after: 0m, to: [x]}, {at: end-of-business, to: [x]}]}}",
    "{P1: {name: a, escalate: [{after: 0m, on: breach, to: [x]}]}}", "{P1: {name: a, escalate: [{to: [x]}]}}",
    "{P1: {name: a, postmortem: {when: [always, {breached: resolve}, {recurs: 2, within: 30d}], due: 3bd}}}",
    "{P1: {name: a, postmortem: {when: [sometimes]}}}", "{P1: {name: a, postmortem: {when: [{recurs: 2}]}}}",
    "{P1: {name: a, postmortem: {when: [{recurs: 1, within: 3d}]}}}", "{P1: {name: a, close: {after: 1d, requires: [all-clear]}}}",
    "{P1: {name: a, roles: [commander], aliases: [1, yes], downtime: true, verification: required, owner: at-once}}",
    "{a: {P1: {resolve: 2h}}}", "{timezone: Europe/Warsaw, hours: {mon-fri: 09:00-17:00}}",
    "{hours: {mon: [08:00-12:00, 13:00-24:00], sat-sun: 22:00-06:00}, holidays: DE/BY, closed: [2026-12-24]}",
    "{hours: {monday: 09:00-17:00}}", "{hours: {mon: 9-17}}", "{holidays: pl}", "[{until: 2026-06-30, file: old.yaml}]",
    "[{until: 2026-06-30, file: ../old.yaml}]", "{a: {name: 1, team: b, runbook: 'https://a.b', availability: 99.5}}",
    "{a: {availability: 101}}", "{A: {name: b}}", "{maria: {name: 7, email: a@b}}", "{shop: [maria, 7], starts: 2026-01-05}",
    "{shop: maria, starts: 2026-01-05}", "{shop: [maria]}", "{closed: [cause, '## Impact', x-a]}", "{done: [cause]}",
    "{INC203: off, INC404: error}", "{INC203: 'off'}", "{inc203: off}", "{INC203: never}", "{title: 7, url: 'https://a.b'}",
    "{url: 'HTTPS://a.b/c'}", "{url: 'mailto:a@b.c'}", "{url: 'https://a.b/?c'}", "{repository: 'https://a.b#c'}", "{url: 'http://[a'}",
    "{fail: true}", "{fail: yes}", "rebase", "{type: text}", "{type: list, choices: [a, 1], public: true, label: 1}", "{type: texts}",
)  # fmt: skip


def written(kind: str) -> Iterator[str]:
    """Files of a kind that differ from the simplest one in one field, well written or not."""
    for key in [*schema_of(kind).get("properties", {}), "x-own", "unknown"]:
        others = "".join(f"{line}\n" for line in BASE[kind].splitlines() if not line.startswith(f"{key}:"))
        is_known = key not in {"x-own", "unknown"}
        yield from (f"{others}{key}: {value}\n" for value in VALUES if is_known or value not in {"", "~"})


@cache
def verdicts(kind: str) -> list[tuple[str, bool, bool]]:
    """Each such file, whether the reader can read it, and whether the schema accepts it."""
    return [(text, is_readable(kind, text), accepts(kind, text)) for text in written(kind)]


@pytest.mark.parametrize("kind", KINDS)
def test_what_can_be_read_is_never_refused(kind: str) -> None:
    assert any(readable for _, readable, _ in verdicts(kind))
    assert [text for text, readable, accepted in verdicts(kind) if readable and not accepted] == []


def test_nearly_all_that_cannot_be_read_is_refused() -> None:
    # The rest are words that a loader takes for numbers (-1 is no slug), and days that no calendar has.
    broken = [(text, accepted) for kind in KINDS for text, readable, accepted in verdicts(kind) if not readable]
    missed = [text for text, accepted in broken if accepted]
    assert len(broken) > 1000
    assert len(missed) < len(broken) / 50


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("services", "services: {a: ~}\nteams: {a: }\npeople: {a: }\n"),
        ("severity", BASE["severity"] + "tiers: {a: {P1: ~}}\n"),
        ("taxonomy", "causes: {a: ~}\n"),
        (
            "incident",
            BASE["incident"] + "roles: {scribe: ~}\ncustomers: {tiers: ~}\nactions: [{id: A1, title: t, due: }]\n",
        ),
        ("checks", "# nothing yet\n"),
        ("fields", ""),
    ],
)
def test_what_may_be_left_empty_is_accepted_empty(kind: str, text: str) -> None:
    assert is_readable(kind, text)
    assert accepts(kind, text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("incident", BASE["incident"].replace("title: t\n", "")),
        ("incident", BASE["incident"].replace("severity", "sevrity")),
        ("incident", BASE["incident"].replace("[a]", "[]")),
        ("incident", BASE["incident"].replace("reported", "open")),
        ("incident", BASE["incident"] + "started_at: 2026-11-20T14:05\n"),
        ("incident", BASE["incident"] + "disposition: duplicate\n"),
        ("incident", BASE["incident"] + "roles: {commander: Maria}\n"),
        ("incident", BASE["incident"] + "links: [javascript:alert(1)]\n"),
        ("incident", BASE["incident"].replace("title: t", f"title: {'t' * 201}")),
        ("postmortem", BASE["postmortem"].replace("draft", "published")),
        ("postmortem", BASE["postmortem"] + "method: 6-whys\n"),
        ("severity", "severities: {}\n"),
        ("severity", "severities: {P1: {}}\n"),
        ("severity", "{}"),
        ("services", "services: {a: {owner: [a]}}\n"),
        ("services", "rotation: {starts: soon, a: [b]}\n"),
        ("taxonomy", "causes: [a, b]\n"),
        ("fields", "x-a: {}\n"),
        ("fields", "a: {type: text}\n"),
        ("checks", "rules: {INC203: low}\n"),
        ("incitrack", "push: sometimes\n"),
        ("incitrack", "site: {url: 'mailto:a@b.c'}\n"),
        ("incitrack", "site: {repository: 'https://a.b/c?d'}\n"),
        ("incitrack", "site: {public_url: 'https://a.b/c?d'}\n"),
        ("incitrack", "site: {public_title: [a]}\n"),
    ],
)
def test_what_a_person_gets_wrong_is_refused_by_both(kind: str, text: str) -> None:
    assert not is_readable(kind, text)
    assert not accepts(kind, text)


def test_the_builders_of_the_tests_are_accepted() -> None:
    assert accepts("incident", front_matter(incident_text()))
    assert accepts("postmortem", front_matter(postmortem_text()))


def check_jsonschema(folder: Path, kind: str, texts: dict[str, str], policies: Policies | None = None) -> str:
    """What the validator that others use says of some YAML; empty where all is well."""
    from incitrack.reports.json_text import to_json

    (folder / "schema.json").write_text(to_json(schema_of(kind, policies)))
    for name, text in texts.items():
        (folder / name).write_text(text)
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--schemafile", "schema.json", *texts],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"NO_COLOR": "1"},
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_the_example_records_hold_with_and_without_the_words_of_their_policies(tmp_path: Path) -> None:
    archive = read_archive(REPOSITORY)
    incidents = {f"{record.id}.yaml": front_matter(record.text) for record in archive.incidents}
    postmortems = {f"{record.id}.p.yaml": front_matter(record.text) for record in archive.postmortems}
    assert len(incidents) > 9
    for policies in (None, archive.policies):
        assert check_jsonschema(tmp_path, "incident", incidents, policies) == ""
        assert check_jsonschema(tmp_path, "postmortem", postmortems, policies) == ""


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in {"incident", "postmortem"}])
def test_the_example_policies_hold(tmp_path: Path, kind: str) -> None:
    text = (REPOSITORY / KINDS[kind].files.replace("*", "")).read_text()
    assert check_jsonschema(tmp_path, kind, {"policy.yaml": text}) == ""


def test_a_broken_record_is_named_with_its_field(tmp_path: Path) -> None:
    text = front_matter(incident_text(status="opened", sevrity="P1"))
    said = check_jsonschema(tmp_path, "incident", {"a.yaml": text})
    assert "'opened' is not one of" in said
    assert "'sevrity'" in said


@pytest.mark.parametrize(
    "change",
    [
        "severity: P9", "services: [chekout]", "owner: nobody", "cause: bad-luck", "category: x", "kind: x",
        "roles: {scribe: nobody}", "x-markets: [fr]", "x-orders-lost: many", "x-regulated: perhaps",
        "actions: [{id: A1, title: t, owner: nobody}]",
    ],
)  # fmt: skip
def test_with_policies_a_word_that_they_do_not_list_is_refused(change: str) -> None:
    policies = read_policies(REPOSITORY).policies
    validator = jsonschema.Draft202012Validator(schema_of("incident", policies))
    good = loaded(front_matter((REPOSITORY / "incidents/2026/INC-2026-0012.md").read_text()))
    assert validator.is_valid(good)
    assert not validator.is_valid(good | loaded(change))
    assert VALIDATORS["incident"].is_valid(good | loaded(change)), "without policies it is well formed"


def test_with_policies_a_factor_has_to_be_listed() -> None:
    validator = jsonschema.Draft202012Validator(schema_of("postmortem", read_policies(REPOSITORY).policies))
    base = loaded(BASE["postmortem"])
    assert validator.is_valid(base | {"factors": [{"factor": "missing-alert"}]})
    assert not validator.is_valid(base | {"factors": [{"factor": "bad-luck"}]})
