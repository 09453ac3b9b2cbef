"""The record of one made-up incident, as a person and the command line would have written it together."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

from benchmarks.archive import policies, words
from benchmarks.archive.actions import action_items
from benchmarks.archive.plan import Plan
from benchmarks.archive.prose import Speaker

CODE_SHARE = 0.3  # of the updates


def incident_text(rng: Random, plan: Plan, size: int, now: datetime) -> str:
    """The whole file of ``plan``, its prose as long as makes it about ``size`` bytes."""
    return _Record(rng, plan, now).text(round(size * rng.uniform(0.8, 1.2)))


def moment(at: datetime) -> str:
    """A time as records write it: UTC, to the minute."""
    return f"{at:%Y-%m-%dT%H:%MZ}"


class _Record:
    def __init__(self, rng: Random, plan: Plan, now: datetime) -> None:
        self.rng = rng
        self.plan = plan
        self.now = now
        self.team = policies.team_of(plan.services[0])
        self.people = policies.members(self.team)
        others = [one for services in words.TEAMS.values() for one in services if one not in plan.services]
        self.say = Speaker(rng, plan.services[0], rng.sample(others, 4))
        self.writer = rng.choice(self.people)
        self.owner = policies.owner_of(plan.services[0])
        self.commander = rng.choice(self.people)
        self.entries: list[tuple[datetime, str]] = []

    def text(self, size: int) -> str:
        timeline = self._timeline()  # first, since it may change the owner and the commander
        front = self._front_matter()
        told = self._communications()
        tail = "\n## Timeline\n\n" + timeline + ("\n## Communications\n\n" + told if told else "")
        frame = "---\n" + "\n".join(front) + "\n---\n\n## Summary\n\n\n\n## Impact\n\n\n"
        spare = size - len((frame + tail).encode())
        summary = self._prose(words.SUMMARY, round(spare * 0.6))
        impact = self._prose(words.IMPACT, round(spare * 0.4))
        head = "---\n" + "\n".join(front) + f"\n---\n\n## Summary\n\n{summary}\n\n## Impact\n\n{impact}\n"
        return head + tail

    def _prose(self, sentences: Sequence[str], length: int) -> str:
        """Paragraphs of about ``length`` characters, one sentence at least, none twice before all are used."""
        paragraphs: list[list[str]] = [[]]
        deck: list[str] = []
        written = 0
        while not written or written + 45 < length:
            deck = deck or self.rng.sample(sentences, len(sentences))
            if len(paragraphs[-1]) == 4:
                paragraphs.append([])
            sentence = self.say.fill(deck.pop())
            paragraphs[-1].append(sentence)
            written += len(sentence) + 1
        return "\n\n".join(textwrap.fill(" ".join(one), 100, break_on_hyphens=False) for one in paragraphs)

    # The timeline

    def _timeline(self) -> str:
        plan = self.plan
        self._at(plan.detected_at, "detected", "monitoring", words.DETECTED)
        self._at(plan.reported_at, "reported", self.writer, words.REPORTED)
        self._at(plan.acknowledged_at, "acknowledged", self.owner, words.ACKNOWLEDGED)
        self._at(plan.in_progress_at, "in-progress", self.owner, ("",))
        if plan.acknowledged_at:
            self._work()
        self._at(plan.mitigated_at, "mitigated", self.writer, words.MITIGATED)
        self._at(plan.first_resolved_at, "resolved", self.owner, words.RESOLVED)
        self._at(plan.reopened_at, "reopened", self.owner, words.REOPENED)
        if plan.duplicate_of:
            self._add(self._last_at(), "duplicate", self.owner, f"{plan.duplicate_of}, the same fault seen twice.")
        elif plan.disposition != "actionable":
            self._add(self._last_at(), "decision", self.owner, f"Dismissed as {plan.disposition}.")
        self._at(plan.resolved_at, "resolved", self.owner, words.RESOLVED)
        self._at(plan.verified_at, "verified", self.writer, words.VERIFIED)
        self._at(plan.closed_at, "closed", self.owner, words.CLOSED)
        return "".join(line + "\n" for _, line in self.entries)

    def _at(self, at: datetime | None, kind: str, by: str, sentences: Sequence[str]) -> None:
        """An entry with one of ``sentences``, where its moment comes at all."""
        if at:
            self._add(at, kind, by, self.say.say(sentences))

    def _add(self, at: datetime, kind: str, by: str, text: str, code: str = "") -> None:
        line = f"- `{moment(at)}` **{kind}** @{by}" + (f": {text}" if text else "")
        if code:
            line += "\n\n" + textwrap.indent(f"```\n{code}\n```", "  ")
        self.entries.append((at, line))

    def _last_at(self) -> datetime:
        return self.entries[-1][0]

    def _work(self) -> None:
        """What was done between the start of work and its end, at evenly drawn moments."""
        plan, rng = self.plan, self.rng
        start = self._last_at()
        end = plan.mitigated_at or plan.first_resolved_at or plan.resolved_at or self.now
        minutes = int((end - start) / timedelta(minutes=1))
        kinds = self._kinds_of_work(minutes)
        for at in sorted(rng.randrange(minutes + 1) for _ in kinds):
            self._one_step(start + timedelta(minutes=at), kinds.pop(0))
        if plan.resolved_at is None:  # nobody is late with an update
            self._update(max(self._last_at(), self.now - timedelta(minutes=rng.randrange(1, 10))), self.owner)

    def _kinds_of_work(self, minutes: int) -> list[str]:
        rng = self.rng
        kinds = rng.choices(
            ("update", "hypothesis", "attempt", "decision", "escalated"), (60, 12, 12, 6, 4), k=rng.randrange(2, 6)
        )
        if self.plan.raised:
            kinds.insert(0, "severity")
        if minutes > 200 and rng.random() < 0.3:
            kinds += ["handoff", "owner"]
        if self.plan.severity == "P1":
            kinds += ["update"] * 3 + (["role"] if rng.random() < 0.3 else [])
        return kinds

    def _one_step(self, at: datetime, kind: str) -> None:
        rng, say = self.rng, self.say
        by = rng.choice(self.people)
        match kind:
            case "severity":
                self._add(at, kind, self.owner, f"P2 -> P1, {say.fill('{audience} are affected as well.')}")
            case "owner":
                before, self.owner = self.owner, rng.choice([one for one in self.people if one != self.owner])
                self._add(at, kind, before, f"@{before} -> @{self.owner}")
            case "role":
                before = self.commander
                self.commander = rng.choice([one for one in self.people if one != before])
                self._add(at, kind, before, f"commander @{before} -> @{self.commander}")
            case "hypothesis":
                number = 1 + sum("**hypothesis**" in line for _, line in self.entries)
                state = rng.choice(("open", "confirmed", "rejected"))
                self._add(at, kind, by, f"H{number} {state}: {say.say(words.HYPOTHESES)}")
            case "attempt":
                outcome = rng.choice(("worked", "no effect", "no effect", "worse"))
                self._add(at, kind, by, f"{outcome}: {say.say(words.ATTEMPTS)}")
            case "decision":
                self._add(at, kind, by, say.say(words.DECISIONS))
            case "escalated":
                self._add(at, kind, by, say.say(words.ESCALATED))
            case "handoff":
                self._add(at, kind, self.owner, say.say(words.HANDOFFS))
            case _:
                self._update(at, by)

    def _update(self, at: datetime, by: str) -> None:
        rng, say = self.rng, self.say
        text = say.say(words.UPDATES)
        code = say.say(words.CODE) if rng.random() < CODE_SHARE else ""
        if not code and rng.random() < 0.1:
            text += f" (evidence: https://example.org/d/{self.plan.services[0]}?panel={rng.randrange(40)})"
        elif not code and rng.random() < 0.05:
            text += " (from memory)"
        self._add(at, "update", by, text, code)

    # Communications

    def _communications(self) -> str:
        plan, rng, say = self.plan, self.rng, self.say
        end = plan.resolved_at or self.now
        if plan.severity == "P1":
            step = timedelta(minutes=25)
            times = [plan.reported_at + timedelta(minutes=rng.randrange(12, 20))]
            while times[-1] + step < end and len(times) < 3:
                times.append(times[-1] + step)
        elif rng.random() < {"P2": 0.8, "P3": 0.35, "P4": 0.1}[plan.severity]:
            times = [plan.reported_at + timedelta(minutes=rng.randrange(10, 20))]
        else:
            return ""
        clear = end + timedelta(minutes=rng.randrange(2, 30))
        lines = [self._told(at, say.say(words.PUBLIC), following) for at, following in pairwise([*times, end])]
        if plan.resolved_at:
            lines.append(self._told(clear, say.say(words.ALL_CLEAR), None))
        return "".join(line + "\n" for line in lines)

    def _told(self, at: datetime, text: str, following: datetime | None) -> str:
        """An entry that may promise the ``following`` one; one promise in ten comes too early to be kept."""
        rng = self.rng
        audience = rng.choices(("public", "stakeholders", "tier-enterprise"), (6, 3, 1))[0]
        channel = rng.choice(("", "", " via status-page", " via email, status-page", " via chat"))
        if following and rng.random() < 0.6:
            late = self.plan.resolved_at and rng.random() < 0.1
            due = at + (following - at) / 2 if late else following + timedelta(minutes=15)
            text += f" Next_update_by_`{moment(due)}`."  # kept on one line
        first, *rest = textwrap.wrap(
            f"- `{moment(at)}` **{audience}** @{self.writer}{channel}: {text}",
            width=100,
            subsequent_indent="  ",
            break_on_hyphens=False,
        )
        return "\n".join([first, *rest]).replace("_", " ")

    # The front matter

    def _front_matter(self) -> list[str]:
        plan, rng = self.plan, self.rng
        lines = [
            f"id: {plan.id}",
            f"title: {self.say.say(words.TITLES)}",
            f"severity: {plan.severity}",
            f"status: {plan.status}",
            f"kind: {rng.choice(words.KINDS)}",
            f"services: [{', '.join(plan.services)}]",
            f"owner: {self.owner}",
        ]
        if plan.resolved_at:
            lines.append(f"started_at: {moment(plan.started_at)}")
        if plan.severity in {"P1", "P2"} or rng.random() < 0.3:
            lines += [
                "roles:",
                f"  commander: {self.commander}",
                f"  technical_lead: {rng.choice(self.people)}",
                f"  communications_lead: {self.writer}",
            ]
        if plan.severity == "P1" or rng.random() < 0.6:
            lines += ["customers:", "  tiers: [enterprise]", f"  affected: {rng.randrange(2_000)}"]
        lines.append(f"category: {plan.category}")
        if plan.resolved_at:
            lines.append(f"cause: {plan.cause}")
        lines.append(f"tags: [{', '.join(sorted(rng.sample(words.TAGS, rng.randrange(1, 4))))}]")
        return lines + self._where_it_came_from() + self._what_it_belongs_to()

    def _where_it_came_from(self) -> list[str]:
        plan, rng = self.plan, self.rng
        lines = [
            f"detected_by: {rng.choices(('monitoring', 'customer', 'staff'), (5, 3, 2))[0]}",
            f"reported_via: {rng.choice(('alert', 'chat', 'email', 'phone', 'form'))}",
        ]
        if rng.random() < 0.5:
            lines += ["alerts:", f'  - "{rng.getrandbits(64):016x}"']
        if plan.resolved_at and rng.random() < 0.5:
            lines += ["caused_by:", f"  - example/{plan.services[0]}@{rng.getrandbits(48):012x}"]
        if plan.resolved_at and rng.random() < 0.4:
            lines += ["fixed_by:", f"  - example/{plan.services[0]}@{rng.getrandbits(48):012x}"]
        return lines

    def _what_it_belongs_to(self) -> list[str]:
        plan, rng = self.plan, self.rng
        lines = []
        if plan.disposition != "actionable":
            lines.append(f"disposition: {plan.disposition}")
        if plan.duplicate_of:
            lines.append(f"duplicate_of: {plan.duplicate_of}")
        if plan.related:
            lines.append(f"related: [{', '.join(plan.related)}]")
        visibility = rng.choices(("", "public", "restricted"), (70, 28, 2))[0]
        if visibility:
            lines.append(f"visibility: {visibility}")
        if rng.random() < 0.4:
            lines += ["references:", f"  jira: OPS-{rng.randrange(1, 30_000)}"]
        lines += [
            "links:",
            f"  - https://example.org/d/{plan.services[0]}",
            f"  - {{kind: channel, url: https://chat.example.org/{plan.id.lower()}}}",
        ]
        if rng.random() < 0.3:
            lines.append(f"x-region: {rng.choice(words.SLOTS['region'])}")
        if plan.closed_at and not plan.published_at and rng.random() < 0.15:
            lines += action_items(rng, self.say, self.team, plan.closed_at, self.now)
        return lines
