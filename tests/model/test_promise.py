from datetime import UTC, datetime, timedelta

import pytest

from incitrack.model.promise import (
    expected_resolution,
    is_overdue,
    malformed_promises,
    promised_update,
    sounds_like_a_promise,
    standing_promise,
    without_promises,
)

AT = datetime(2026, 11, 20, 15, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "We are restoring access. Next update by `2026-11-20T15:15Z`.",
        "Next update by\n`2026-11-20T16:15+01:00`",
        "Next update by `2026-11-20T14:45Z`. No: Next update by `2026-11-20T15:15:00Z`.",
        "We have the next  update by `2026-11-20T15:15Z`.",
        "Next update by `2026-11-20T15:15Z`, not by Next update by `noon`.",
    ],
)
def test_the_last_promise_of_a_text_is_read(text: str) -> None:
    assert promised_update(text) == AT
    assert expected_resolution(text) is None


def test_an_expected_resolution_is_read() -> None:
    assert expected_resolution("Resolution expected\nby `2026-11-20T15:15Z`.") == AT


@pytest.mark.parametrize(
    "text", ["", "Next update by 15:15", "Next update by `15:15`", "next week by `2026-11-20T15:15Z`"]
)
def test_without_a_moment_nothing_is_promised(text: str) -> None:
    assert promised_update(text) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Next update by `15:15`.", "“Next update by” is followed by no time: “15:15” is not a time"),
        ("Next update by `2026-11-20T15:15`", "“2026-11-20T15:15” has no offset"),
        ("the next\nupdate by `2026-11-20T25:30Z`", "is not a moment of the calendar"),
        ("Next update by ``", "“Next update by” is followed by no time"),
        ("Resolution expected by `noon`", "“Resolution expected by” is followed by no time: “noon”"),
    ],
)
def test_a_promise_by_what_is_no_time_is_malformed(text: str, message: str) -> None:
    (found,) = malformed_promises(f"`x` {text}")
    assert message in found.message
    assert found.offset == 4 + text.index("`") + 1


@pytest.mark.parametrize("text", ["", "Next update by 15:15", "by `noon`", "Next update by `2026-11-20T15:15Z`"])
def test_what_promises_nothing_or_a_moment_is_not_malformed(text: str) -> None:
    assert not list(malformed_promises(text))


def test_the_rest_of_the_text_is_what_was_told() -> None:
    text = "It fails. Next update by\n`2026-11-20T15:15Z`. Resolution expected by `2026-11-20T18:30Z`. Sorry."
    assert without_promises(text) == "It fails. Sorry."
    assert without_promises("Next update by `2026-11-20T15:15Z`.") == ""


def test_a_promise_within_a_sentence_is_not_torn_out_of_it() -> None:
    text = "You hear the next update by `2026-11-20T15:15Z` from us."
    assert without_promises(text) == text


def test_a_promise_without_backticks_only_sounds_like_one() -> None:
    assert sounds_like_a_promise("The next update by 16:00.")
    assert not sounds_like_a_promise("Next update by `2026-11-20T15:15Z`.")


def test_white_space_before_the_backticks_makes_no_promise_sound_like_one() -> None:
    assert not sounds_like_a_promise("Next update by  `2026-11-20T16:00Z`.")
    assert sounds_like_a_promise("Next update by  16:00.")


def test_only_the_promise_of_what_was_told_last_stands() -> None:
    promise = "Next update by `2026-11-20T15:15Z`."
    assert standing_promise(["We are on it.", promise]) == AT
    assert standing_promise([promise, "We are on it."]) is None
    assert standing_promise([]) is None


def test_a_promise_is_overdue_once_its_time_has_come() -> None:
    assert is_overdue(AT, AT)
    assert not is_overdue(AT, AT - timedelta(seconds=1))
