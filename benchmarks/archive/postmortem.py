"""The postmortem of one made-up incident, published, with factors, actions and five whys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from benchmarks.archive import policies, words
from benchmarks.archive.actions import action_items
from benchmarks.archive.incident import moment
from benchmarks.archive.plan import Plan
from benchmarks.archive.prose import Speaker


def postmortem_text(rng: Random, plan: Plan, published_at: datetime, now: datetime) -> str:
    """The whole file, about three and a half kilobytes long."""
    team = policies.team_of(plan.services[0])
    people = rng.sample(policies.members(team), 3)
    others = [service for service in words.TEAMS[team] if service not in plan.services]
    say = Speaker(rng, plan.services[0], others)
    method = rng.choice(("5-whys", "fishbone", "other"))
    front = [
        f"incident: {plan.id}",
        f"title: {say.fill('{Service} and its {component}')}",
        "status: published",
        f"published_at: {moment(published_at)}",
        f"facilitator: {people[0]}",
        f"authors: [{people[1]}, {people[2]}]",
        f"meeting_at: {moment(published_at - timedelta(hours=rng.randrange(2, 18)))}",
        f"method: {method}",
        f"trigger: {say.say(words.CAMPAIGNS)}",
        "factors:",
    ]
    for factor in rng.sample(words.FACTORS, rng.randrange(1, 4)):
        front += [f"  - factor: {factor}", f"    detail: {say.say(words.FACTOR_DETAILS)}"]
    front += action_items(rng, say, team, published_at, now)
    return "---\n" + "\n".join(front) + "\n---\n\n" + _body(rng, say, method)


def _body(rng: Random, say: Speaker, method: str) -> str:
    def paragraph(sentences: Sequence[str], count: int) -> str:
        return " ".join(say.fill(one) for one in rng.sample(sentences, count))

    whys = "\n".join(f"- {say.fill(why)}" for why in words.WHYS) + "\n\n" if method == "5-whys" else ""
    lessons = "\n".join(f"- {say.fill(one)}" for one in rng.sample(words.LESSONS, 3))
    return (
        f"## Summary\n\n{paragraph(words.SUMMARY, 3)}\n\n"
        f"## Impact\n\n{paragraph(words.IMPACT, 3)}\n\n"
        f"## Root cause\n\n{whys}{paragraph(words.SUMMARY, 2)}\n\n"
        f"## Contributing factors\n\n{paragraph(words.FACTOR_DETAILS, 3)}\n\n"
        f"## Response review\n\n{paragraph(words.UPDATES, 3)}\n\n"
        f"## Lessons\n\n{lessons}\n"
    )
