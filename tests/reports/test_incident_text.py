from datetime import UTC, date, datetime

from incitrack.model.custom_fields import FieldDeclaration, FieldType
from incitrack.model.policies import Policies
from incitrack.model.severity import Severity, SeverityPolicy
from incitrack.model.taxonomy import Taxonomy
from incitrack.records.record import IncidentRecord, PostmortemRecord, Unreadable
from incitrack.reports.actions import rows_of
from incitrack.reports.incident_text import IncidentText
from incitrack.reports.style import Paint, Style
from incitrack.reports.text_width import width
from tests.builders import incident, incident_text, postmortem, postmortem_text
from tests.reports.painting import unpainted

NOW = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)
POLICIES = Policies(
    severity=SeverityPolicy(severities={"P1": Severity(name="Critical"), "P2": Severity(name="High")}),
    taxonomy=Taxonomy(causes={"change": "A change"}, factors={"missing-alert": "Nothing watched it"}),
    fields={
        "x-regulated": FieldDeclaration(type=FieldType.BOOLEAN, label="Reportable to the regulator"),
        "x-markets": FieldDeclaration(type=FieldType.LIST, label="Markets"),
    },
)


def lines(
    record: IncidentRecord,
    about: PostmortemRecord | Unreadable | None = None,
    *,
    columns: int | None = 60,
    paint: Paint = unpainted,
) -> list[str]:
    records = (record, about) if isinstance(about, PostmortemRecord) else (record,)
    actions = rows_of(records, date(2026, 11, 20))
    return list(IncidentText(record, about, actions, [], POLICIES, NOW, columns, paint).lines())


def facts(record: IncidentRecord) -> list[str]:
    whole = lines(record)
    start = whole.index("") + 1
    return whole[start : whole.index("", start)]


LONG = """\
---
id: INC-2026-0042
title: Checkout returns 502 for EU customers while the campaign mail goes out
severity: P2
status: in-progress
services: [checkout, payments]
owner: maria
started_at: 2026-11-20T14:05Z
roles: {commander: maria, technical_lead: jdoe}
customers: {tiers: [enterprise], affected: 312}
visibility: public
links: [{kind: dashboard, url: "https://example.org/d/checkout"}]
actions:
  - {id: A1, title: "Alert at 80% pool saturation, threshold validated against peak traffic", due: 2026-11-18}
---

## Summary

Checkout answers 502 to a third of its customers because the database
has no connection left.

## Timeline

- `2026-11-19T23:58:30Z` **detected**
- `2026-11-20T14:10Z` **reported** @synthetics: Checkout probe fails from three regions.
- `2026-11-20T14:14Z` **in-progress** @maria
- `2026-11-20T14:31Z` **update** @jdoe: Connection pool is exhausted.

  ```
  FATAL: remaining connection slots are reserved for others
  ```

## Communications

- `2026-11-20T14:45Z` **tier-enterprise** @sam via chat, email: We are restoring access to
  checkout.

## Lessons

None so far.
"""


def test_the_whole_incident_wrapped() -> None:
    assert (
        "\n".join(lines(incident(LONG)))
        == """\
INC-2026-0042  P2 High  in-progress
Checkout returns 502 for EU customers while the campaign
mail goes out

Owner       maria
Services    checkout, payments
Roles       commander maria, technical lead jdoe
Started     2026-11-20 14:05 UTC
Detected    2026-11-19 23:58:30 UTC
Reported    2026-11-20 14:10 UTC, 1 h 20 min ago
Impact      since 2026-11-20 14:05 UTC (1 h 25 min so far)
Affected    312 customers, tier enterprise
Visibility  public
Link        dashboard: https://example.org/d/checkout
File        incidents/2026/INC-2026-0042.md

Summary
Checkout answers 502 to a third of its customers because the
database has no connection left.

Timeline  times in UTC
Thursday, 19 November 2026
  23:58:30  detected
Friday, 20 November 2026
  14:10  reported @synthetics: Checkout probe fails from
         three regions.
  14:14  in-progress @maria
  14:31  update @jdoe: Connection pool is exhausted.

         ```
         FATAL: remaining connection slots are reserved for others
         ```

Communications  times in UTC
Friday, 20 November 2026
  14:45  tier-enterprise @sam via chat, email: We are
         restoring access to checkout.

Lessons
None so far.

Action items
  A1  open  due 2026-11-18, 2 days overdue  nobody's
      Alert at 80% pool saturation, threshold validated
      against peak traffic"""
    )


def test_in_a_pipe_the_text_of_an_entry_keeps_its_lines() -> None:
    whole = lines(incident(LONG), columns=None)
    assert "Checkout returns 502 for EU customers while the campaign mail goes out" in whole
    assert "  14:45  tier-enterprise @sam via chat, email: We are restoring access to" in whole
    assert "         checkout." in whole


def test_times_of_a_resolved_incident_are_told_from_its_report() -> None:
    record = incident(
        incident_text(
            status="closed",
            cause="change",
            timeline=[
                "- `2026-11-20T14:10Z` **reported**",
                "- `2026-11-20T14:10:30Z` **acknowledged** @maria",
                "- `2026-11-20T15:20Z` **mitigated** @maria",
                "- `2026-11-20T16:40Z` **resolved** @maria",
                "- `2026-11-22T09:00Z` **reopened** @maria",
                "- `2026-11-22T09:30Z` **resolved** @maria",
                "- `2026-11-23T09:30Z` **closed** @maria",
            ],
        )
    )
    assert facts(record) == [
        "Services      checkout",
        "Reported      2026-11-20 14:10 UTC",
        "Acknowledged  2026-11-20 14:10:30 UTC, under a minute after",
        "              the report",
        "Mitigated     2026-11-20 15:20 UTC, 1 h 10 min after the",
        "              report",
        "Resolved      2026-11-22 09:30 UTC, 1 d 19 h after the",
        "              report",
        "Closed        2026-11-23 09:30 UTC, 2 d 19 h after the",
        "              report",
        "Impact        2026-11-20 14:10 to 15:20 UTC (1 h 10 min)",
        "Impact        2026-11-22 09:00 to 09:30 UTC (30 min)",
        "Cause         A change",
        "File          incidents/2026/INC-2026-0042.md",
    ]


def test_an_open_incident_without_owner_says_so() -> None:
    assert facts(incident())[0] == "Owner     nobody yet"


def test_every_other_field_has_its_line() -> None:
    record = incident(
        kind="outage",
        category="application",
        tags="[database, slow]",
        teams="[legal]",
        disposition="duplicate",
        duplicate_of="INC-2026-0001",
        visibility="restricted",
        legal_hold="true",
        detected_by="monitoring",
        reported_via="alert",
        contact="the night desk",
        related="[INC-2026-0002]",
        caused_by="[shop/web@0123abc]",
        fixed_by='["https://example.org/pull/7"]',
        alerts="[e50b7719ad38c264]",
        references="{jira: OPS-12, relay: CASE-1}",
        links="[https://example.org/a]",
    )
    told = "\n".join(facts(record))
    for line in (
        "Teams        legal",
        "Kind         outage",
        "Category     application",
        "Tags         database, slow",
        "Disposition  duplicate of INC-2026-0001",
        "Visibility   restricted",
        "Legal hold   yes",
        "Seen         by monitoring, reported via alert",
        "Contact      the night desk",
        "Related      INC-2026-0002",
        "Caused by    shop/web@0123abc",
        "Fixed by     https://example.org/pull/7",
        "Alerts       e50b7719ad38c264",
        "Elsewhere    jira OPS-12, relay CASE-1",
        "Link         https://example.org/a",
    ):
        assert line in told


def test_declared_fields_are_shown_by_their_label_and_others_are_not() -> None:
    record = incident(**{"x-regulated": "true", "x-markets": "[pl, de]", "x-private": "hidden"})
    assert facts(record)[-4:] == [
        "Reportable to the regulator",
        "          yes",
        "Markets   pl, de",
        "File      incidents/2026/INC-2026-0042.md",
    ]
    assert "hidden" not in "\n".join(lines(record))


def test_the_postmortem_tells_trigger_and_factors_and_brings_its_actions() -> None:
    about = postmortem(
        postmortem_text(
            status="published",
            published_at="2026-11-24T09:00Z",
            authors="[maria, jdoe]",
            trigger="Traffic doubled.",
            factors="[{factor: missing-alert, detail: Nobody looked.}, {factor: other}]",
            actions="[{id: A1, title: Watch it, owner: jdoe, due: 2026-11-30, kind: prevention},"
            " {id: A2, title: Done, owner: jdoe, due: 2026-11-30, status: done, done_on: 2026-11-19}]",
        )
    )
    whole = lines(incident(), about)
    assert whole[whole.index("Action items") :] == [
        "Action items",
        "  A1  open  due 2026-11-30  @jdoe  prevention",
        "      Watch it",
        "  A2  done  done 2026-11-19  @jdoe",
        "      Done",
        "",
        "Postmortem",
        "Status   published, 2026-11-24 09:00 UTC",
        "Title    Checkout connection pool exhaustion",
        "Authors  maria, jdoe",
        "Trigger  Traffic doubled.",
        "Factor   Nothing watched it: Nobody looked.",
        "Factor   other",
        "File     postmortems/2026/INC-2026-0042.md",
    ]


def test_a_postmortem_that_cannot_be_read_is_named() -> None:
    broken = Unreadable("postmortems/2026/INC-2026-0042.md", "postmortem", ())
    assert lines(incident(), broken)[-3:] == [
        "Postmortem",
        "Status  its file cannot be read",
        "File    postmortems/2026/INC-2026-0042.md",
    ]


def test_text_before_the_first_heading_is_shown() -> None:
    text = incident_text().replace("## Timeline", "Written by hand.\n\n## Timeline")
    assert "Written by hand." in lines(incident(text))


def test_the_entries_of_two_timelines_are_shown_once() -> None:
    text = incident_text() + "\n## Timeline\n\n- `2026-11-20T15:00Z` **update**: Again.\n"
    whole = lines(incident(text))
    assert [line for line in whole if line.startswith("Timeline")] == ["Timeline  times in UTC"]
    assert "  15:00  update: Again." in whole


def test_control_characters_of_the_body_are_made_visible() -> None:
    text = incident_text(
        body="## Summary\n\nred\x1b[31m \u202ebidi",
        timeline=["- `2026-11-20T15:00Z` **reported**: \x1b]0;pwn\x07\x00"],
    )
    whole = "\n".join(lines(incident(text)))
    assert "red\\u001b[31m \\u202ebidi" in whole
    assert "\\u001b]0;pwn\\u0007\\u0000" in whole
    assert not {"\x1b", "\x07", "\x00", "\u202e"} & set(whole)


def test_nothing_but_code_and_long_words_is_wider_than_the_terminal() -> None:
    for columns in (60, 80, 200):
        assert all(
            width(line) <= columns for line in lines(incident(LONG), columns=columns) if "FATAL" not in line
        )
    assert max(width(line) for line in lines(incident(LONG), columns=200)) <= 100


def test_paint_marks_what_stands_out_and_changes_no_letter() -> None:
    def paint(text: str, style: Style) -> str:
        return f"\x1b[{style}m{text}\x1b[0m"

    painted = lines(incident(LONG), paint=paint)
    assert painted[0] == (
        "\x1b[strongmINC-2026-0042\x1b[0m  \x1b[warningmP2 High\x1b[0m  \x1b[activemin-progress\x1b[0m"
    )
    assert any("\x1b[strongmreported @synthetics\x1b[0m: Checkout" in line for line in painted)
    assert any("\x1b[alarmmA1  open  due 2026-11-18, 2 days overdue" in line for line in painted)
