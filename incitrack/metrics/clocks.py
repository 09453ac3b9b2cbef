"""Every clock of an archive, worked out incident by incident when somebody asks."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

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


class Outcome(NamedTuple):
    """What the clocks of an incident come to, for whoever need not look at each of them.

    `required` is the postmortem that it needs, None for none; `is_over` says that no clock runs, so that time
    alone changes nothing but by the due day of an action item.
    """

    tally: Tally
    required: RequiredPostmortem | None
    is_over: bool


class Clocks:
    """The clocks of an archive as of `now`, by its own policies or by others.

    An incident that is not actionable, or was reported before the policy's `since`, has none.
    """

    def __init__(self, archive: Archive, now: datetime, policies: Policies | None = None) -> None:
        self._archive = archive
        self.now = now
        self._policies = policies or archive.policies
        self._of: dict[str, tuple[Clock, ...]] = {}
        self._outcomes: dict[str, Outcome] = {}

    def assume(self, known: Mapping[str, Outcome]) -> None:
        """Trust what others came to before, by the path of the record."""
        self._outcomes.update(known)

    def of(self, record: IncidentRecord) -> tuple[Clock, ...]:
        """The clocks of an incident: of the response, then of its promises, its postmortem and its actions."""
        found = self._of.get(record.path)
        if found is None:
            clocks, required = self._judge(record)
            found = self._of[record.path] = tuple(clocks)
            is_over = all(clock.stopped_at is not None for clock in found)
            self._outcomes[record.path] = Outcome(tally(found), required, is_over)
        return found

    def outcome(self, record: IncidentRecord) -> Outcome:
        """What the clocks of an incident come to."""
        found = self._outcomes.get(record.path)
        if found is None:
            self.of(record)
            found = self._outcomes[record.path]
        return found

    def tally(self, record: IncidentRecord) -> Tally:
        """How many clocks of an incident stand how."""
        return self.outcome(record).tally

    def running(self, record: IncidentRecord) -> tuple[Clock, ...]:
        """Those of its clocks that have not stopped."""
        if self.outcome(record).is_over:
            return ()
        return tuple(clock for clock in self.of(record) if clock.stopped_at is None)

    def all(self) -> Iterator[Clock]:
        """The clocks of every incident, in the archive's order."""
        for record in self._archive.incidents:
            yield from self.of(record)

    def required_postmortem(self, record: IncidentRecord) -> RequiredPostmortem | None:
        """Why and until when a resolved incident needs a postmortem; None where it needs none."""
        return self.outcome(record).required

    @cached_property
    def in_force(self) -> PoliciesInForce:
        """The severity policies by time, each with its calendar."""
        return PoliciesInForce(self._policies)

    @cached_property
    def recurring(self) -> Recurring:
        """Which incident came again."""
        return Recurring(record.incident for record in self._archive.incidents)

    def _judge(self, record: IncidentRecord) -> tuple[list[Clock], RequiredPostmortem | None]:
        incident = record.incident
        if not incident.is_actionable or is_history(incident, self._policies):
            return [], None
        judge = Judge(incident, self.in_force, self.now)
        response = [*response_clocks(judge), *update_clocks(judge)]
        required = required_postmortem(judge, response, self.recurring)
        about, owned = self._archive.postmortem_of(record.id), self._archive.postmortem_for(record)
        clocks = [*response, *promise_clocks(judge)]
        if required and required.due_at:
            clocks.append(_postmortem_clock(judge, required, required.due_at, about))
        clocks += action_clocks(judge, incident.actions, self._policies, in_postmortem=False)
        if owned:  # of two files with one ID, so that its action items are not counted twice
            clocks += action_clocks(judge, owned.postmortem.actions, self._policies, in_postmortem=True)
        return clocks, required


def _postmortem_clock(
    judge: Judge, required: RequiredPostmortem, due_at: datetime, record: PostmortemRecord | None
) -> Clock:
    """From the last resolution to the publication."""
    published_at = record.postmortem.published_at if record and record.postmortem.is_published else None
    resolved = required.resolved
    run = Run(resolved.at, due_at, Origin("timeline", resolved.entry))
    return judge.clock(ClockName.POSTMORTEM, run, published_at)
