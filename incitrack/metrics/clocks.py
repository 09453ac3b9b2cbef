"""Every clock of an archive, worked out incident by incident when somebody asks."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import Final, NamedTuple

from incitrack.metrics.action_clocks import action_clocks
from incitrack.metrics.clock import Clock, ClockName, Origin, Run
from incitrack.metrics.compliance import Tally, tally
from incitrack.metrics.judge import Judge
from incitrack.metrics.policy_in_force import PoliciesInForce
from incitrack.metrics.promise_clocks import promise_clocks
from incitrack.metrics.recurring import Recurring
from incitrack.metrics.required_postmortems import RequiredPostmortem, required_postmortem
from incitrack.metrics.response_clocks import response_clocks
from incitrack.metrics.update_clocks import update_clocks
from incitrack.model.history import is_history
from incitrack.model.policies import Policies
from incitrack.records.archive import Archive
from incitrack.records.record import IncidentRecord, PostmortemRecord


class Judged(NamedTuple):
    """What the policies make of an incident: its clocks, and the postmortem that it needs, None for none.

    `tally` counts the clocks, so that figures need not look at each of them.
    """

    clocks: tuple[Clock, ...]
    required: RequiredPostmortem | None
    tally: Tally

    @property
    def is_final(self) -> bool:
        """Whether time alone changes none of it but by the due day of an action item."""
        return all(clock.stopped_at is not None for clock in self.clocks)


_NOTHING: Final = Judged((), None, {})


class Clocks:
    """The clocks of an archive as of `now`, by its own policies or by others.

    An incident that is not actionable, or was reported before the policy's `since`, has none.
    """

    def __init__(self, archive: Archive, now: datetime, policies: Policies | None = None) -> None:
        self._archive = archive
        self.now = now
        self._policies = policies or archive.policies
        self._judged: dict[str, Judged] = {}

    def assume(self, known: Mapping[str, Judged]) -> None:
        """Trust what was judged before, by the path of the record."""
        self._judged.update(known)

    def of(self, record: IncidentRecord) -> tuple[Clock, ...]:
        """The clocks of an incident: of the response, then of its promises, its postmortem and its actions."""
        return self.judge(record).clocks

    def tally(self, record: IncidentRecord) -> Tally:
        """How many clocks of an incident stand how."""
        return self.judge(record).tally

    def all(self) -> Iterator[Clock]:
        """The clocks of every incident, in the archive's order."""
        for record in self._archive.incidents:
            yield from self.of(record)

    def required_postmortem(self, record: IncidentRecord) -> RequiredPostmortem | None:
        """Why and until when a resolved incident needs a postmortem; None where it needs none."""
        return self.judge(record).required

    @cached_property
    def in_force(self) -> PoliciesInForce:
        """The severity policies by time, each with its calendar."""
        return PoliciesInForce(self._policies)

    @cached_property
    def recurring(self) -> Recurring:
        """Which incident came again."""
        return Recurring(record.incident for record in self._archive.incidents)

    def judge(self, record: IncidentRecord) -> Judged:
        """What the policies make of an incident."""
        found = self._judged.get(record.path)
        if found is None:
            found = self._judged[record.path] = self._judge_anew(record)
        return found

    def _judge_anew(self, record: IncidentRecord) -> Judged:
        incident = record.incident
        if not incident.is_actionable or is_history(incident, self._policies):
            return _NOTHING
        judge = Judge(incident, self.in_force, self.now)
        response = [*response_clocks(judge), *update_clocks(judge)]
        required = required_postmortem(judge, response, self.recurring)
        postmortem = self._archive.postmortem_of(record.id)
        clocks = [*response, *promise_clocks(judge)]
        if required and required.due_at:
            clocks.append(_postmortem_clock(judge, required, required.due_at, postmortem))
        clocks += action_clocks(judge, incident.actions, self._policies, in_postmortem=False)
        if postmortem:
            clocks += action_clocks(judge, postmortem.postmortem.actions, self._policies, in_postmortem=True)
        return Judged(tuple(clocks), required, tally(clocks))


def _postmortem_clock(
    judge: Judge, required: RequiredPostmortem, due_at: datetime, record: PostmortemRecord | None
) -> Clock:
    """From the last resolution to the publication."""
    published_at = record.postmortem.published_at if record and record.postmortem.is_published else None
    resolved = required.resolved
    run = Run(resolved.at, due_at, Origin("timeline", resolved.entry))
    return judge.clock(ClockName.POSTMORTEM, run, published_at)
