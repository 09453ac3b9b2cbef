"""What an import says: what came in, what did not and why, and what to do next."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

import click

from incitrack.printable import printable_line

if TYPE_CHECKING:
    from incitrack.importers.plan import ImportPlan

_NAMED: Final = 6


def report(plan: "ImportPlan", *, source: str, is_dry: bool) -> int:
    """Say it, what did not come in on standard error; the exit status, 1 where the source holds no incident.

    In a dry run all of it goes to standard error: standard output is the diff.
    """
    for line in _left_out(plan):
        click.echo(line, err=True)
    if not plan.came and not plan.known:
        click.echo(f"{printable_line(source)} holds no incident that can be read; nothing was changed.", err=True)
        return 1
    if not plan.came:
        click.echo(f"Nothing new: {_incidents(plan.known)} of this source {_are(plan.known)} here already.")
        return 0
    for line in (*_what_came(plan), *_what_to_look_at(plan), *(() if is_dry else _what_comes_next(plan))):
        click.echo(line, err=is_dry)
    return 0


def _left_out(plan: "ImportPlan") -> Iterator[str]:
    for reason, names in _grouped((each.reason, each.name) for each in plan.left_out):
        yield click.style("left out", fg="yellow") + f" {_few(names)}: {printable_line(reason)}"


def _what_came(plan: "ImportPlan") -> Iterator[str]:
    counts = Counter(came.severity for came in plan.came)
    yield f"{_incidents(len(plan.came))}: {', '.join(f'{counts[key]} {key}' for key in sorted(counts))}"
    if plan.known:
        yield f"{plan.known} more {_are(plan.known)} here already"
    if plan.services and not plan.services_by_hand:
        yield f"new in policies/services.yaml: {_few(plan.services)}"


def _what_to_look_at(plan: "ImportPlan") -> Iterator[str]:
    if plan.services and plan.services_by_hand:
        yield "\npolicies/services.yaml could not be added to. Put under its services:"
        yield from (f"  {key}: {{}}" for key in plan.services)
    if bare := [f"{came.identifier} ({came.name})" for came in plan.came if not came.has_service]:
        yield f"\nno service, so that they cannot be read until `services: []` names one: {_few(bare)}"
    remarked = ((remark, f"{came.identifier} ({came.name})") for came in plan.came for remark in came.remarks)
    for remark, names in _grouped(remarked):
        yield f"\n{printable_line(remark)}: {_few(names)}"


def _what_comes_next(plan: "ImportPlan") -> Iterator[str]:
    if plan.since:
        yield "\nThis is history. So that today's targets do not judge it, put into policies/severity.yaml:"
        yield f"  since: {plan.since}"
    yield "\nNext: incitrack check"


def _grouped(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    groups: dict[str, list[str]] = {}
    for what, name in pairs:
        groups.setdefault(what, []).append(name)
    return list(groups.items())


def _few(names: Iterable[str]) -> str:
    shown = [printable_line(name) for name in names]
    more = f" and {len(shown) - _NAMED} more" if len(shown) > _NAMED else ""
    return ", ".join(shown[:_NAMED]) + more


def _incidents(number: int) -> str:
    return "1 incident" if number == 1 else f"{number:,} incidents"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
