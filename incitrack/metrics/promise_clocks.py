"""The clock of a promise: `Next update by` a time, to those who were told so."""

from collections.abc import Iterator

from incitrack.metrics.clock import Clock, ClockName, Origin, Run
from incitrack.metrics.judge import Judge
from incitrack.model.promise import promised_updates


def promise_clocks(judge: Judge) -> Iterator[Clock]:
    """A clock from each promise to what was told next, or to the resolution where that came first."""
    told = sorted(enumerate(judge.incident.communications), key=lambda numbered: numbered[1].at)
    for order, (index, promise) in enumerate(told):
        promised = dict.fromkeys(promised_updates(promise.text))
        if not promised:
            continue
        resolved = (period.end.at for period in judge.periods if period.end and period.end.at >= promise.at)
        following = (communication.at for _, communication in told[order + 1 : order + 2])
        stopped_at = min((*resolved, *following), default=None)
        for promised_at in promised:
            run = Run(promise.at, promised_at, Origin("communications", index))
            yield judge.clock(ClockName.PROMISE, run, stopped_at)
