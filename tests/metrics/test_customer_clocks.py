from hypothesis import given
from hypothesis import strategies as st

from incitrack.metrics.clock import Clock, ClockName, State
from incitrack.metrics.customer_clocks import customer_clocks, heard_by
from incitrack.metrics.policy_in_force import PoliciesInForce
from incitrack.model.duration import Span, Unit
from incitrack.model.incident import Incident
from incitrack.model.policies import Policies
from incitrack.model.severity import Severity, SeverityPolicy, Targets, TierTargets
from incitrack.model.times import parse_day, parse_time
from tests.metrics.histories import one

NOW = parse_time("2026-11-20T18:00Z")
SLA = Targets(acknowledge=Span(15, Unit.MINUTE), resolve=Span(4, Unit.HOUR), communicate=Span(30, Unit.MINUTE))
POLICIES = Policies(
    severity=SeverityPolicy(
        severities={"P1": Severity(name="Critical", sla=SLA)},
        tiers={
            "strict": {"P1": TierTargets(resolve=Span(1, Unit.HOUR))},
            "loose": {"P1": TierTargets(resolve=Span(1, Unit.DAY))},
        },
    )
)


def clocks(incident: Incident, tier: str, policies: Policies = POLICIES) -> dict[ClockName, Clock]:
    return {c.name: c for c in customer_clocks(incident, tier, policies, PoliciesInForce(policies), NOW)}


def outage(tiers: str = "[strict, loose]", **more: str) -> Incident:
    return one(
        "2026-11-20 10:00 reported, 10:05 acknowledged, 12:00 resolved",
        severity="P1",
        customers=f"{{tiers: {tiers}}}",
        **more,
    )


def test_each_tier_is_held_to_its_own_target_whichever_others_were_affected() -> None:
    assert clocks(outage(), "strict")[ClockName.RESOLVE].state is State.MISSED
    assert clocks(outage(), "loose")[ClockName.RESOLVE].state is State.MET
    assert clocks(outage(), "loose")[ClockName.RESOLVE].deadline_at == parse_time("2026-11-21T10:00Z")


def test_where_a_tier_sets_nothing_the_severity_holds() -> None:
    plain = clocks(outage("[plain, strict]"), "plain")
    assert plain[ClockName.RESOLVE].deadline_at == parse_time("2026-11-20T14:00Z")
    assert clocks(outage(), "strict")[ClockName.ACKNOWLEDGE].deadline_at == parse_time("2026-11-20T10:15Z")


@given(
    st.lists(st.sampled_from(["strict", "loose", "plain", "other"]), unique=True),
    st.sampled_from(["strict", "loose", "plain"]),
)
def test_other_tiers_change_nothing(others: list[str], tier: str) -> None:
    alone = clocks(outage(f"[{tier}]"), tier)
    assert clocks(outage(f"[{', '.join(others)}]") if others else outage(), tier) == alone
    assert {clock.tier for clock in alone.values()} == {None}


def test_a_first_message_and_a_promise_are_what_the_tier_has_heard() -> None:
    incident = one(
        "2026-11-20 10:00 reported, 10:05 acknowledged",
        severity="P1",
        communications=[
            "- `2026-11-20T10:10Z` **stakeholders** @kim: Look. Next update by `2026-11-20T10:20Z`.",
            "- `2026-11-20T10:15Z` **tier-loose** @kim: Yours alone.",
            "- `2026-11-20T10:40Z` **public** @kim: It fails. Next update by `2026-11-20T11:00Z`.",
            "- `2026-11-20T11:05Z` **tier-strict** @kim: Still.",
        ],
    )
    strict, loose = clocks(incident, "strict"), clocks(incident, "loose")
    assert strict[ClockName.COMMUNICATE].state is State.MISSED
    assert loose[ClockName.COMMUNICATE].state is State.MET
    assert (strict[ClockName.PROMISE].started_at, strict[ClockName.PROMISE].stopped_at) == (
        parse_time("2026-11-20T10:40Z"),
        parse_time("2026-11-20T11:05Z"),
    )
    assert loose[ClockName.PROMISE].state is State.BREACHED
    assert [told.audience for told in heard_by(incident, "loose")] == ["tier-loose", "public"]


def test_what_is_not_actionable_or_older_than_the_policy_was_promised_nothing() -> None:
    from dataclasses import replace

    assert POLICIES.severity is not None
    later = replace(POLICIES, severity=replace(POLICIES.severity, since=parse_day("2026-11-21")))
    assert clocks(outage(), "strict", later) == {}
    assert clocks(outage(disposition="planned"), "strict") == {}
