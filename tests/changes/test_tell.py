"""Telling: an entry under Communications, with what was promised."""

from datetime import timedelta

import pytest

from incitrack.changes.tell import tell
from incitrack.errors import UsageError
from tests.builders import incident
from tests.changes.given import AT, after, diff

WRITTEN = "- `2026-11-20T17:00Z` **public** @sam"


def test_the_section_is_made_with_its_first_entry() -> None:
    change = tell(incident(), "public", "We are on it.", at=AT, by="sam")
    assert diff(change) == ["+ ", "+ ## Communications", "+ ", f"+ {WRITTEN}: We are on it."]
    assert (change.event, change.subject) == ("public", "INC-2026-0042: public")


def test_channels_are_named() -> None:
    change = tell(incident(), "tier-enterprise", "Soon.", at=AT, by="sam", channels=["status-page", "email"])
    assert after(change).incident.communications[0][1:4] == ("tier-enterprise", "sam", ("status-page", "email"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("We are on it", "We are on it. Next update by `2026-11-20T17:30Z`."),
        ("We are on it.", "We are on it. Next update by `2026-11-20T17:30Z`."),
        ("One.\n\n- two", "One.\n\n- two\n\nNext update by `2026-11-20T17:30Z`."),
    ],
)
def test_the_promise_is_the_last_sentence(text: str, told: str) -> None:
    change = tell(incident(), "public", text, at=AT, by="sam", next_update_at=AT + timedelta(minutes=30))
    assert after(change).incident.communications[0].text == told


def test_an_estimate_stands_before_the_promise() -> None:
    change = tell(
        incident(), "public", "Soon.", at=AT, by="sam",
        next_update_at=AT + timedelta(hours=1), resolution_at=AT + timedelta(hours=2),
    )  # fmt: skip
    assert after(change).incident.communications[0].text == (
        "Soon. Resolution expected by `2026-11-20T19:00Z`. Next update by `2026-11-20T18:00Z`."
    )


@pytest.mark.parametrize(("typed", "hint"), [("enterprise", "tier-enterprise"), ("All of them", "tier-")])
def test_an_unknown_audience_is_wrong_usage(typed: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        tell(incident(), typed, "Soon.", at=AT, by="sam")
    assert hint in str(refused.value.hint)


def test_a_channel_is_a_slug_and_a_promise_is_to_come_and_something_is_said() -> None:
    with pytest.raises(UsageError, match="slug"):
        tell(incident(), "public", "Soon.", at=AT, by="sam", channels=["Status page"])
    with pytest.raises(UsageError, match="not after"):
        tell(incident(), "public", "Soon.", at=AT, by="sam", next_update_at=AT)
    with pytest.raises(UsageError, match="blank"):
        tell(incident(), "public", " ", at=AT, by="sam")


@pytest.mark.parametrize("promise", ["Next update by `16:00`", "resolution expected by `2026-11-20T19:00`"])
def test_a_promise_by_what_is_no_time_is_not_told(promise: str) -> None:
    with pytest.raises(UsageError, match="followed by no time") as refused:
        tell(incident(), "public", f"We are on it. {promise}.", at=AT, by="sam")
    assert "Z" in str(refused.value.hint)
    assert "--next" in str(refused.value.hint)


def test_a_promise_that_no_clock_hears_is_pointed_out() -> None:
    assert "--next" in tell(incident(), "public", "Next update by 16:00.", at=AT, by="sam").notes[0]
    assert not tell(
        incident(), "public", "Next update by 18:00.", at=AT, by="sam", next_update_at=AT + timedelta(hours=1)
    ).notes
