"""What a check says of a change: what it touched, what it took away, and what was so before."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from incitrack.checks.comparison import Comparison
from incitrack.checks.finding import Finding
from incitrack.checks.run import check_archive
from incitrack.model.check_levels import Level
from incitrack.records.archive import Archive, read_archive
from tests.builders import REPORTED, archive_before, incident_text, postmortem_text, write, write_incident

NOW = datetime(2026, 11, 20, 17, tzinfo=UTC)
SEVERITY = "severities: {P2: {name: High, sla: {acknowledge: 5m, resolve: 1h, update: 30m}}}\n"
OVERDUE = "[{id: A1, title: Alert at 80%, owner: jdoe, due: 2026-11-01}]"
SECTIONS = "\n".join(
    f"## {title}\n\nSomething.\n"
    for title in ("Summary", "Impact", "Root cause", "Contributing factors", "Response review")
)
ONE, TWO = "INC-2026-0001", "INC-2026-0002"
UPDATE = "- `2026-11-20T16:50Z` **update** @jdoe: Still looking."
LATE = "- `2026-11-20T14:30Z` **update** @jdoe: A late note."


class Change:
    """Two folders: `before`, and `now`, which is what a change made of it."""

    def __init__(self, root: Path) -> None:
        self.before, self.now = root / "before", root / "now"
        self.both("policies/severity.yaml", "severities: {P2: {name: High}}\n")

    def both(self, path: str, text: str) -> None:
        """A file that the change leaves alone."""
        write(self.before, path, text)
        write(self.now, path, text)

    def archives(self) -> tuple[Archive, Archive]:
        """The archive before the change and after it."""
        after = read_archive(self.now)
        return archive_before(after, self.before), after

    def comparison(self) -> Comparison:
        """The two archives, compared."""
        return Comparison(*self.archives())

    def findings(self) -> tuple[Finding, ...]:
        """What a check of the change finds."""
        before, after = self.archives()
        return check_archive(after, NOW, before=before).findings

    def codes(self) -> list[str]:
        """The codes of those, and the number of the incident each concerns."""
        return [f"{found.code} {(found.incident or '')[-1:]}" for found in self.findings()]


@pytest.fixture
def change(tmp_path: Path) -> Change:
    return Change(tmp_path)


def _path(identifier: str, folder: str = "incidents") -> str:
    return f"{folder}/2026/{identifier}.md"


def test_without_an_archive_before_everything_is_told_and_nothing_of_history(change: Change) -> None:
    write_incident(change.before, id=ONE)
    write_incident(change.now, id=TWO, actions=OVERDUE)
    found = check_archive(read_archive(change.now), NOW).findings
    assert [each.code for each in found] == ["INC212"]


def test_old_debt_of_a_record_that_is_not_touched_is_not_told(change: Change) -> None:
    change.both(_path(ONE), incident_text(id=ONE, actions=OVERDUE))
    change.both(_path(TWO, "postmortems"), postmortem_text(incident=TWO, actions=OVERDUE, body=SECTIONS))
    change.both(_path(TWO), incident_text(id=TWO))
    assert change.codes() == []


def test_a_contradiction_and_a_broken_file_are_told_wherever_they_are(change: Change) -> None:
    change.both(_path(ONE), incident_text(id=ONE, severity="P9", actions=OVERDUE))
    change.both(_path(TWO), "nothing\n")
    assert change.codes() == ["INC108 1", "INC001 2"]


def test_a_record_that_is_touched_or_new_is_held_to_everything(change: Change) -> None:
    write_incident(change.before, id=ONE, actions=OVERDUE)
    write_incident(change.now, id=ONE, actions=OVERDUE, title="Checkout returns 503")
    write_incident(change.now, id=TWO, actions=OVERDUE)
    assert change.codes() == ["INC212 1", "INC212 2"]


def test_a_record_whose_line_ends_alone_changed_is_not_touched(change: Change) -> None:
    write_incident(change.before, incident_text(id=ONE, actions=OVERDUE), id=ONE)
    write_incident(change.now, incident_text(id=ONE, actions=OVERDUE).replace("\n", "\r\n"), id=ONE)
    assert change.comparison().touched == frozenset()
    assert change.codes() == []


def test_an_unknown_owner_of_a_service_is_told_where_the_file_is_touched(change: Change) -> None:
    services = "services: {checkout: {owner: ghost}}\npeople: {maria: {}}\n"
    change.both("policies/services.yaml", services)
    assert change.codes() == []
    write(change.now, "policies/services.yaml", services + "# touched\n")
    assert change.codes() == ["INC202 "]


def test_a_postmortem_that_is_touched_brings_its_own_findings_only(change: Change) -> None:
    change.both("policies/severity.yaml", SEVERITY)
    change.both(_path(ONE), incident_text(id=ONE, actions=OVERDUE, owner="maria"))
    for folder, title in ((change.before, "Before"), (change.now, "After")):
        text = postmortem_text(incident=ONE, title=title, actions=OVERDUE, body=SECTIONS)
        write(folder, _path(ONE, "postmortems"), text)
    assert [(found.code, found.place.path) for found in change.findings()] == [
        ("INC212", _path(ONE, "postmortems"))
    ]


def test_a_postmortem_that_is_touched_does_not_bring_the_clocks_of_its_items(change: Change) -> None:
    done = "[{id: A1, title: Alert at 80%, owner: jdoe, due: 2026-11-01, status: done, done_on: 2026-11-05}]"
    change.both(_path(ONE), incident_text(id=ONE))
    write(change.now, _path(ONE, "postmortems"), postmortem_text(incident=ONE, actions=done, body=SECTIONS))
    assert [found.code for found in check_archive(read_archive(change.now), NOW).findings] == ["INC307"]
    assert change.codes() == []
    write_incident(change.now, id=ONE, title="Checkout returns 503")
    assert change.codes() == ["INC307 1"]


def test_an_incident_that_is_touched_does_not_bring_its_postmortem(change: Change) -> None:
    change.both(_path(ONE, "postmortems"), postmortem_text(incident=ONE, actions=OVERDUE, body=SECTIONS))
    write_incident(change.before, id=ONE)
    write_incident(change.now, id=ONE, title="Checkout returns 503")
    assert change.codes() == []


def test_a_policy_that_changes_touches_no_record(change: Change) -> None:
    change.both(_path(ONE), incident_text(id=ONE, owner="maria"))
    write(change.now, "policies/severity.yaml", SEVERITY)
    assert change.codes() == []


def clocks(change: Change) -> list[tuple[str, str]]:
    return [(found.code, found.level.value) for found in change.findings() if found.code[:4] == "INC3"]


def test_a_clock_that_was_breached_before_warns_and_one_that_the_change_breaches_is_an_error(
    change: Change,
) -> None:
    """At 17:00 the acknowledgement of both is late; the change logs to the one, and brings the other."""
    change.both("policies/severity.yaml", SEVERITY.replace(", resolve: 1h, update: 30m", ""))
    write_incident(change.before, id=ONE, owner="maria")
    write_incident(change.now, id=ONE, owner="maria", timeline=[REPORTED, UPDATE])
    write_incident(change.now, id=TWO, owner="maria")
    assert [(f.code, f.level, f.incident) for f in change.findings()] == [
        ("INC301", Level.WARNING, ONE),
        ("INC301", Level.ERROR, TWO),
    ]


def test_each_clock_is_looked_at_by_itself(change: Change) -> None:
    """The update that the change adds at 14:30 stops one clock late and starts another, which is late by itself."""
    change.both("policies/severity.yaml", SEVERITY.replace("acknowledge: 5m, ", ""))
    acknowledged = "- `2026-11-20T14:12Z` **acknowledged** @maria"
    common = {"id": ONE, "owner": "maria", "status": "acknowledged"}
    write_incident(change.before, timeline=[REPORTED, acknowledged], **common)
    write_incident(change.now, timeline=[REPORTED, acknowledged, LATE], **common)
    assert clocks(change) == [("INC302", "warning"), ("INC303", "error")]


def test_a_policy_that_is_tightened_by_the_change_breaches_now(change: Change) -> None:
    write(
        change.before,
        "policies/severity.yaml",
        SEVERITY.replace("5m", "5h").replace(", resolve: 1h, update: 30m", ""),
    )
    write(change.now, "policies/severity.yaml", SEVERITY.replace(", resolve: 1h, update: 30m", ""))
    write_incident(change.before, id=ONE, owner="maria")
    write_incident(change.now, id=ONE, owner="maria", timeline=[REPORTED, UPDATE])
    assert clocks(change) == [("INC301", "error")]


@pytest.mark.parametrize(
    ("setting", "level"), [("error", "warning"), ("warning", "warning"), ("notice", "notice")]
)
def test_what_was_breached_before_is_a_warning_at_most_whatever_the_team_says(
    change: Change, setting: str, level: str
) -> None:
    change.both("policies/severity.yaml", SEVERITY.replace(", resolve: 1h, update: 30m", ""))
    change.both("policies/checks.yaml", f"rules: {{INC301: {setting}}}\n")
    write_incident(change.before, id=ONE, owner="maria")
    write_incident(change.now, id=ONE, owner="maria", timeline=[REPORTED, UPDATE])
    assert clocks(change) == [("INC301", level)]


@pytest.mark.parametrize(
    "severity", ["severity: {}\n", f"calendar: {{holidays: XX}}\n{SEVERITY}"], ids=["broken", "unknown-holidays"]
)
def test_a_policy_that_could_not_be_read_before_judged_nothing(change: Change, severity: str) -> None:
    write(change.before, "policies/severity.yaml", severity)
    write(change.now, "policies/severity.yaml", SEVERITY.replace(", resolve: 1h, update: 30m", ""))
    write_incident(change.before, id=ONE, owner="maria")
    write_incident(change.now, id=ONE, owner="maria", timeline=[REPORTED, UPDATE])
    assert clocks(change) == [("INC301", "error")]


def test_a_record_at_another_path_is_compared_with_itself(change: Change) -> None:
    write(change.before, f"incidents/2025/{ONE}.md", incident_text(id=ONE))
    write_incident(change.now, id=ONE, timeline=[REPORTED.replace("three", "four")])
    assert change.codes() == ["INC501 1"]


def test_a_number_that_is_used_again_shows_in_its_entries(change: Change) -> None:
    write_incident(change.before, id=ONE, timeline=[REPORTED, UPDATE])
    write_incident(change.now, id=ONE, timeline=["- `2026-11-19T10:00Z` **reported** @kim: Another incident."])
    assert change.codes() == ["INC501 1", "INC502 1"]


def test_a_record_under_another_number_is_removed(change: Change) -> None:
    write_incident(change.before, id=ONE)
    write_incident(change.now, id=TWO)
    assert change.codes() == ["INC503 1"]


@pytest.mark.parametrize("text", ["nothing\n", incident_text(id=ONE, severity="[]", timeline=[])])
def test_a_record_that_the_change_makes_unreadable_is_that_and_nothing_else(change: Change, text: str) -> None:
    write_incident(change.before, id=ONE, timeline=[REPORTED, UPDATE])
    write_incident(change.now, text, id=ONE)
    assert {code[:4] for code in change.codes()} == {"INC0"}


def test_a_record_that_could_not_be_read_before_has_nothing_to_be_held_to(change: Change) -> None:
    write_incident(change.before, incident_text(id=ONE, severity="[]", timeline=[REPORTED, UPDATE]), id=ONE)
    write_incident(change.now, id=ONE)
    assert change.codes() == []


def test_a_record_that_could_not_be_read_and_is_gone_is_removed_too(change: Change) -> None:
    write_incident(change.before, "nothing\n", id=ONE)
    write(change.before, "incidents/readme.md", "no record at all\n")
    assert change.codes() == ["INC503 1"]


def test_a_record_that_was_there_twice_and_is_there_once_is_not_removed(change: Change) -> None:
    change.both(_path(ONE), incident_text(id=ONE))
    write(change.before, f"incidents/2025/{ONE}.md", incident_text(id=ONE))
    assert change.codes() == []


def test_an_item_that_moves_to_the_postmortem_takes_its_day_with_it(change: Change) -> None:
    item = "[{{id: A1, title: Alert at 80%, owner: jdoe, due: {}}}]"
    write_incident(change.before, id=ONE, actions=item.format("2026-12-01"))
    write_incident(change.now, id=ONE)
    moved = postmortem_text(incident=ONE, actions=item.format("2026-12-15"), body=SECTIONS)
    write(change.now, _path(ONE, "postmortems"), moved)
    assert change.codes() == ["INC504 1"]


def test_an_item_of_another_file_that_has_the_same_id_is_another_item(change: Change) -> None:
    item = "[{{id: A1, title: Alert at 80%, owner: jdoe, due: {}}}]"
    change.both(_path(ONE), incident_text(id=ONE, actions=item.format("2026-12-01")))
    new = postmortem_text(incident=ONE, actions=item.format("2026-12-15"), body=SECTIONS)
    write(change.now, _path(ONE, "postmortems"), new)
    assert change.codes() == []


@pytest.mark.parametrize(
    ("said", "slips"),
    [
        ("A1 waits for the vendor.", False),
        ("Moved (A1): the vendor is late.", False),
        ("A2/A1 wait.", False),
        (f"{ONE}/A1 waits.", False),
        (f"{TWO}/A1 waits.", True),
        ("A10 waits.", True),
        ("AA1 waits.", True),
        ("a1 waits.", True),
        ("The vendor is late.", True),
    ],
)
def test_a_reason_names_the_item_as_a_word(change: Change, said: str, slips: bool) -> None:
    item = "[{{id: A1, title: Alert at 80%, owner: jdoe, due: {}}}]"
    write_incident(change.before, id=ONE, actions=item.format("2026-12-01"))
    reason = f"- `2026-11-20T16:00Z` **decision** @jdoe: {said}"
    write_incident(change.now, id=ONE, actions=item.format("2026-12-15"), timeline=[REPORTED, reason])
    assert change.codes() == (["INC504 1"] if slips else [])


def test_a_reason_that_was_there_before_is_no_reason_for_this_change(change: Change) -> None:
    item = "[{{id: A1, title: Alert at 80%, owner: jdoe, due: {}}}]"
    timeline = [REPORTED, "- `2026-11-20T16:00Z` **decision** @jdoe: A1 waits for the vendor."]
    write_incident(change.before, id=ONE, actions=item.format("2026-12-01"), timeline=timeline)
    write_incident(change.now, id=ONE, actions=item.format("2026-12-15"), timeline=timeline)
    assert change.codes() == ["INC504 1"]


def test_a_reason_is_given_in_the_timeline_and_not_to_those_outside(change: Change) -> None:
    item = "[{{id: A1, title: Alert at 80%, owner: jdoe, due: {}}}]"
    write_incident(change.before, id=ONE, actions=item.format("2026-12-01"))
    told = ["- `2026-11-20T16:00Z` **stakeholders** @jdoe: A1 waits for the vendor."]
    write_incident(change.now, id=ONE, actions=item.format("2026-12-15"), communications=told)
    assert change.codes() == ["INC504 1"]


def test_a_reason_in_a_record_that_is_new_holds_for_the_postmortem_that_was_there(change: Change) -> None:
    item = "[{{id: A1, title: Alert at 80%, owner: jdoe, due: {}}}]"
    write(
        change.before, _path(ONE, "postmortems"), postmortem_text(incident=ONE, actions=item.format("2026-12-01"))
    )
    later = postmortem_text(incident=ONE, actions=item.format("2026-12-15"), body=SECTIONS)
    write(change.now, _path(ONE, "postmortems"), later)
    reason = "- `2026-11-20T16:00Z` **decision** @jdoe: A1 waits for the vendor."
    write_incident(change.now, id=ONE, timeline=[REPORTED, reason])
    assert change.codes() == []


@pytest.mark.parametrize(
    ("was", "is_now"), [("2026-12-01", "2026-12-01"), ("2026-12-02", "2026-12-01"), ("null", "2026-12-01")]
)
def test_a_day_that_is_the_same_sooner_or_new_has_not_slipped(change: Change, was: str, is_now: str) -> None:
    item = "[{{id: A1, title: Alert at 80%, owner: jdoe, due: {}}}]"
    write_incident(change.before, id=ONE, actions=item.format(was))
    write_incident(change.now, id=ONE, actions=item.format(is_now), title="Checkout returns 503")
    assert change.codes() == []


def test_a_message_never_quotes_an_entry(change: Change) -> None:
    secret = "- `2026-11-20T16:00Z` **update** @jdoe: The password is hunter2."
    write_incident(
        change.before, id=ONE, timeline=[REPORTED, secret], communications=[secret.replace("update", "public")]
    )
    write_incident(change.now, id=ONE, timeline=[secret.replace("hunter2", "hunter3")])
    found = change.findings()
    assert {each.code for each in found} >= {"INC501", "INC502"}
    assert "hunter" not in repr(found)
