"""Random histories of one record: what people and commands do to it, each step a record that passes the rules."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from incitrack.checks.run import check_archive
from incitrack.errors import RefusedError
from incitrack.model.entry import Communication, Kind, TimelineEntry
from incitrack.model.policies import Policies
from incitrack.model.status import AFTER_TRANSITION, allowed_after
from incitrack.model.times import parse_time, record_time
from incitrack.records.archive import Archive
from incitrack.records.edits_entries import add_communication, add_timeline_entry
from incitrack.records.edits_front_matter import add_element, remove_value, set_value
from incitrack.records.edits_scalars import Plain
from incitrack.records.incident_file import parse_incident
from incitrack.records.record import IncidentRecord
from tests.builders import incident_text
from tests.merging.branches import RECORD

NOW = parse_time("2026-11-25T00:00Z")
START = parse_time("2026-11-20T14:10Z")
PEOPLE = ("maria", "jdoe", "sam", "kim")

BASE = incident_text(
    body="## Summary\n\nCheckout fails.\n\nNobody knows why.\n\n## Impact\n\nSome customers.",
    timeline=[
        "- `2026-11-20T14:10Z` **reported** @synthetics: Probe fails.",
        "- `2026-11-20T14:12Z` **update** @maria: First look.",
        "- `2026-11-20T14:14Z` **acknowledged** @maria: On it.",
    ],
    status="acknowledged  # for now",
    owner="maria",
    roles="\n  # who decides\n  commander: maria",
    customers="{tiers: [enterprise], affected: 3}",
    tags="[database, pool]  # ours",
    actions="\n  - id: A1\n    title: 'Alert at 80%'\n    owner: jdoe\n    due: 2026-12-01",
)


def faults(text: str) -> list[str]:
    """The rules INC0xx and INC1xx that a record breaks."""
    record = parse_incident(RECORD, text)
    if not isinstance(record, IncidentRecord):
        return [problem.code for problem in record.problems]
    found = check_archive(Archive(Path(), Policies(), (), (record,), (), ()), NOW).findings
    return [each.code for each in found if each.code < "INC2" and each.level == "error"]


def history(random: Random, text: str, name: str, steps: int) -> str:
    """The text after so many steps of one side."""
    return commits(random, text, name, steps)[-1]


def commits(random: Random, text: str, name: str, steps: int) -> list[str]:
    """The texts after none to so many steps of one side, of which some lead nowhere."""
    texts = [text]
    for number in range(steps):
        step = random.choice(STEPS)
        try:
            after = step(random, text, f"{name}{number}")
        except RefusedError:
            continue
        if not faults(after):
            text = after
            texts.append(text)
    return texts


def _incident(text: str) -> IncidentRecord:
    record = parse_incident(RECORD, text)
    assert isinstance(record, IncidentRecord), record
    return record


def _some_time(random: Random, text: str) -> datetime:
    """A minute of the hour after the report; seldom the same one by chance, often by intent."""
    return START + timedelta(minutes=random.choice([2, 4, 10, 10, 10, *range(1, 60)]))


def _log(random: Random, text: str, name: str) -> str:
    said = random.choice(["", "\n\nAnd more.\n\n    code", " (evidence: https://example.org/1)"])
    kind = random.choice([Kind.UPDATE, Kind.DECISION, Kind.MITIGATED, Kind.VERIFIED])
    return add_timeline_entry(text, TimelineEntry(_some_time(random, text), kind, "kim", f"{name} saw it.{said}"))


def _same_log(random: Random, text: str, name: str) -> str:
    """What both sides may have picked from one commit."""
    minute = random.choice([20, 21])
    entry = TimelineEntry(START + timedelta(minutes=minute), Kind.UPDATE, "kim", f"Picked {minute}.")
    return text if entry in _incident(text).incident.timeline else add_timeline_entry(text, entry)


def _tell(random: Random, text: str, name: str) -> str:
    return add_communication(text, Communication(_some_time(random, text), "public", "sam", (), f"{name} tells."))


def _transition(random: Random, text: str, name: str) -> str:
    incident = _incident(text).incident
    last = incident.transitions[-1]
    kind = random.choice(allowed_after(incident.status) or ("reopened",))
    at = max(last.at, _some_time(random, text))
    text = add_timeline_entry(text, TimelineEntry(at, Kind(kind), random.choice(PEOPLE), f"{name} says."))
    text = set_value(text, ("status",), Plain(AFTER_TRANSITION[Kind(kind)]))
    if kind in {"resolved", "closed"} and not incident.started_at:
        text = set_value(text, ("started_at",), Plain(record_time(START)))
    if kind == "closed" and not incident.cause:
        text = set_value(text, ("cause",), random.choice(["configuration", "capacity"]))
    return text


def _severity(random: Random, text: str, name: str) -> str:
    incident = _incident(text).incident
    new = random.choice(["P1", "P3", "P4"])
    at = max(_some_time(random, text), incident.timeline[-1].at)
    entry = TimelineEntry(at, Kind.SEVERITY, "maria", f"{incident.severity} -> {new}, {name}.")
    return add_timeline_entry(set_value(text, ("severity",), new), entry)


def _assign(random: Random, text: str, name: str) -> str:
    incident = _incident(text).incident
    new = random.choice(PEOPLE)
    entry = TimelineEntry(incident.timeline[-1].at, Kind.OWNER, "maria", f"@{incident.owner} -> @{new} {name}")
    return add_timeline_entry(set_value(text, ("owner",), new), entry)


def _role(random: Random, text: str, name: str) -> str:
    return set_value(text, ("roles", random.choice(["commander", "scribe"])), random.choice(PEOPLE))


def _field(random: Random, text: str, name: str) -> str:
    keys, value = random.choice(
        [
            (("title",), f"Checkout is broken, {name}"),
            (("title",), "Checkout is slow"),
            (("customers", "affected"), Plain(random.randrange(9))),
            (("category",), random.choice(["network", "application"])),
            (("started_at",), Plain(record_time(START + timedelta(minutes=random.randrange(40))))),
            (("x-ticket",), f"OPS-{random.randrange(3)}"),
        ]
    )
    return set_value(text, keys, value)


def _list(random: Random, text: str, name: str) -> str:
    key = random.choice([("tags",), ("services",), ("customers", "tiers"), ("links",)])
    held: object = _incident(text).incident
    for each in key:
        held = getattr(held, each)
    assert isinstance(held, tuple)
    if held and random.random() < 0.4:
        return remove_value(text, (*key, random.randrange(len(held))))
    return add_element(text, key, f"https://example.org/{name}" if key == ("links",) else f"{name.lower()}-word")


def _action(random: Random, text: str, name: str) -> str:
    actions = _incident(text).incident.actions
    if actions and random.random() < 0.6:
        index = random.randrange(len(actions))
        if random.random() < 0.2:
            return remove_value(text, ("actions", index))
        keys, value = random.choice(
            [
                (("due",), Plain(f"2026-12-{random.randrange(10, 20)}")),
                (("owner",), random.choice(PEOPLE)),
                (("title",), f"Alert, as {name} wants it"),
                (("priority",), "high"),
            ]
        )
        return set_value(text, ("actions", index, *keys), value)
    number = random.choice([len(actions) + 1, random.randrange(2, 50)])
    if any(each.id == f"A{number}" for each in actions):
        return text
    item = {"id": f"A{number}", "title": f"Do it, {name}", "owner": "kim", "due": Plain("2026-12-02")}
    return add_element(text, ("actions",), item)


def _hand(random: Random, text: str, name: str) -> str:
    old, new = random.choice(
        [
            ("First look.", f"First look, {name}."),
            ("First look.", "First look, corrected."),
            ("- `2026-11-20T14:12Z` **update** @maria: First look.\n", ""),
            ("14:12Z", "14:13Z"),
            ("Checkout fails.", f"Checkout fails, says {name}."),
            ("Some customers.", f"Some customers.\n\nAnd {name}."),
            ("severity: ", "# how bad\nseverity: "),
            ("# who decides", "# who decides now"),
            ("title: Checkout returns 502 for EU customers", 'title: "Checkout returns 502 for EU customers"'),
            ("**acknowledged** @maria: On it.\n", "**acknowledged** @maria: On it.\n\n"),
            ("\n## Impact", f"\n## Notes\n\n{name}\n\n## Impact"),
            ("services: [checkout]", "services:\n  - checkout"),
        ]
    )
    return text.replace(old, new, 1)


STEPS: tuple[Callable[[Random, str, str], str], ...] = (
    _log, _log, _log, _same_log, _tell, _transition, _transition, _severity, _assign, _role, _field, _list, _action,
    _action, _hand, _hand,
)  # fmt: skip
