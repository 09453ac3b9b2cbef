"""Whether a record has a section that the lifecycle requires: INC110 asks in its own way, and gets the same answer."""

from hypothesis import given
from hypothesis import strategies as st

from incitrack.checks.inc110_missing_for_status import _has_section
from tests.builders import incident, incident_text

PIECES = ["## Impact", "## Impact ", "##  Impact", "## Impact ##", "# Impact", "### Impact", "Impact\n------"]
AROUND = [
    "text",
    "",
    "```",
    "~~~",
    "<!--",
    "-->",
    "<div>",
    "</div>",
    "> quote",
    "- item",
    "  ",
    "    code",
    "[a]:",
]


@given(st.lists(st.sampled_from([*PIECES, *AROUND]), max_size=8), st.sampled_from(["\n", "\r\n"]))
def test_a_section_is_there_exactly_where_the_body_has_it(pieces: list[str], end: str) -> None:
    text = incident_text(body="\n".join(pieces), contact='"## Impact"').replace("\n", end)
    record = incident(text)
    assert _has_section(record, "Impact") == (record.body.section("Impact") is not None)


def test_a_comment_of_the_front_matter_is_no_section() -> None:
    record = incident(incident_text().replace("title:", "## Impact\ntitle:"))
    assert not _has_section(record, "Impact")
