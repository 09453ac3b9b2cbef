"""What a required postmortem that is late, or not yet, weighs and how that reads."""

from incitrack.checks.facts import Facts
from incitrack.metrics.required_postmortems import RequiredPostmortem
from incitrack.model.check_levels import Level
from incitrack.model.times import record_time
from incitrack.wording import duration_text


def level_of(required: RequiredPostmortem, facts: Facts) -> Level:
    """A warning, and an error once it was to be published."""
    return Level.ERROR if required.due_at is not None and facts.now > required.due_at else Level.WARNING


def due_text(required: RequiredPostmortem, facts: Facts) -> str:
    """` by 2026-11-25T16:00Z, in 3d`; nothing where no day is set."""
    if required.due_at is None:
        return ""
    distance = duration_text(abs(facts.now - required.due_at))
    stands = f"{distance} ago" if facts.now > required.due_at else f"in {distance}"
    return f" by {record_time(required.due_at)}, {stands}"
