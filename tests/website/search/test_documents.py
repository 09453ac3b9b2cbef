"""Every word that a page shows is in its document, and no word that no page shows."""

import re
from pathlib import Path

from incitrack.website.search.words import words
from tests.builders import (
    RESOLVED,
    archive_folder,
    incident_text,
    write,
    write_incident,
    write_postmortem,
)
from tests.website.conftest import REPOSITORY
from tests.website.search.searched import documents

BODY = """\
Preamblum before any heading.

## Summary

The *emphaticum* pool | ran out.

### Nested

> quotatio

```
codicum --flag
```

- an itemium

## Own heading

Sectionis [linkum](https://linkhost.example/pathum) &amp; more."""


def test_every_word_of_a_record_is_indexed(tmp_path: Path) -> None:
    root = archive_folder(
        tmp_path,
        incident_text(
            title="Titulus fails",
            body=BODY,
            owner="ownerus",
            roles="{commander: commandus}",
            customers="{tiers: [tierus], affected: 930}",
            category="categorius",
            cause="causus",
            tags="[tagus]",
            teams="[teamus]",
            alerts="[alertus]",
            contact="Contactus",
            references="{ticket: REF-77}",
            links="[{kind: bridge, url: https://bridgehost.example/}]",
            actions="[{id: A1, title: Actio one, owner: actor, due: 2026-12-01, expected: Expectus}]",
            **{"x-own": "customus"},
            timeline=["- `2026-11-20T14:10Z` **reported** @reporter: Entrium text.\n  Continuatio line."],
            communications=["- `2026-11-20T14:20Z` **public** @teller via status-page: Communicatum."],
        ),
    )

    [document] = documents(root)
    found, title = document.words()

    wanted = [
        "inc20260042",
        "titulus",
        "fails",
        "preamblum",
        "summary",
        "emphaticum",
        "pool",
        "nested",
        "quotatio",
        "codicum",
        "flag",
        "itemium",
        "own",
        "heading",
        "sectionis",
        "linkum",
        "linkhost",
        "pathum",
        "ownerus",
        "commandus",
        "tierus",
        "930",
        "categorius",
        "causus",
        "tagus",
        "teamus",
        "alertus",
        "contactus",
        "ref",
        "77",
        "bridgehost",
        "actio",
        "actor",
        "expectus",
        "customus",
        "reporter",
        "entrium",
        "continuatio",
        "reported",
        "communicatum",
        "teller",
        "status",
        "page",
        "checkout",
    ]
    assert sorted(set(wanted) - set(found)) == []
    assert found[:title] == ["inc20260042", "titulus", "fails"]


def test_times_of_entries_and_what_is_said_of_every_record_are_no_words(tmp_path: Path) -> None:
    root = archive_folder(
        tmp_path,
        incident_text(status="resolved", timeline=["- `2026-11-20T14:10:07+01:00` **reported** @a", RESOLVED]),
    )

    found, _ = documents(root)[0].words()

    assert not {"20t14", "10", "07", "00z", "actionable", "internal", "p2"} & set(found)


def test_a_postmortem_is_a_document_of_its_own(tmp_path: Path) -> None:
    root = archive_folder(tmp_path, incident_text())
    write_postmortem(
        root,
        title="Poolum exhaustion",
        trigger="Triggerum",
        factors="[{factor: factorus, detail: Detailum}]",
        authors="[authorus]",
        body="## Lessons\n\nLectio.",
    )

    incident, postmortem = documents(root)
    found, title = postmortem.words()

    assert {"poolum", "triggerum", "factorus", "detailum", "authorus", "lessons", "lectio"} <= set(found)
    assert found[:title] == ["inc20260042", "poolum", "exhaustion"]
    assert "lectio" not in incident.words()[0]
    assert (postmortem.incident, postmortem.key) == (0, "INC-2026-0042")


def test_names_of_services_and_people_are_found_by(tmp_path: Path) -> None:
    root = archive_folder(
        tmp_path, incident_text(owner="maria", timeline=["- `2026-11-20T14:10Z` **reported** @jdoe: X."])
    )
    write(
        root,
        "policies/services.yaml",
        "services: {checkout: {name: Kassenhalle}, mail: {name: Postamt}}\n"
        "people: {maria: {name: Maria López}, jdoe: {name: Jan Doe}, zoe: {name: Zoe Zet}}\n",
    )

    found, _ = documents(root)[0].words()

    assert {"kassenhalle", "lopez", "doe"} <= set(found)
    assert not {"postamt", "zet"} & set(found)


def test_nothing_of_a_restricted_record_is_found(tmp_path: Path) -> None:
    root = archive_folder(
        tmp_path, incident_text(related="[INC-2026-0666, INC-2026-0041]"), incident_text(id="INC-2026-0041")
    )
    write_incident(root, id="INC-2026-0666", title="Quartz", visibility="restricted")
    write_postmortem(root, id="INC-2026-0666", title="On quartz")

    every = [word for document in documents(root) for word in document.words()[0]]

    assert "quartz" not in every
    assert "inc20260666" not in every
    assert every.count("inc20260041") == 2


def test_a_document_is_another_when_any_of_its_words_is(tmp_path: Path) -> None:
    root = archive_folder(tmp_path, incident_text(), incident_text(id="INC-2026-0041"))
    before = {document.key: document.digest for document in documents(root)}
    assert {document.key: document.digest for document in documents(root)} == before

    write_incident(root, title="Checkout returns 503 for EU customers")
    changed = {document.key: document.digest for document in documents(root)}
    assert changed["INC-2026-0041"] == before["INC-2026-0041"]
    assert changed["INC-2026-0042"] != before["INC-2026-0042"]

    write(root, "policies/services.yaml", "services: {checkout: {name: Kasse}}\n")
    assert not {document.digest for document in documents(root)} & set(changed.values())


def test_two_records_of_one_id_are_two_documents(tmp_path: Path) -> None:
    root = archive_folder(tmp_path, incident_text())
    write(root, "incidents/2025/INC-2026-0042.md", incident_text(title="Another"))

    assert len({(document.key, document.digest) for document in documents(root)}) == len(documents(root))


def test_the_words_of_the_projects_own_records_are_there() -> None:
    for document in documents(REPOSITORY):
        found = set(document.words()[0])
        body = document.record.text[document.record.bounds.body :]
        assert set(words(re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)", "", body))) <= found
