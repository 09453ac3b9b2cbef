"""What was agreed with a customer tier, by severity."""

from collections.abc import Iterator
from typing import Final

from incitrack.metrics.clock import ClockName
from incitrack.metrics.customer_review import Agreement, CustomerReview
from incitrack.metrics.policy_in_force import PolicyInForce
from incitrack.model.duration import ByBusinessHours, Span, Unit
from incitrack.model.severity import SeverityPolicy
from incitrack.model.time_words import duration_words, hours_words
from incitrack.reports.figure_words import NOTHING
from incitrack.reports.markdown_text import Markdown, heading, markdown, paragraph, table
from incitrack.wording import day_text

TARGETS: Final = {
    ClockName.ACKNOWLEDGE: "Acknowledgement",
    ClockName.RESOLVE: "Resolution",
    ClockName.UPDATE: "Update",
    ClockName.COMMUNICATE: "First message",
    ClockName.PROMISE: "Promised update",
}
"""What customers call the clocks that concern them."""

Target = Span | ByBusinessHours | None


def agreement(review: CustomerReview) -> Iterator[Markdown]:
    """The targets of each severity: the tier's own in bold, else those that hold for everybody."""
    yield heading(2, "What is agreed")
    for each in review.agreements:
        if each.force.policy is None:
            yield paragraph(["No targets are agreed."])
            continue
        if each.until:
            yield paragraph([markdown("Until {day}:", day=day_text(each.until))])
        yield from _targets(review.tier, each, each.force.policy)


def _targets(tier: str, agreed: Agreement, policy: SeverityPolicy) -> Iterator[Markdown]:
    found: dict[tuple[str, ClockName], tuple[Target, bool]] = {
        (key, clock): _target(policy, tier, key, clock)
        for key in policy.severities
        for clock in TARGETS
        if clock is not ClockName.PROMISE
    }
    clocks = [clock for clock in TARGETS if any(found.get((key, clock), _NONE)[0] for key in policy.severities)]
    if not clocks:
        yield paragraph(["No targets are agreed."])
        return
    yield table(
        ["Severity", *(TARGETS[clock] for clock in clocks)],
        [
            [f"{key} {severity.name}", *(_words(*found[key, clock]) for clock in clocks)]
            for key, severity in policy.severities.items()
        ],
    )
    own = any(is_own for _, is_own in found.values())
    says = (
        "What is in bold is agreed with {tier}; the rest"
        if own
        else "For {tier} nothing of its own is agreed: this"
    )
    yield paragraph(
        [
            markdown(f"{says} holds for every customer.", tier=tier),
            "An acknowledgement, a resolution and a first message are due so long after the report.",
            "Where the severity is raised meanwhile, the new target counts from then.",
            "An update is an entry in our record, due so long after the one before it.",
            *_business(agreed.force, [target for target, _ in found.values()]),
            *_begins(policy),
        ]
    )


_NONE: Final[tuple[Target, bool]] = (None, False)


def _target(policy: SeverityPolicy, tier: str, severity: str, clock: ClockName) -> tuple[Target, bool]:
    """A target, and whether it is the tier's own."""
    own: Target = getattr(policy.tiers.get(tier, {}).get(severity), clock.value, None)
    return (own, True) if own else (getattr(policy.severities[severity].sla, clock.value), False)


def _words(target: Target, is_own: bool) -> str:
    if target is None:
        return NOTHING
    words = duration_words(target)
    return markdown("**{words}**", words=words) if is_own else words


def _business(force: PolicyInForce, targets: list[Target]) -> Iterator[Markdown]:
    """When business is open, where a target asks that."""
    if force.policy is None or not any(map(_asks_for_business, targets)):
        return
    calendar = force.policy.calendar
    hours = [f"{days} {times}" for days, times in hours_words(calendar)]
    yield markdown("Business hours are {hours}, in {zone}.", hours="; ".join(hours), zone=calendar.timezone)
    if calendar.holidays:
        yield markdown("Public holidays of {country} are closed.", country=calendar.holidays)


def _asks_for_business(target: Target) -> bool:
    if isinstance(target, Span):
        return target.unit in {Unit.BUSINESS_DAY, Unit.BUSINESS_HOUR}
    return target is not None


def _begins(policy: SeverityPolicy) -> Iterator[Markdown]:
    if policy.since:
        yield markdown("It holds for incidents reported from {day} on.", day=day_text(policy.since))
