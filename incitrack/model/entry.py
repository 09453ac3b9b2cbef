"""Entries of a timeline and of the communications: who saw, did or told what, when."""

from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

from incitrack.model.status import AFTER_TRANSITION


class Kind(StrEnum):
    """What a timeline entry records; the table of kinds in the record format."""

    REPORTED = "reported"
    ACKNOWLEDGED = "acknowledged"
    IN_PROGRESS = "in-progress"
    RESOLVED = "resolved"
    CLOSED = "closed"
    REOPENED = "reopened"
    DETECTED = "detected"
    MITIGATED = "mitigated"
    UPDATE = "update"
    DECISION = "decision"
    HYPOTHESIS = "hypothesis"
    ATTEMPT = "attempt"
    SEVERITY = "severity"
    OWNER = "owner"
    ROLE = "role"
    HANDOFF = "handoff"
    VERIFIED = "verified"
    ESCALATED = "escalated"
    DUPLICATE = "duplicate"
    AMENDED = "amended"

    @property
    def is_transition(self) -> bool:
        """Whether an entry of this kind changes the status."""
        return self.value in AFTER_TRANSITION


class TimelineEntry(NamedTuple):
    """One item under `## Timeline`.

    `by` is the handle without `@`, None where the entry names nobody; `text` is the Markdown without the
    item's indentation, lines joined by LF, and "" where there is none.
    """

    at: datetime
    kind: Kind
    by: str | None = None
    text: str = ""


class Communication(NamedTuple):
    """One item under `## Communications`: `audience` is public, stakeholders or tier-<name>."""

    at: datetime
    audience: str
    by: str | None = None
    channels: tuple[str, ...] = ()
    text: str = ""

    @property
    def kind(self) -> str:
        """The audience, which stands where a timeline entry has its kind."""
        return self.audience


PUBLIC: Final = "public"
STAKEHOLDERS: Final = "stakeholders"
TIER_PREFIX: Final = "tier-"
