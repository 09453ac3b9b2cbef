"""The action items of a made-up archive: none of them is overdue, and none lacks an owner."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from benchmarks.archive import policies, words
from benchmarks.archive.prose import Speaker

KINDS = ("mitigation", "remediation", "prevention")


def action_items(rng: Random, say: Speaker, team: str, agreed_at: datetime, now: datetime) -> list[str]:
    """The lines of an ``actions`` field with one to four items that were agreed at ``agreed_at``."""
    lines = ["actions:"]
    for number in range(1, rng.choices((1, 2, 3, 4), (4, 4, 2, 1))[0] + 1):
        due = agreed_at.date() + timedelta(days=rng.randrange(14, 61))
        lines += [
            f"  - id: A{number}",
            f"    title: {say.say(words.ACTIONS)}",
            f"    owner: {rng.choice(policies.members(team))}",
            f"    due: {due}",
            f"    kind: {rng.choice(KINDS)}",
        ]
        if rng.random() < 0.5:
            lines.append(f"    expected: {say.say(words.EXPECTED)}")
        if due >= now.date():
            lines.append(f"    status: {rng.choice(('open', 'open', 'in-progress'))}")
        elif rng.random() < 0.1:
            lines += ["    status: dropped", f"    dropped_because: {say.fill('{Other} is retired this year')}"]
        else:
            done = min(agreed_at.date() + timedelta(days=rng.randrange(2, 64)), now.date())
            lines += ["    status: done", f"    done_on: {done}"]
    return lines
