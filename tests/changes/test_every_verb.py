"""What the verbs write, in any order and at any time, no rule about records finds fault with."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from incitrack.changes.add_action import add_action
from incitrack.changes.append_entry import append_entry
from incitrack.changes.assign import assign
from incitrack.changes.change import Change
from incitrack.changes.change_severity import change_severity
from incitrack.changes.dismiss import dismiss
from incitrack.changes.finish_action import finish_action
from incitrack.changes.give_role import give_role
from incitrack.changes.hand_off import hand_off
from incitrack.changes.mitigate import mitigate
from incitrack.changes.move_action import move_action
from incitrack.changes.open_incident import open_incident
from incitrack.changes.set_field import set_field
from incitrack.changes.tell import tell
from incitrack.changes.transition import transition
from incitrack.changes.verify import verify
from incitrack.checks.catalogue import catalogue
from incitrack.checks.run import check_archive
from incitrack.errors import RefusedError, UsageError
from incitrack.model.entry import Kind
from incitrack.records.archive import Archive
from incitrack.records.record import IncidentRecord
from tests.changes.given import P1, REPORTED_AT, after, policies

# A raised severity may ask a closed record for a verification; the verbs then say so, and the rule finds it.
UNVERIFIED = {
    "severities": {"P1": P1 | {"verification": "optional"}, "P2": {"name": "High"}, "P3": {"name": "Medium"}}
}
DECIDED = policies(severity=UNVERIFIED, people=True)
RULES = [rule for rule in catalogue() if rule.code.startswith("INC1") or rule.code in {"INC201", "INC213"}]


class Step(NamedTuple):
    """When a verb is given, by whom, and to whom where it hands something over."""

    at: datetime
    by: str
    to: str


Verb = Callable[[IncidentRecord, Step], Change]


def _transition(kind: Kind) -> Verb:
    cause = "change" if kind is Kind.CLOSED else None
    return lambda record, step: transition(record, kind, at=step.at, by=step.by, policies=DECIDED, cause=cause)


def _field(name: str, value: str) -> Verb:
    return lambda record, _: set_field(record, name, [value], policies=DECIDED)


def _severity(key: str) -> Verb:
    return lambda record, step: change_severity(record, key, "why", at=step.at, by=step.by, policies=DECIDED)


def _tell(record: IncidentRecord, step: Step) -> Change:
    return tell(record, "public", "Soon", at=step.at, by=step.by, next_update_at=step.at + timedelta(hours=1))


def _add_action(record: IncidentRecord, step: Step) -> Change:
    return add_action(record, None, title="Alert", owner=step.to, due=date(2026, 12, 1), policies=DECIDED)


VERBS: list[Verb] = [
    *(_transition(kind) for kind in Kind if kind.is_transition),
    *(_field("tags", "+database"), _field("services", "+mail"), _field("started_at", "2026-11-20T14:00Z")),
    *(_severity("P1"), _severity("P3"), _tell, _add_action),
    lambda record, step: mitigate(record, at=step.at, by=step.by, policies=DECIDED),
    lambda record, step: append_entry(record, "Seen.\n\n## Not a section", at=step.at, by=step.by),
    lambda record, step: append_entry(record, "H1 open: the pool", kind="hypothesis", at=step.at, by=step.by),
    lambda record, step: assign(record, step.to, at=step.at, by=step.by, policies=DECIDED),
    lambda record, step: hand_off(record, step.to, "All of it.", at=step.at, by=step.by, policies=DECIDED),
    lambda record, step: give_role(record, "commander", step.to, at=step.at, by=step.by, policies=DECIDED),
    lambda record, step: verify(record, "The probe is green.", at=step.at, by=step.by),
    lambda record, step: dismiss(record, "planned", "Was announced.", at=step.at, by=step.by),
    lambda record, _: finish_action(record, None, "A1", done_on=date(2026, 11, 30)),
    lambda record, step: move_action(record, None, "A2", date(2026, 12, 9), "late", at=step.at, by=step.by),
]
PEOPLE = st.sampled_from(["maria", "jdoe", "sam", "kim"])
TIMES = st.integers(-5, 300).map(lambda minutes: REPORTED_AT + timedelta(minutes=minutes))
STEPS = st.lists(st.tuples(st.sampled_from(VERBS), st.builds(Step, TIMES, PEOPLE, PEOPLE)), max_size=14)


@given(
    steps=STEPS, severity=st.sampled_from(["P1", "P2"]), service=st.sampled_from(["checkout", "payments", "mail"])
)
def test_the_rules_about_records_find_nothing(steps: list[tuple[Verb, Step]], severity: str, service: str) -> None:
    opened = open_incident(
        id="INC-2026-0042", title="It is down", severity=severity, services=[service], by="sam", at=REPORTED_AT,
        policies=DECIDED,
    )  # fmt: skip
    record = after(opened)
    for verb, step in steps:
        try:
            change = verb(record, step)
        except (RefusedError, UsageError):
            continue
        if change.edits:
            record = after(change)
    archive = Archive(Path(), DECIDED, (), (record,), (), ())
    outcome = check_archive(archive, REPORTED_AT + timedelta(days=1), RULES)
    assert [(finding.code, finding.message) for finding in outcome.findings] == []
