from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from incitrack.model.policies import Policies
from incitrack.model.services import Service, ServiceCatalogue
from incitrack.model.severity import Severity, SeverityPolicy
from incitrack.reports.message_text import message_json, message_text
from incitrack.reports.status_message import StatusMessage, status_message
from tests.builders import REPORTED, incident, incident_text

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
POLICIES = Policies(
    severity=SeverityPolicy(severities={"P2": Severity(name="High")}),
    services=ServiceCatalogue(services={"checkout": Service(name="Checkout shop")}),
)
SECRET = "the replica of shop-db-7 is out of slots"
TIMELINE = [
    REPORTED,
    "- `2026-11-20T14:14Z` **acknowledged** @maria",
    f"- `2026-11-20T14:20Z` **hypothesis** @jdoe: H1 open: {SECRET}",
    "- `2026-11-20T14:25Z` **hypothesis** @jdoe: H2 open: a bad deploy",
    "- `2026-11-20T14:31Z` **update** @jdoe: Connection pool\n  is exhausted.\n\n  ```\n  FATAL\n  ```",
    "- `2026-11-20T14:35Z` **decision** @maria: Restart the workers.",
    "- `2026-11-20T14:40Z` **hypothesis** @jdoe: H2 rejected: nothing was deployed",
]
PUBLIC = (
    "- `2026-11-20T14:45Z` **public** @sam via status-page: Checkout fails for some of you. We are\n"
    "  restoring it.\n\n  Your orders are kept. Next update by `2026-11-20T15:15Z`.\n"
    "  Resolution expected by `2026-11-20T17:00Z`."
)
INSIDE = "- `2026-11-20T14:50Z` **stakeholders** @sam: shop-db-7 is to blame. Next update by `2026-11-20T15:10Z`."
TIER = "- `2026-11-20T14:55Z` **tier-enterprise** @sam: We call you. Next update by `2026-11-20T15:05Z`."


def said(
    audience: str = "public",
    *,
    timeline: Sequence[str] = TIMELINE,
    communications: Sequence[str] = (PUBLIC, INSIDE, TIER),
    now: datetime = NOW,
    body: str = "## Summary\n\nThe database of the shop has\nno free connection.\n\nMore later.",
    **fields: str,
) -> StatusMessage:
    text = incident_text(
        timeline=timeline, communications=communications, body=body, **({"owner": "maria"} | fields)
    )
    return status_message(incident(text), audience, POLICIES, now)


def test_the_message_to_the_public_says_what_was_told_to_it() -> None:
    message = said(
        status="in-progress", started_at="2026-11-20T14:05Z", customers="{tiers: [enterprise], affected: 312}"
    )
    assert (
        message_text(message)
        == """\
Checkout returns 502 for EU customers

Severity: High (P2)
Status: in-progress
Since: 20 November 2026, 14:05 UTC
Affected: Checkout shop; 312 customers (enterprise)

What we know (20 November 2026, 14:45 UTC):
Checkout fails for some of you. We are restoring it.

Your orders are kept.

What we are doing:
We are working on it.

Next update: by 20 November 2026, 15:15 UTC
Resolution expected: by 20 November 2026, 17:00 UTC
Incident: INC-2026-0042"""
    )


def test_what_the_record_does_not_say_is_said_to_be_unknown() -> None:
    assert (
        message_text(said(timeline=[REPORTED], communications=[]))
        == """\
Checkout returns 502 for EU customers

Severity: High (P2)
Status: reported
Since: not known; reported 20 November 2026, 14:10 UTC
Affected: Checkout shop; how many customers is not known

What we know:
Nothing has been told yet.

What we are doing:
The report has been received.

Next update: not announced yet
Incident: INC-2026-0042"""
    )


def test_the_message_to_stakeholders_says_what_is_written_down() -> None:
    message = said("stakeholders")
    assert message.known == (
        "The database of the shop has no free connection.",
        "20 November 2026, 14:31 UTC: Connection pool is exhausted.",
        f"H1 open: {SECRET}",
    )
    assert message.doing == (
        "The report has been received.",
        "20 November 2026, 14:35 UTC, decision: Restart the workers.",
    )
    assert message.owner == "maria"


@pytest.mark.parametrize("audience", ["public", "tier-enterprise", "tier-other"])
def test_customers_learn_nothing_of_the_timeline_the_summary_or_who_works_on_it(audience: str) -> None:
    message = said(audience)
    told = repr(message) + message_text(message)
    for inside in (SECRET, "pool", "Restart", "shop-db-7", "database", "maria", "jdoe", "sam", "bad deploy"):
        assert inside not in told


def test_a_tier_hears_what_was_told_to_it_and_to_all() -> None:
    assert said("tier-enterprise").known == ("We call you.",)
    assert said("tier-other").known == said("public").known


def test_each_audience_waits_for_its_own_promise_and_else_for_the_public_one() -> None:
    minutes = {
        a: str(said(a).next_update_at)[-9:] for a in ("public", "stakeholders", "tier-enterprise", "tier-b")
    }
    assert minutes == {
        "public": "15:15 UTC",
        "stakeholders": "15:10 UTC",
        "tier-enterprise": "15:05 UTC",
        "tier-b": "15:15 UTC",
    }


def test_a_promise_whose_time_has_passed_is_not_repeated_but_told_to_the_sender() -> None:
    late = said(communications=[PUBLIC], now=datetime(2026, 11, 20, 15, 15, tzinfo=UTC))
    assert late.next_update_at is None
    assert "15:15" not in message_text(late)
    assert str(late.broken_promise_at) == "20 November 2026, 15:15 UTC"
    kept = "- `2026-11-20T15:10Z` **public** @sam: Still on it."
    assert (
        said(communications=[PUBLIC, kept], now=datetime(2026, 11, 20, 16, tzinfo=UTC)).broken_promise_at is None
    )


def test_a_resolved_incident_promises_nothing_more() -> None:
    timeline = [
        REPORTED,
        "- `2026-11-20T14:40Z` **mitigated** @jdoe: Restarted.",
        "- `2026-11-20T14:55Z` **resolved** @maria: New limit deployed.",
    ]
    message = said(status="resolved", timeline=timeline, communications=[PUBLIC.replace("15:15", "14:50")])
    text = message_text(message)
    assert "Mitigated: 20 November 2026, 14:40 UTC\nResolved: 20 November 2026, 14:55 UTC\n" in text
    assert "It is resolved.\n\nNext update: none announced\nIncident:" in text
    assert message.broken_promise_at is None
    assert message.resolution_expected_at is None


def test_after_mitigation_the_effect_has_ended_until_it_is_reopened() -> None:
    mitigated = [REPORTED, "- `2026-11-20T14:40Z` **mitigated** @jdoe"]
    assert said(timeline=mitigated).doing == ("The effect on users has ended. We are still working on it.",)
    again = [*mitigated, "- `2026-11-20T14:50Z` **resolved** @jdoe", "- `2026-11-20T14:55Z` **reopened** @jdoe"]
    reopened = said(status="in-progress", timeline=again)
    assert reopened.doing == ("We are working on it.",)
    assert reopened.mitigated_at is None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"disposition": "false-positive"}, "It was a false alarm."),
        (
            {"disposition": "duplicate", "duplicate_of": "INC-2026-0001"},
            "We handle it together with another incident.",
        ),
        ({"disposition": "planned", "status": "acknowledged"}, "We are looking into it."),
        ({"status": "closed"}, "It is resolved, and nothing is left to do."),
    ],
)
def test_what_is_done_follows_from_status_and_disposition(fields: dict[str, str], sentence: str) -> None:
    assert said(**fields).doing[0] == sentence


def test_without_a_severity_policy_the_key_is_its_name() -> None:
    message = status_message(incident(), "public", Policies(), NOW)
    assert "Severity: P2\n" in message_text(message)
    assert "Affected: checkout;" in message_text(message)


def test_json_has_the_parts_with_times_as_everywhere_and_the_text() -> None:
    parts = message_json(said(started_at="2026-11-20T14:05Z"), "the text")
    assert parts["started_at"] == "2026-11-20T14:05:00Z"
    assert parts["resolved_at"] is None
    assert parts["services"] == ["Checkout shop"]
    assert parts["known"] == ["Checkout fails for some of you. We are restoring it.\n\nYour orders are kept."]
    assert parts["text"] == "the text"
