"""From what reading refused to the faults of the group INC0xx: one rule for each code of a problem."""

from collections.abc import Callable, Iterator

from incitrack.checks.facts import Facts
from incitrack.checks.rule import Fault
from incitrack.records.record import Unreadable


def problems_with(code: str) -> Callable[[Unreadable, Facts], Iterator[Fault]]:
    """A rule's function that yields the problems of that code of a file that could not be read."""

    def look(broken: Unreadable, _facts: Facts) -> Iterator[Fault]:
        for problem in broken.problems:
            if problem.code == code:
                yield Fault(problem.place, problem.message, problem.hint)

    return look
