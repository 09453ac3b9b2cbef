"""The status message as text to send, where a team has no words of its own for it, and its parts as JSON."""

from collections.abc import Iterator
from dataclasses import fields

from incitrack.model.entry import STAKEHOLDERS
from incitrack.reports.status_message import Instant, StatusMessage
from incitrack.wording import count_text, list_text


def message_text(message: StatusMessage) -> str:
    """The message in plain text: a line for each fact, and what is known and done in paragraphs."""
    return "\n".join(_lines(message))


def _lines(message: StatusMessage) -> Iterator[str]:
    yield message.title
    yield ""
    named = message.severity_name
    yield f"Severity: {named}" + ("" if named == message.severity else f" ({message.severity})")
    yield f"Status: {message.status}"
    yield f"Since: {message.started_at or _not_known_since(message)}"
    if message.mitigated_at:
        yield f"Mitigated: {message.mitigated_at}"
    if message.resolved_at:
        yield f"Resolved: {message.resolved_at}"
    yield f"Affected: {_affected(message)}"
    yield ""
    yield f"What we know{f' ({message.known_at})' if message.known_at else ''}:"
    yield from message.known or [_nothing_known(message)]
    yield ""
    yield "What we are doing:"
    yield from message.doing
    yield ""
    yield f"Next update: {_next_update(message)}"
    if message.resolution_expected_at:
        yield f"Resolution expected: by {message.resolution_expected_at}"
    yield f"Incident: {message.id}"


def _not_known_since(message: StatusMessage) -> str:
    return f"not known; reported {message.reported_at}" if message.reported_at else "not known"


def _nothing_known(message: StatusMessage) -> str:
    return f"Nothing has been {'written down' if message.audience == STAKEHOLDERS else 'told'} yet."


def _affected(message: StatusMessage) -> str:
    customers = "how many customers is not known"
    if message.customers is not None:
        customers = count_text(message.customers, "customer")
    tiers = f" ({list_text(list(message.tiers))})" if message.tiers else ""
    return f"{list_text(list(message.services))}; {customers}{tiers}"


def _next_update(message: StatusMessage) -> str:
    if message.next_update_at:
        return f"by {message.next_update_at}"
    return "not announced yet" if message.is_open else "none announced"


def message_json(message: StatusMessage, text: str) -> dict[str, object]:
    """The parts by name, times as in all JSON, and the whole as `text`."""
    parts = {field.name: _plain(getattr(message, field.name)) for field in fields(message)}
    return {**parts, "text": text}


def _plain(value: object) -> object:
    if isinstance(value, Instant):
        return value.iso
    return list(value) if isinstance(value, tuple) else value
