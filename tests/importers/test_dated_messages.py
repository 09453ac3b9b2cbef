"""Which messages of a page carry a time."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.importers.dated_messages import split_messages


def dated(text: str) -> list[tuple[str, str]]:
    return [(f"{message.at:%m-%d %H:%M}", message.text) for message in split_messages(text, UTC).dated]


def undated(text: str) -> str:
    return split_messages(text, UTC).undated


def test_a_track_shortcode_ends_its_message() -> None:
    text = '*Fixed* - It works. {{< track "2018-05-25 05:54:00" >}}\n\n*Seen* - Broken. {{< track "2018-05-25 04:13" >}}'
    assert dated(text) == [("05-25 04:13", "*Seen* - Broken."), ("05-25 05:54", "*Fixed* - It works.")]
    assert undated(text) == ""


def test_a_track_on_a_line_of_its_own_ends_the_paragraph_above() -> None:
    assert dated('*Seen* - Broken.\n{{< track "2018-05-25 04:13" >}}') == [("05-25 04:13", "*Seen* - Broken.")]


def test_a_message_of_two_paragraphs_begins_with_its_label() -> None:
    text = 'An introduction.\n\n*Seen* - Broken.\n\nAll of it. {{< track "2018-05-25 04:13" >}}'
    assert dated(text) == [("05-25 04:13", "*Seen* - Broken.\n\nAll of it.")]
    assert undated(text) == "An introduction."


def test_two_messages_on_one_line_are_two() -> None:
    text = 'First. {{< track "2018-05-25 04:13" >}} Second. {{< track "2018-05-25 05:13" >}} Third.'
    assert dated(text) == [("05-25 04:13", "First."), ("05-25 05:13", "Second.")]
    assert undated(text).strip() == "Third."


def test_a_rule_ends_a_message_without_a_time() -> None:
    text = '*Post-mortem*\n\nIt broke.\n\n---\n\nFixed. {{< track "2018-05-25 04:13" >}}'
    assert dated(text) == [("05-25 04:13", "Fixed.")]
    assert undated(text) == "*Post-mortem*\n\nIt broke."


def test_a_rule_between_messages_without_a_time_stays() -> None:
    text = "Back again.\n\n---\nAn outage."
    assert undated(text) == "Back again.\n\n---\n\nAn outage."


def test_dashes_right_under_a_paragraph_are_its_heading() -> None:
    assert undated("A heading\n---\n\nText.") == "A heading\n---\n\nText."


def test_a_bold_time_begins_a_message() -> None:
    text = "**2021-06-08 07:37:00**\n\nStays fixed.\n\n**2021-06-07 12:37:00**\nBroken.\n\nWe ask."
    assert dated(text) == [("06-07 12:37", "Broken.\n\nWe ask."), ("06-08 07:37", "Stays fixed.")]


def test_a_label_beside_the_time_is_kept_unless_it_says_nothing() -> None:
    text = "**Update at 2021-06-08 11:20 UTC**\n\nBack.\n\n### First message at 2021-06-08 09:35 UTC\n\nBroken."
    assert dated(text) == [("06-08 09:35", "**First message**\n\nBroken."), ("06-08 11:20", "Back.")]


def test_a_time_in_brackets_begins_a_message() -> None:
    assert dated("[2021-06-08 11:20 UTC]\nBack.") == [("06-08 11:20", "Back.")]


def test_a_sentence_that_ends_in_a_time_is_a_sentence() -> None:
    assert dated("Packages were gone\nsince 2021-05-25 11:30 UTC\n\nuntil 2021-05-26 07:51 UTC") == []


def test_list_items_that_begin_with_a_time_are_messages() -> None:
    text = "It was stuck.\n\n## Timeline\n\n* 2021-05-30T08:13 - Seen\n  by many\n* 2021-06-01 19:45: Fixed"
    assert dated(text) == [("05-30 08:13", "Seen\nby many"), ("06-01 19:45", "Fixed")]
    assert undated(text) == "It was stuck."


def test_nothing_in_a_fence_or_a_comment_is_a_message() -> None:
    text = (
        'See:\n\n```\n**2021-06-08 07:37:00**\nx {{< track "2018-05-25 04:13" >}}\n```\n\n'
        "<!--\n**2021-06-08 07:37:00**\n-->"
    )
    assert dated(text) == []
    assert undated(text) == text


def test_a_stamp_that_is_no_time_stays_in_the_text_and_is_named() -> None:
    messages = split_messages('Seen. {{< track "soon" >}}', UTC)
    assert messages.dated == ()
    assert messages.undated == 'Seen. {{< track "soon" >}}'
    assert messages.not_times == ("soon",)


def test_of_equal_times_the_lower_came_first_where_the_newest_stands_on_top() -> None:
    text = "\n\n".join(f'{word} {{{{< track "2018-05-25 {at}" >}}}}' for word, at in
                       (("c", "05:00"), ("b", "04:00"), ("a", "04:00")))  # fmt: skip
    assert [text for _, text in dated(text)] == ["a", "b", "c"]


def test_of_equal_times_the_upper_came_first_otherwise() -> None:
    text = "\n\n".join(f'{word} {{{{< track "2018-05-25 04:00" >}}}}' for word in "abc")
    assert [text for _, text in dated(text)] == ["a", "b", "c"]


def test_times_without_a_zone_are_those_of_the_zone_given() -> None:
    messages = split_messages("**2024-07-10 12:00**\n\nSeen.", ZoneInfo("Europe/Warsaw"))
    assert messages.dated[0].at == datetime(2024, 7, 10, 10, tzinfo=UTC)


LINES = st.sampled_from(
    ["", "text", "---", "***", "## Timeline", "# Title", "```", "~~~", "<!--", "-->", "- item", "  indented",
     "* 2021-05-30T08:13 - seen", "**2021-06-08 07:37**", "[Update 2021-06-08 07:37]", "*Fixed* - done",
     'seen {{< track "2018-05-25 04:13" >}}', 'x {{< track "?" >}} y {{% track `2019-05-25 04:13` %}} z']
)  # fmt: skip


@given(st.lists(LINES, max_size=12))
def test_no_word_is_lost_or_doubled(lines: list[str]) -> None:
    text = "\n".join(lines)
    messages = split_messages(text, UTC)
    whole = "\n".join([messages.undated, *(message.text for message in messages.dated)])
    for word in ("text", "item", "indented", "done", "Title", "z"):
        assert whole.split().count(word) == text.split().count(word), (text, messages)


@given(st.text(alphabet='ab \n-*#`[]<>!{}%"track2021-06-0812:30', max_size=300))
def test_any_text_is_split_into_messages_in_the_order_of_time(text: str) -> None:
    times = [message.at for message in split_messages(text, UTC).dated]
    assert times == sorted(times)


@pytest.mark.parametrize(
    "run",
    [" ", "{{<", "{{< track ", '{{< track "', "*", "- ", "<!--", "`", "2021-06-08 07:37 ", "# x\n", "x {{\n", "---\n\n",
     "* 2021-05-30T08:13 - a\n  b\n", "  b\n", "**2021-06-08 07:37**\n", 'a {{< track "2018-05-25 04:13" >}}\n'],
)  # fmt: skip
def test_a_long_run_of_one_thing_is_no_hardship(run: str) -> None:
    messages = split_messages("* 2021-05-30T08:13 - a\n" + run * 40_000, UTC)
    assert len(messages.dated) in {1, 40_001}
