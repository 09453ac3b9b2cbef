"""Tell: what was told to people outside the response, to whom, by which channels, and when they hear more."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from incitrack.changes.change import Change
from incitrack.changes.draft import Draft
from incitrack.changes.known_words import handle, promising, said, term
from incitrack.errors import UsageError
from incitrack.model.entry import PUBLIC, STAKEHOLDERS, TIER_PREFIX, Communication
from incitrack.model.promise import sounds_like_a_promise
from incitrack.model.times import record_time
from incitrack.model.words import SLUG, shown
from incitrack.records.record import IncidentRecord

_NOT_WATCHED: Final = "“Next update by” has no clock without a time between backticks; --next 30m gives it one."
_ENDS_A_SENTENCE: Final = (".", "!", "?", "…", ":")


def tell(
    record: IncidentRecord,
    audience: str,
    text: str,
    *,
    at: datetime,
    by: str,
    channels: Sequence[str] = (),
    next_update_at: datetime | None = None,
    resolution_at: datetime | None = None,
) -> Change:
    """An entry under Communications, with the promise and the estimate as sentences at its end.

    Raises:
        UsageError: the audience, a channel or the text is none, or what is promised is no time to come.
    """
    _refuse_past(at, next_update_at, "the next update")
    _refuse_past(at, resolution_at, "the resolution")
    names = tuple(dict.fromkeys(term(channel, None, "a channel") for channel in channels))
    told = promising(said(text, "what is told"))
    if resolution_at is not None:
        told = _with_sentence(told, f"Resolution expected by `{record_time(resolution_at)}`.")
    if next_update_at is not None:
        told = _with_sentence(told, f"Next update by `{record_time(next_update_at)}`.")
    entry = Communication(at, known_audience(audience), handle(by), names, told)
    notes = [_NOT_WATCHED] if next_update_at is None and sounds_like_a_promise(told) else []
    return Draft.of(record).with_communication(entry).change(entry.audience, notes=notes)


def known_audience(typed: str) -> str:
    """To whom something can be told.

    Raises:
        UsageError: it is nobody of the kind.
    """
    if typed in {PUBLIC, STAKEHOLDERS}:
        return typed
    if typed.startswith(TIER_PREFIX) and SLUG.fullmatch(typed.removeprefix(TIER_PREFIX)):
        return typed
    meant = f"did you mean {TIER_PREFIX}{typed}?" if SLUG.fullmatch(typed) else f"write {TIER_PREFIX} and a tier"
    raise UsageError(f"{shown(typed)} is not an audience", hint=f"write {PUBLIC} or {STAKEHOLDERS}; {meant}")


def _refuse_past(at: datetime, promised: datetime | None, what: str) -> None:
    if promised is not None and promised <= at:
        raise UsageError(
            f"{what} cannot come by {record_time(promised)}, which is not after {record_time(at)}",
            hint="promise a time that is to come",
        )


def _with_sentence(text: str, sentence: str) -> str:
    """The text and one more sentence: on its last line, or behind several lines as a paragraph of its own."""
    if "\n" in text:
        return f"{text}\n\n{sentence}"
    return f"{text} {sentence}" if text.endswith(_ENDS_A_SENTENCE) else f"{text}. {sentence}"
