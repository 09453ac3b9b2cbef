from datetime import UTC, datetime

import pytest

from incitrack.model.promise import expected_resolution, promised_update, without_promises

AT = datetime(2026, 11, 20, 15, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "We are restoring access. Next update by `2026-11-20T15:15Z`.",
        "Next update by\n`2026-11-20T16:15+01:00`",
        "Next update by `2026-11-20T14:45Z`. No: Next update by `2026-11-20T15:15:00Z`.",
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


def test_the_rest_of_the_text_is_what_was_told() -> None:
    text = "It fails. Next update by\n`2026-11-20T15:15Z`. Resolution expected by `2026-11-20T18:30Z`. Sorry."
    assert without_promises(text) == "It fails. Sorry."
    assert without_promises("Next update by `2026-11-20T15:15Z`.") == ""
