from incitrack.records.record import IncidentRecord
from incitrack.reports.incidents import list_item, show_item
from tests.builders import ACKNOWLEDGED, REPORTED, RESOLVED, incident, incident_text, postmortem

TOLD = "- `2026-11-20T14:45Z` **public** @sam via status-page, email: We are on it.\n  Next update soon."


def resolved(**fields: str) -> IncidentRecord:
    timeline = [
        "- `2026-11-20T14:07Z` **detected**",
        REPORTED,
        ACKNOWLEDGED,
        "- `2026-11-20T15:20Z` **mitigated** @jdoe: Restarted:\n\n  ```\n  systemctl restart pool\n  ```",
        RESOLVED,
    ]
    return incident(incident_text(status="resolved", timeline=timeline, communications=[TOLD], **fields))


def test_a_list_item_has_every_key_and_null_for_what_is_absent() -> None:
    assert list_item(incident()) == {
        "id": "INC-2026-0042",
        "title": "Checkout returns 502 for EU customers",
        "severity": "P2",
        "status": "reported",
        "services": ["checkout"],
        "owner": None,
        "disposition": "actionable",
        "visibility": "internal",
        "started_at": None,
        "detected_at": None,
        "reported_at": "2026-11-20T14:10:00Z",
        "acknowledged_at": None,
        "mitigated_at": None,
        "resolved_at": None,
        "closed_at": None,
        "path": "incidents/2026/INC-2026-0042.md",
    }


def test_times_are_in_utc_whatever_offset_the_record_writes() -> None:
    item = list_item(resolved(started_at="2026-11-20T15:05+01:00", owner="maria"))
    assert item["started_at"] == "2026-11-20T14:05:00Z"
    assert item["detected_at"] == "2026-11-20T14:07:00Z"
    assert item["acknowledged_at"] == "2026-11-20T14:14:00Z"
    assert item["mitigated_at"] == "2026-11-20T15:20:00Z"
    assert item["resolved_at"] == "2026-11-20T16:40:00Z"


def test_what_is_shown_is_the_list_item_and_the_rest() -> None:
    record = resolved(
        started_at="2026-11-20T14:05Z",
        roles="{commander: maria}",
        customers="{tiers: [enterprise], affected: 312}",
        category="application",
        cause="configuration",
        tags="[database]",
        related="[INC-2026-0001]",
    )
    item = show_item(record, None, [], [])
    assert {key: item[key] for key in list_item(record)} == list_item(record)  # type: ignore[literal-required] # keys of both
    assert {key: value for key, value in item.items() if key not in list_item(record)} == {
        "roles": {"commander": "maria"},
        "customers": {"tiers": ["enterprise"], "affected": 312},
        "category": "application",
        "cause": "configuration",
        "tags": ["database"],
        "timeline": [
            {"at": "2026-11-20T14:07:00Z", "kind": "detected", "by": None, "text": ""},
            {
                "at": "2026-11-20T14:10:00Z",
                "kind": "reported",
                "by": "synthetics",
                "text": "Checkout probe fails from three regions.",
            },
            {"at": "2026-11-20T14:14:00Z", "kind": "acknowledged", "by": "maria", "text": "On it."},
            {
                "at": "2026-11-20T15:20:00Z",
                "kind": "mitigated",
                "by": "jdoe",
                "text": "Restarted:\n\n```\nsystemctl restart pool\n```",
            },
            {
                "at": "2026-11-20T16:40:00Z",
                "kind": "resolved",
                "by": "maria",
                "text": "Error rate at zero for 30 minutes.",
            },
        ],
        "communications": [
            {
                "at": "2026-11-20T14:45:00Z",
                "kind": "public",
                "by": "sam",
                "text": "We are on it.\nNext update soon.",
            }
        ],
        "impact_periods": [{"started_at": "2026-11-20T14:05:00Z", "ended_at": "2026-11-20T15:20:00Z"}],
        "actions": [],
        "postmortem": None,
        "related": ["INC-2026-0001"],
        "clocks": [],
    }


def test_a_running_impact_period_has_no_end() -> None:
    assert show_item(incident(), None, [], [])["impact_periods"] == [
        {"started_at": "2026-11-20T14:10:00Z", "ended_at": None}
    ]


def test_the_postmortem_is_named_by_status_and_path() -> None:
    assert show_item(incident(), postmortem(), [], [])["postmortem"] == {
        "status": "draft",
        "path": "postmortems/2026/INC-2026-0042.md",
    }
