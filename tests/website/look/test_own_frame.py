"""A team's own frame that goes on with each release, as the documentation shows it."""

import re
from pathlib import Path

from tests.builders import write
from tests.website.built_site import BuiltSite, build

REPOSITORY = Path(__file__).parents[3]
SECTION = (REPOSITORY / "docs/site.md").read_text().partition("## Your own templates")[2].partition("\n## ")[0]


def test_the_documented_frame_changes_logo_and_footer_and_keeps_the_rest(root: Path) -> None:
    build(root, root.parent / "shipped")
    write(root, "site_templates/base.html", SECTION.partition("```jinja\n")[2].partition("```")[0])

    build(root, root.parent / "ours")

    shipped, ours = (BuiltSite(root.parent / name).bytes()["index.html"].decode() for name in ("shipped", "ours"))
    assert '<img class="logo" src="assets/' in ours
    assert '<svg class="logo"' not in ours
    assert "<p>Questions: on-call@example.com</p>" in ours[ours.index("<footer") :]
    assert "Made from the records by incitrack" in ours
    logo, line = (
        re.compile(r'<(svg|img) class="logo".*?(</svg>|>)(?=<bdi>)'),
        "<p>Questions: on-call@example.com</p>",
    )
    assert logo.sub("", ours).replace(line, "") == logo.sub("", shipped)


def test_every_block_of_the_frame_is_documented() -> None:
    frame = (REPOSITORY / "site_templates/base.html").read_text()
    documented = re.findall(r"^\| `(\w+)` \|", SECTION, re.MULTILINE)

    assert documented == re.findall(r"\{% block (\w+) %\}", frame)
