"""Which verb writes which transition, and which are allowed where an incident stands."""

from typing import Final

from incitrack.model.entry import Kind
from incitrack.model.status import Status, allowed_after

VERBS: Final[dict[str, str]] = {
    Kind.ACKNOWLEDGED: "ack",
    Kind.IN_PROGRESS: "start",
    Kind.RESOLVED: "resolve",
    Kind.CLOSED: "close",
    Kind.REOPENED: "reopen",
}
"""The verb of each transition that follows a report."""


def allowed_verbs(status: Status) -> tuple[str, ...]:
    """The verbs that may follow, in the order of an incident's life; `mitigate` while it is open."""
    verbs = [VERBS[kind] for kind in allowed_after(status) if kind in VERBS]
    if status.is_open:
        verbs.insert(verbs.index("resolve"), "mitigate")
    return tuple(verbs)


def allowed_now(status: Status, *, but: str | None = None) -> str:
    """The hint of a refusal: `allowed now: incitrack close, incitrack reopen`, without `but`; "" for none."""
    verbs = [f"incitrack {verb}" for verb in allowed_verbs(status) if verb != but]
    return f"allowed now: {', '.join(verbs)}" if verbs else ""
