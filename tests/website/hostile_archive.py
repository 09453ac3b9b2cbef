"""An archive in which every text that anybody may write is an attack, or as long as it may be."""

import json
from pathlib import Path

from tests.builders import REPORTED, RESOLVED, incident_text, write, write_incident, write_postmortem
from tests.rendering.test_hostile_markdown import PAYLOADS

RUN = "<script>window.ran = 1</script><img src=x onerror='window.ran = 2'><svg onload='window.ran = 3'>"
ATTRIBUTE = 'x" onmouseover="window.ran = 4" y=\'z\''
LONG = "W" * 199
SLUG = "w" * 60
ADDRESS = "https://e.example/" + "a" * 300


def quoted(text: str) -> str:
    """The text as a YAML scalar."""
    return json.dumps(text)


def hostile_archive(root: Path) -> Path:
    """Write it under `root`."""
    name = quoted(RUN)
    write(
        root,
        "policies/severity.yaml",
        f"severities:\n  P1: {{name: {name}, definition: {name}, examples: [{name}], aliases: [{name}],"
        f" color: '#00ff00', sla: {{acknowledge: 15m}}, postmortem: {{when: [always]}}}}\n"
        f"  {'S' * 60}: {{name: {quoted(LONG)}, definition: {quoted(LONG)}}}\n",
    )
    write(
        root,
        "policies/services.yaml",
        f"services:\n  checkout: {{name: {name}, team: {SLUG}, owner: {SLUG}, tier: {SLUG}, runbook: {ADDRESS}}}\n"
        f"  {SLUG}: {{name: {quoted(LONG)}, depends_on: [checkout]}}\n"
        f"teams:\n  {SLUG}: {{name: {name}, lead: {SLUG}, members: [{SLUG}]}}\n"
        f"people:\n  {SLUG}: {{name: {name}}}\n  eve: {{name: {quoted(ATTRIBUTE)}}}\n",
    )
    write(
        root,
        "policies/taxonomy.yaml",
        f"causes: {{c: {name}}}\nfactors: {{f: {name}, {SLUG}: {quoted(LONG)}}}\ntags: {{t: {name}}}\n",
    )
    write(root, "policies/fields.yaml", f"x-own: {{type: text, label: {name}}}\nx-list: {{type: list}}\n")
    write(root, "incitrack.yaml", f"site: {{title: {name}}}\n")
    for number, payload in enumerate(PAYLOADS, start=1000):
        _one(root, f"INC-2026-{number}", payload)
    _long(root)
    write_incident(root, id="INC-2026-0002", severity=name, status=quoted(ATTRIBUTE), severty=name)
    return root


def _one(root: Path, identifier: str, payload: str) -> None:
    line = quoted(" ".join(payload.replace("\x00", "").replace("\x01", "").split())[:190])
    indented = payload.replace("\n", "\n  ")
    text = incident_text(
        id=identifier,
        title=line,
        severity="P1",
        status="resolved",
        services="[checkout]",
        owner="eve",
        started_at="2026-11-20T14:05Z",
        cause="c",
        tags="[t]",
        contact=line,
        references=f"{{jira: {line}}}",
        alerts=f"[{line}]",
        actions=f"[{{id: A1, title: {line}, owner: eve, due: 2026-11-01, expected: {line}}}]",
        body=f"{payload}\n\n## {payload.partition(chr(10))[0]}\n\n{payload}\n\n## Impact\n\n{RUN}\n\n{payload}",
        timeline=[REPORTED, f"- `2026-11-20T14:31Z` **update** @eve: {indented}", RESOLVED],
        communications=[f"- `2026-11-20T14:45Z` **public** @eve: {indented}"],
    )
    own = f"x-own: {line}\nx-list: [{line}]\n---\n\n"
    write_incident(root, text.replace("---\n\n", own, 1), id=identifier)
    if int(identifier[-4:]) % 4 == 0:
        write_postmortem(
            root,
            id=identifier,
            title=line,
            trigger=line,
            factors=f"[{{factor: f, detail: {line}}}]",
            body=f"## Summary\n\n{payload}\n\n{RUN}",
        )


def _long(root: Path) -> None:
    code = "x" * 400
    text = incident_text(
        id="INC-2026-0001",
        title=LONG,
        severity="S" * 60,
        status="acknowledged",
        services=f"[{SLUG}, checkout]",
        owner=SLUG,
        roles=f"{{commander: {SLUG}}}",
        customers=f"{{tiers: [{SLUG}], affected: 999999999999}}",
        tags=f"[{SLUG}]",
        kind=SLUG,
        links=f"[{ADDRESS}, {{kind: {SLUG}, url: {ADDRESS}}}]",
        references=f"{{{SLUG}: {LONG}}}",
        alerts=f"[{LONG}]",
        caused_by=f"[{'o' * 80}/{'r' * 80}@{'a' * 40}]",
        actions=f"[{{id: A1, title: {LONG}, owner: {SLUG}, due: 2026-11-01, link: {ADDRESS}, area: {SLUG}}}]",
        body=f"## {LONG}\n\n{LONG}\n\n{ADDRESS}\n\n`{code}`\n\n```\n{code}\n```\n\n"
        f"| {'a | ' * 30}\n|{'---|' * 30}\n| {'wide | ' * 30}\n\n- {LONG}\n\n> {LONG}\n",
        timeline=[
            REPORTED,
            f"- `2026-11-20T14:12Z` **acknowledged** @{SLUG}: {LONG}",
            f"- `2026-11-20T14:13Z` **owner** @eve: @{SLUG} -> @{SLUG}",
            f"- `2026-11-20T14:14:59.123456Z` **update** @{SLUG}: {LONG}\n\n  ```\n  {code}\n  ```",
        ],
        communications=[f"- `2026-11-20T14:45Z` **tier-{SLUG[:50]}** @{SLUG} via {SLUG}, {SLUG}: {LONG}"],
    )
    write_incident(root, text, id="INC-2026-0001")
    write_postmortem(
        root,
        id="INC-2026-0001",
        title=LONG,
        authors=f"[{SLUG}]",
        trigger=LONG,
        factors=f"[{{factor: {SLUG}, detail: {LONG}}}]",
        runbook=f"{{used: true, link: {ADDRESS}}}",
        body=f"## {LONG}\n\n{LONG}\n\n{ADDRESS}",
    )
