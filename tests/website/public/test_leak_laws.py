"""Whatever an archive holds, its public site is no leak of it; and whatever private a template adds to it, is."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incitrack.errors import LeakError
from incitrack.model.times import parse_time
from incitrack.records.archive import Archive, read_archive
from incitrack.website.audience import Audience
from incitrack.website.build import build_site
from incitrack.website.reuse.last_build import before_build
from tests.builders import SEVERITIES, incident_text, write, write_incident, write_postmortem
from tests.website.built_site import NOW

SLUGS = ["checkout", "mail", "status", "may", "1", "20", "p", "told", "b", "2026", "sev-1", "high", "index", "utc"]
WORDS = [
    *SLUGS,
    "Resolved",
    "&amp;",
    "<b>x</b>",
    "**no**",
    "%20",
    "P2",
    "INC-2026-0001",
    "was",
    "a",
    "14:10",
    "Größe",
    "`x`",
]
LEAK = '{% extends "base.html" %}{% block main %}<h1>SECRET</h1>{% endblock %}'
DAYS = [f"2026-11-{day:02d}" for day in range(17, 21)]

slugs = st.sampled_from(SLUGS)
lines = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
moments = st.builds("{}T{:02d}:{:02d}Z".format, st.sampled_from(DAYS), st.integers(0, 23), st.integers(0, 59))


@st.composite
def incidents(draw: st.DrawFn, identifier: str) -> str:
    times = sorted(draw(st.lists(moments, min_size=4, max_size=4, unique=True)))
    resolved = draw(st.booleans())
    timeline = [f"- `{times[0]}` **reported** @{draw(slugs)}: {draw(lines)}"]
    timeline += [
        f"- `{times[1]}` **{draw(st.sampled_from(['update', 'mitigated']))}** @{draw(slugs)}: {draw(lines)}"
    ]
    timeline += [f"- `{times[2]}` **resolved** @{draw(slugs)}"] if resolved else []
    kinds = st.sampled_from(["public", "public", "stakeholders", "tier-gold"])
    told = [
        f"- `{draw(moments)}` **{draw(kinds)}** @{draw(slugs)} via {draw(slugs)}: {draw(lines)}" for _ in range(3)
    ]
    return incident_text(
        id=identifier,
        title=json.dumps(draw(lines)),
        visibility=draw(st.sampled_from(["public", "public", "internal", "restricted"])),
        severity=draw(st.sampled_from(["P1", "P2", "P3"])),
        status="resolved" if resolved else "reported",
        started_at=times[0],
        services=json.dumps(draw(st.lists(slugs, min_size=1, max_size=3, unique=True))),
        owner=draw(slugs),
        tags=json.dumps(draw(st.lists(slugs, max_size=3))),
        customers=f"{{affected: {draw(st.integers(0, 40))}}}",
        contact=json.dumps(draw(lines)),
        category=draw(slugs),
        body=f"## Summary\n\n{draw(lines)}\n\n## {draw(lines)}\n\n{draw(lines)}",
        timeline=timeline,
        communications=told,
    )


@st.composite
def archives(draw: st.DrawFn) -> dict[str, str]:
    """The texts of some incidents by ID."""
    identifiers = [f"INC-2026-{number:04d}" for number in range(1, draw(st.integers(2, 7)))]
    return {identifier: draw(incidents(identifier)) for identifier in identifiers}


def written(root: Path, texts: dict[str, str]) -> Archive:
    write(root, "policies/severity.yaml", SEVERITIES)
    write(
        root,
        "policies/services.yaml",
        "services: {checkout: {name: Basket}, mail: {}}\npeople: {may: {name: May B}}\n",
    )
    for identifier, text in texts.items():
        write_incident(root, text, id=identifier)
    write_postmortem(root, id="INC-2026-0001", trigger="It was May and told so")
    archive = read_archive(root)
    assert not archive.unreadable, archive.unreadable
    return archive


def build(root: Path, texts: dict[str, str], name: str = "site") -> Path:
    archive = written(root / "records", texts)
    build_site(lambda: archive, before_build(archive.root, root / name), parse_time(NOW), audience=Audience.PUBLIC)
    return root / name


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(archives())
def test_a_public_site_is_no_leak(texts: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = build(Path(folder), texts)

        shown = "".join(file.read_text() for file in sorted(site.rglob("*.html")))
        for identifier, text in texts.items():
            assert (f"status/{identifier}/" in shown) == ("\nvisibility: public\n" in text)


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(archives(), st.data())
def test_a_template_that_adds_something_private_is_refused(texts: dict[str, str], data: st.DataObject) -> None:
    identifier = data.draw(st.sampled_from(sorted(texts)))
    field = data.draw(st.sampled_from(["owner: ", "contact: ", "category: ", "tags: ", "## Summary\n\n"]))
    secret = "wolfram tungsten" if field in {"contact: ", "## Summary\n\n"} else "wolfram"
    text = texts[identifier]
    start = text.index(field) + len(field)
    end = text.index("\n", start)
    planted = text[:start] + (f"[{secret}]" if field == "tags: " else secret) + text[end:]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write(root, "records/site_templates/front.html", LEAK.replace("SECRET", secret.upper()))

        with pytest.raises(LeakError, match=f"index.html shows .* of incidents/2026/{identifier}.md"):
            build(root, texts | {identifier: planted})

        assert not (root / "site").exists()
