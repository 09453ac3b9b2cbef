"""What docs/clocks.md says of clocks is what the program says: every deadline, every state, every sum."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

import incitrack
from tests.builders import incident_text, write, write_incident, write_postmortem
from tests.cli.ran import ran
from tests.clocks_page import NONE, NUMBER, SPAN, SUM, Row, Section, local, minutes, moment, sections

SHIPPED = (Path(incitrack.__path__[0]) / "shipped/policies/severity.yaml").read_text()
SECTIONS = {each.title: each for each in sections()}
EXAMPLES = [each for each in SECTIONS.values() if each.is_example]
DURATIONS, CALENDAR, STATES = SECTIONS["Durations"], SECTIONS["The calendar"], SECTIONS["States"]
JUMP = {"02:00", "03:00"}  # between these the clocks of Warsaw change
ID = "INC-2026-0042"

each_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.title)
each_section = pytest.mark.parametrize("section", SECTIONS.values(), ids=lambda each: each.title)


class Written(NamedTuple):
    """An example of the page as a folder of records, and the command that it shows."""

    identifier: str
    now: str
    policy: dict[str, Any]

    @property
    def zone(self) -> str:
        return str(self.policy.get("calendar", {}).get("timezone", "UTC"))


def write_example(root: Path, example: Section) -> Written:
    *files, command = example.blocks
    asked = re.fullmatch(r"incitrack --now (\S+) sla --all (\S+)\n", command)
    assert asked is not None
    now, identifier = asked.groups()
    policy, *rest = files
    for block in rest:
        if earlier := re.match(r"# (policies/\S+)\n", block):
            write(root, earlier[1], block)
        elif "published_at" in block:
            fields = f"incident: {identifier}\ntitle: {example.title}\nauthors: [maria]\ntrigger: A change.\n"
            write_postmortem(root, block.replace("---\n", f"---\n{fields}", 1), id=identifier)
        else:
            (reported,) = re.findall(r"`(\S+)` \*\*reported", block)
            fields = f"id: {identifier}\ntitle: {example.title}\nservices: [checkout]\nowner: maria\n"
            fields += f"started_at: {reported}\n"
            write_incident(root, block.replace("---\n", f"---\n{fields}", 1), id=identifier)
    read = yaml.safe_load(policy)
    added = {key: value for key, value in read.items() if key != "severities"}
    write(root, "policies/severity.yaml", SHIPPED + (yaml.safe_dump(added) if added else ""))
    return Written(identifier, now, read)


def clocks(root: Path, identifier: str, now: str) -> list[dict[str, Any]]:
    done = ran(root, "sla", "--all", "--json", identifier, now=now)
    assert (done.status, done.err) == (0, "")
    found: list[dict[str, Any]] = json.loads(done.out)
    return found


def said_by_the_page(row: Row, now: datetime) -> list[object]:
    name, _, tier = row["clock"].partition(" ")
    starts, ends = moment(row["starts"]), moment(row["deadline"])
    stops = None if row["stops"] == NONE else moment(row["stops"])
    elapsed, left = ((stops or now) - starts).total_seconds(), (ends - (stops or now)).total_seconds()
    return [name, tier.strip("()") or None, starts, ends, stops, row["state"], int(elapsed), int(left)]


def said_by_the_program(clock: dict[str, Any]) -> list[object]:
    times = (clock[key] for key in ("started_at", "deadline_at", "stopped_at"))
    moments = [time and datetime.fromisoformat(time) for time in times]
    return [clock["clock"], clock["tier"], *moments, clock["state"], clock["elapsed_s"], clock["remaining_s"]]


def quotes(shown: object, whole: object) -> bool:
    """Whether a policy says all that the shown part of it says."""
    if isinstance(shown, dict) and isinstance(whole, dict):
        return all(key in whole and quotes(value, whole[key]) for key, value in shown.items())
    return shown == whole


@each_example
def test_an_example_has_the_clocks_that_the_program_shows(tmp_path: Path, example: Section) -> None:
    identifier, now, _ = write_example(tmp_path, example)
    (table,) = example.tables
    expected = [said_by_the_page(row, datetime.fromisoformat(now)) for row in table]
    found = [said_by_the_program(clock) for clock in clocks(tmp_path, identifier, now)]
    assert sorted(found, key=str) == sorted(expected, key=str)


@each_example
def test_the_records_of_an_example_hold_no_error_but_lateness(tmp_path: Path, example: Section) -> None:
    _, now, _ = write_example(tmp_path, example)
    findings = json.loads(ran(tmp_path, "check", "--format", "json", now=now).out)["findings"]
    assert [each for each in findings if each["code"] < "INC2"] == []


@each_example
def test_an_example_writes_each_time_as_its_team_reads_it_and_each_deadline_in_utc(
    tmp_path: Path, example: Section
) -> None:
    zone = write_example(tmp_path, example).zone
    for row in example.tables[0]:
        assert datetime.fromisoformat(row["deadline in UTC"]) == moment(row["deadline"])
        times = [row[column] for column in ("starts", "deadline", "stops") if row[column] != NONE]
        assert times == [local(moment(time), zone) for time in times]


@each_example
def test_an_example_quotes_the_shipped_severities(tmp_path: Path, example: Section) -> None:
    shown = write_example(tmp_path, example).policy["severities"]
    assert shown
    assert quotes(shown, yaml.safe_load(SHIPPED)["severities"])


def test_every_shipped_severity_has_an_example() -> None:
    shown = {key for each in EXAMPLES for key in yaml.safe_load(each.blocks[0])["severities"]}
    assert shown == set(yaml.safe_load(SHIPPED)["severities"])


@pytest.mark.parametrize(
    "row", [*DURATIONS.tables[1], *CALENDAR.tables[0]], ids=lambda row: f"{row['starts']} {row['lasts']}"
)
def test_a_duration_is_over_when_the_page_says(tmp_path: Path, row: Row) -> None:
    changes = row.get("calendar", "``")
    calendar = yaml.safe_load(DURATIONS.blocks[0])["calendar"] | yaml.safe_load("{" + changes.strip("`–") + "}")
    target = {"name": "Critical", "sla": {"resolve": yaml.safe_load(row["lasts"].strip("`"))}}
    policy = {"severities": {"P1": target}} | ({} if changes == NONE else {"calendar": calendar})
    write(tmp_path, "policies/severity.yaml", yaml.safe_dump(policy))
    starts, ends = moment(row["starts"]), moment(row["ends"])
    report = f"- `{starts.isoformat()}` **reported** @maria"
    write_incident(tmp_path, incident_text(severity="P1", timeline=[report]))

    (found,) = clocks(tmp_path, ID, now=row["in UTC"])

    assert datetime.fromisoformat(found["deadline_at"]) == ends == datetime.fromisoformat(row["in UTC"])
    zone = "UTC" if changes == NONE else calendar["timezone"]
    assert (row["starts"], row["ends"]) == (local(starts, zone), local(ends, zone))


@pytest.mark.parametrize(
    "row", STATES.tables[1], ids=lambda row: f"{row['severity']} {row['acknowledged']} {row['now']}"
)
def test_a_clock_stands_as_the_page_says(tmp_path: Path, row: Row) -> None:
    transitions = {kind: row[kind] for kind in ("reported", "acknowledged") if row[kind] != NONE}
    timeline = [f"- `{at}` **{kind}** @maria" for kind, at in transitions.items()]
    write(tmp_path, "policies/severity.yaml", SHIPPED)
    write_incident(
        tmp_path,
        incident_text(severity=row["severity"], status=[*transitions][-1], owner="maria", timeline=timeline),
    )
    (found,) = (each for each in clocks(tmp_path, ID, now=row["now"]) if each["clock"] == "acknowledge")
    assert found["state"] == row["state"]
    assert datetime.fromisoformat(found["deadline_at"]) == datetime.fromisoformat(row["deadline"])


@pytest.mark.parametrize("key", yaml.safe_load(SHIPPED)["severities"])
def test_the_page_shows_every_target_of_a_shipped_severity(key: str) -> None:
    severity = yaml.safe_load(SHIPPED)["severities"][key]
    cells = {row[""].replace("`", ""): row[key] for row in SECTIONS["The shipped targets"].tables[0]}
    shown = {what: yaml.safe_load(cell.strip("`")) for what, cell in cells.items() if cell != NONE}
    postmortem = {f"postmortem {what}": severity["postmortem"].get(what) for what in ("when", "due")}
    assert shown == {what: value for what, value in (severity["sla"] | postmortem).items() if value}


@each_section
def test_spans_and_sums_are_right(section: Section) -> None:
    for begins, ends, duration in SPAN.findall(section.said):
        assert minutes(ends) - minutes(begins) == minutes(duration), f"{begins}–{ends}"
    for parts, total in SUM.findall(section.said):
        assert sum(minutes(part) for part in parts.split(" + ")) == minutes(total), parts


@each_section
def test_no_sentence_holds_a_number_that_no_test_reads(section: Section) -> None:
    said = SPAN.sub(r"\1 \2", SUM.sub("", section.said))
    if not section.is_example:
        said = re.sub(r"``.*?``|`.*?`", "", said)  # what shows how a thing is written
    numbers = set(re.findall(rf"(?<![\w:-])(?:{NUMBER})", said))
    assert numbers <= set(re.findall(NUMBER, section.tested)) | JUMP
