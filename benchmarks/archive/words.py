"""The words of a made-up archive, from ``words.toml``: people, services and sentences with slots."""

from __future__ import annotations

import tomllib
from pathlib import Path

_FILE = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def _list(key: str) -> tuple[str, ...]:
    return tuple(str(word) for word in _FILE[key])


def _map(key: str) -> dict[str, tuple[str, ...]]:
    return {name: tuple(str(word) for word in listed) for name, listed in _FILE[key].items()}


TEAMS = _map("teams")  # each with its services, the busiest first
SLOTS = _map("slots")
PEOPLE = _list("people")
SURNAMES = _list("surnames")
CAUSES = _list("causes")
CATEGORIES = _list("categories")
KINDS = _list("kinds")
FACTORS = _list("factors")
TAGS = _list("tags")
TITLES = _list("titles")
DETECTED = _list("detected")
REPORTED = _list("reported")
ACKNOWLEDGED = _list("acknowledged")
UPDATES = _list("updates")
HYPOTHESES = _list("hypotheses")
ATTEMPTS = _list("attempts")
DECISIONS = _list("decisions")
HANDOFFS = _list("handoffs")
ESCALATED = _list("escalated")
MITIGATED = _list("mitigated")
RESOLVED = _list("resolved")
VERIFIED = _list("verified")
REOPENED = _list("reopened")
CLOSED = _list("closed")
SUMMARY = _list("summary")
IMPACT = _list("impact")
PUBLIC = _list("public")
ALL_CLEAR = _list("all_clear")
CODE = _list("code")
CAMPAIGNS = _list("campaigns")
FACTOR_DETAILS = _list("factor_details")
ACTIONS = _list("actions")
EXPECTED = _list("expected")
WHYS = _list("whys")
LESSONS = _list("lessons")
