"""Foreign headings under one of ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.importers.outline import fenced, under_a_section
from incitrack.records.blocks import scan


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Text.", "Text."),
        ("### Deep\n\n#### Deeper", "### Deep\n\n#### Deeper"),
        ("## One\n\n### Two", "### One\n\n#### Two"),
        ("# One\n\n## Two ##", "### One\n\n#### Two"),
        ("One\n===\n\nTwo\n---", "### One\n\n#### Two"),
        ("Two\nlines\n---\nText.", "### Two lines\nText."),
        ("```\n# no heading\n```", "```\n# no heading\n```"),
        ("<!--\n# no heading\n-->", "<!--\n# no heading\n-->"),
        ("# 1\n## 2\n### 3\n#### 4\n##### 5\n###### 6", "### 1\n#### 2\n##### 3\n###### 4\n###### 5\n###### 6"),
        ("#", "###"),
    ],
)
def test_headings_are_pushed_down_to_the_third_level(before: str, after: str) -> None:
    assert under_a_section(before) == after


MARKDOWN = st.lists(
    st.sampled_from(
        ["", "# A", "## B", "text", "===", "---", "```", "> # q", "- # l", "    # c", "<!--", "-->", "<p>"]
    ),
    max_size=12,
).map("\n".join)


@given(MARKDOWN)
def test_no_heading_of_a_section_is_left(text: str) -> None:
    assert all(heading.level >= 3 for heading in scan(under_a_section(text).split("\n")).headings)


@given(st.text(alphabet="`~#ab \n-", max_size=80))
def test_nothing_in_a_fence_is_markdown(text: str) -> None:
    after = [*fenced(text).split("\n"), "", "## Timeline"]
    assert [heading.title for heading in scan(after).headings] == ["Timeline"]
