"""An incident's file becomes words, or every reason why it cannot, each in its place."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incitrack.model.entry import Kind
from incitrack.model.incident import Disposition, Visibility
from incitrack.model.status import Status
from incitrack.records.incident_file import parse_incident
from incitrack.records.record import IncidentRecord, Unreadable
from tests.builders import ACKNOWLEDGED, REPORTED, RESOLVED, incident, incident_text

PATH = "incidents/2026/INC-2026-0042.md"


def problems(text: str) -> list[tuple[str, int]]:
    reading = parse_incident(PATH, text)
    assert isinstance(reading, Unreadable), reading
    return [(problem.code, problem.place.line) for problem in reading.problems]


def only_problem(text: str) -> tuple[str, int, str, str]:
    reading = parse_incident(PATH, text)
    assert isinstance(reading, Unreadable), reading
    (problem,) = reading.problems
    return problem.code, problem.place.line, problem.message, problem.hint


def test_every_field_is_read() -> None:
    record = incident(
        status="resolved",
        owner="maria",
        started_at="2026-11-20T14:05:30.25+01:00",
        roles="{commander: maria, scribe: kim}",
        customers="{tiers: [enterprise], affected: 312}",
        category="application",
        cause="configuration",
        tags="[no, on, '1']",
        disposition="planned",
        visibility="public",
        related="[INC-2026-0001]",
        links="[https://example.org/a, {kind: bridge, url: 'https://example.org/b'}]",
        caused_by="[abc1234, acme/shop@0123abcd, https://example.org/c]",
        references="{jira: OPS-12}",
        legal_hold="true",
        actions="[{id: A1, title: Alert at 80%, owner: jdoe, due: 2026-12-01}]",
        timeline=[REPORTED, ACKNOWLEDGED, RESOLVED],
        **{"x-region": "[eu, 1]"},
    ).incident
    assert record.status is Status.RESOLVED
    assert record.started_at == datetime(2026, 11, 20, 13, 5, 30, 250_000, UTC)
    assert record.roles.held() == {"commander": "maria", "scribe": "kim"}
    assert (record.customers.tiers, record.customers.affected) == (("enterprise",), 312)
    assert record.tags == ("no", "on", "1")
    assert (record.disposition, record.visibility) == (Disposition.PLANNED, Visibility.PUBLIC)
    assert [(link.kind, link.url) for link in record.links] == [
        (None, "https://example.org/a"),
        ("bridge", "https://example.org/b"),
    ]
    assert record.legal_hold is True
    assert record.actions[0].due is not None
    assert record.custom == {"x-region": ["eu", "1"]}
    assert [entry.kind for entry in record.timeline] == [Kind.REPORTED, Kind.ACKNOWLEDGED, Kind.RESOLVED]


def test_what_is_left_out_has_its_default() -> None:
    record = incident().incident
    assert (record.owner, record.tags, record.disposition) == (None, (), Disposition.ACTIONABLE)
    assert record.legal_hold is False


@pytest.mark.parametrize("empty", ["", "~", "null", "''", '""'])
def test_an_empty_value_is_absent(empty: str) -> None:
    assert incident(owner=empty).incident.owner is None
    assert only_problem(incident_text(title=empty))[:2] == ("INC004", 1)
    assert incident(roles=f"{{commander: {empty}, scribe: kim}}").incident.roles.held() == {"scribe": "kim"}


@pytest.mark.parametrize(
    ("fields", "code", "line"),
    [
        ({"titel": "x"}, "INC003", 7),
        ({"titel": ""}, "INC003", 7),
        ({"roles": "{boss: }"}, "INC003", 7),
        ({"title": None}, "INC004", 1),
        ({"services": "[]"}, "INC005", 6),
        ({"services": "checkout"}, "INC005", 6),
        ({"status": "open"}, "INC005", 5),
        ({"owner": "Maria"}, "INC005", 7),
        ({"owner": "'@maria'"}, "INC005", 7),
        ({"started_at": "2026-11-20T14:05"}, "INC005", 7),
        ({"started_at": "2026-11-20"}, "INC005", 7),
        ({"started_at": "2026-02-31T14:05Z"}, "INC005", 7),
        ({"started_at": "2026-11-20T24:00Z"}, "INC005", 7),
        ({"started_at": "2026-11-20T23:59:60Z"}, "INC005", 7),
        ({"started_at": "20261120T1405Z"}, "INC005", 7),
        ({"started_at": "2026-W47-5T14:05Z"}, "INC005", 7),
        ({"started_at": "２026-11-20T14:05Z"}, "INC005", 7),
        ({"started_at": "0001-01-01T00:00+01:00"}, "INC005", 7),
        ({"started_at": "9999-12-31T23:59-01:00"}, "INC005", 7),
        ({"started_at": "2026-11-20T14:05+24:00"}, "INC005", 7),
        ({"id": "INC-2026-42"}, "INC005", 2),
        ({"id": "inc-2026-0042"}, "INC005", 2),
        ({"id": "INC-２０２６-0042"}, "INC005", 2),
        ({"id": '"INC-2026-0042\\n"'}, "INC005", 2),
        ({"id": "../../etc/x"}, "INC005", 2),
        ({"title": "x" * 201}, "INC005", 3),
        ({"title": '"a\\eb"'}, "INC005", 3),
        ({"title": '"a\\nb"'}, "INC005", 3),
        ({"title": "x\u202ey"}, "INC005", 3),
        ({"title": "a\x85b"}, "INC005", 3),
        ({"title": '" "'}, "INC005", 3),
        ({"customers": "{affected: -1}"}, "INC005", 7),
        ({"customers": "{affected: 1_000}"}, "INC005", 7),
        ({"customers": "{affected: '312'}"}, "INC005", 7),
        ({"customers": "{affected: " + "1" * 200_000 + "}"}, "INC005", 7),
        ({"legal_hold": "yes"}, "INC005", 7),
        ({"links": "['javascript:alert(1)']"}, "INC005", 7),
        ({"links": "[//evil.example]"}, "INC005", 7),
        ({"tags": "[Foo Bar]"}, "INC005", 7),
        ({"tags": "[" + "a" * 61 + "]"}, "INC005", 7),
        ({"related": "[42]"}, "INC005", 7),
        ({"roles": "{commandr: maria}"}, "INC003", 7),
        ({"roles": "maria"}, "INC005", 7),
        ({"actions": "[{title: x}]"}, "INC004", 7),
        ({"actions": "[{id: A0, title: x}]"}, "INC005", 7),
        ({"actions": "[{id: A1, title: x, due: soon}]"}, "INC005", 7),
        ({"disposition": "duplicate"}, "INC004", 1),
        ({"timeline": "x"}, "INC003", 7),
        ({"custom": "x"}, "INC003", 7),
        ({"<b>": "x"}, "INC003", 7),
        ({"<list>": "x"}, "INC003", 7),
        ({"roles": "{<b>: maria}"}, "INC003", 7),
    ],
)
def test_a_wrong_field_is_named_in_its_line(fields: dict[str, str | None], code: str, line: int) -> None:
    text = incident_text(timeline=(REPORTED,)) if "timeline" in fields else incident_text(**fields)  # type: ignore[arg-type] # of its fields
    if "timeline" in fields:
        text = text.replace("services: [checkout]\n", "services: [checkout]\ntimeline: x\n")
    assert only_problem(text)[:2] == (code, line)


def test_an_unknown_key_names_the_nearest_known_one() -> None:
    assert only_problem(incident_text(ownr="maria"))[3] == "did you mean owner?"


def test_an_unknown_word_names_the_nearest_one_of_its_list() -> None:
    assert only_problem(incident_text(status="resolve"))[3] == "did you mean resolved?"


def test_a_key_that_stands_twice_is_named_at_its_second_line() -> None:
    text = incident_text().replace("services:", "severity: P1\nservices:")
    assert only_problem(text)[:2] == ("INC007", 6)


def test_an_item_of_a_block_list_stands_on_its_own_line_and_of_a_flow_list_on_its_keys() -> None:
    assert only_problem(incident_text(tags="\n  - ok\n  - Not Ok"))[1] == 9
    assert only_problem(incident_text(tags="[ok,\n  Not Ok]"))[1] == 7


def test_every_error_of_a_file_is_reported_in_one_run() -> None:
    text = incident_text(titel="x", owner="Maria", status="open", timeline=["- nonsense", REPORTED, "* star"])
    assert sorted(problems(text)) == [("INC003", 7), ("INC005", 5), ("INC005", 8), ("INC006", 13), ("INC006", 15)]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_lines_are_counted_by_lf_alone(ends: str) -> None:
    text = incident_text(title="a\u2028b", owner="Maria", body="x\x0by\u0085z\u2029").replace("\n", ends)
    codes = problems(text)
    assert ("INC005", 7) in codes


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("- nonsense", "not an entry"),
        ("- `2026-11-20T14:10` **update**: x", "no offset"),
        ("- `2026-02-31T14:10Z` **update**: x", "not a moment"),
        ("- `2026-11-20T14:10Z` **updat**: x", "not a kind"),
        ("- `2026-11-20T14:10Z` **update**", "needs text"),
        ("- `2026-11-20T14:10Z` **update** @maria:", "needs text"),
        ("- `2026-11-20T14:10Z` **update** @maria text", "without"),
        ("- `2026-11-20T14:10Z` **update** @Maria: text", "not a handle"),
        ("- `2026-11-20T14:10Z` **update** @maria via email: text", "no channel"),
        ("- `2026-11-20T14:10Z` **severity** @maria: raised", "begins otherwise"),
        ("- `2026-11-20T14:10Z` **owner** @maria: @jdoe", "begins otherwise"),
        ("- `2026-11-20T14:10Z` **role** @maria: boss @maria -> @jdoe", "begins otherwise"),
        ("- `2026-11-20T14:10Z` **duplicate** @maria: of 42", "begins otherwise"),
        ("- `2026-11-20T14:10Z` **hypothesis** @maria: the pool", "begins otherwise"),
        ("- `2026-11-20T14:10Z` **attempt** @maria: restarted", "begins otherwise"),
        ("* `2026-11-20T14:10Z` **update** @maria: x", "begins with “*”"),
        ("+ `2026-11-20T14:10Z` **update** @maria: x", "begins with “+”"),
        ("1. `2026-11-20T14:10Z` **update** @maria: x", "begins with “1.”"),
    ],
)
def test_an_item_that_is_no_entry_is_named_in_its_line(entry: str, says: str) -> None:
    code, line, message, _ = only_problem(incident_text(timeline=[REPORTED, entry]))
    assert (code, line) == ("INC006", 12)
    assert says in message


@pytest.mark.parametrize(
    "entry",
    [
        "- `2026-11-20T14:15:30Z` **in-progress**",
        "- `2026-11-20T15:15+01:00` **in-progress** @maria",
        "- `2026-11-20T14:15Z` **update**: text without a person",
        "- `2026-11-20T14:15Z` **update** @maria:\n  the text on the next line",
        "- `2026-11-20T14:15Z` **severity** @maria: P2 -> P1, payments fail as well.",
        "- `2026-11-20T14:15Z` **owner** @maria: none -> @jdoe",
        "- `2026-11-20T14:15Z` **owner** @maria: @maria -> @jdoe.smith.",
        "- `2026-11-20T14:15Z` **role** @maria: communications_lead none -> @sam",
        "- `2026-11-20T14:15Z` **duplicate** @maria: INC-2026-0041, the same pool",
        "- `2026-11-20T14:15Z` **hypothesis** @maria: H12 rejected: not the pool",
        "- `2026-11-20T14:15Z` **attempt** @maria: no effect: restarted the workers",
        "- `2026-11-20T14:15Z` **update** @maria: seen (evidence: https://example.org/g)",
    ],
)
def test_an_entry_of_the_grammar_is_read(entry: str) -> None:
    assert len(incident(timeline=[REPORTED, entry]).incident.timeline) == 2


@pytest.mark.parametrize(
    "rest",
    [
        " @" + "a" * 900_000,
        " @a via " + " " * 900_000 + "x",
        " @a via " + "b, " * 300_000,
        " " * 900_000 + "x",
        ":" * 900_000,
    ],
)
def test_a_hostile_entry_is_read_in_a_moment(rest: str) -> None:
    for kind in ("public", "update"):
        parse_incident(PATH, incident_text(communications=[f"- `2026-11-20T14:45Z` **{kind}**{rest}"]))
        parse_incident(PATH, incident_text(timeline=[f"- `2026-11-20T14:45Z` **{kind}**{rest}"]))


def test_the_text_of_an_entry_is_its_markdown_without_the_indentation() -> None:
    entry = "- `2026-11-20T14:31Z` **update** @jdoe: Pool is full.\n\n  ```\n    FATAL\n  ```\n"
    assert incident(timeline=[REPORTED, entry]).incident.timeline[1].text == "Pool is full.\n\n```\n  FATAL\n```"


def test_crlf_leaves_no_trace_in_a_text() -> None:
    text = incident_text(timeline=[REPORTED, "- `2026-11-20T14:31Z` **update** @jdoe: one\n  two"]).replace(
        "\n", "\r\n"
    )
    assert incident(text).incident.timeline[1].text == "one\ntwo"


def test_communications_name_audience_and_channels() -> None:
    told = incident(
        communications=[
            "- `2026-11-20T14:45Z` **public** @sam via status-page, email: We are on it.",
            "- `2026-11-20T14:50Z` **tier-enterprise**: More.",
        ]
    ).incident.communications
    assert [(each.audience, each.by, each.channels) for each in told] == [
        ("public", "sam", ("status-page", "email")),
        ("tier-enterprise", None, ()),
    ]


@pytest.mark.parametrize("audience", ["everyone", "tier-", "tier-Big", "Public"])
def test_an_unknown_audience_is_no_entry(audience: str) -> None:
    text = incident_text(communications=[f"- `2026-11-20T14:45Z` **{audience}** @sam: x"])
    assert only_problem(text)[:2] == ("INC006", 15)


@pytest.mark.parametrize(
    "hidden",
    [
        "```\n## Timeline\n\n- nonsense\n```",
        "<!--\n## Timeline\n- nonsense\n-->",
        "> ## Timeline\n> - nonsense",
        "    ## Timeline\n    - nonsense",
        "- item\n\n  ## Timeline\n  - nonsense",
    ],
)
def test_a_heading_counts_only_as_markdown_reads_it(hidden: str) -> None:
    assert len(incident(body=f"## Summary\n\n{hidden}").incident.timeline) == 1


def test_prose_beside_the_entries_is_neither_entry_nor_error() -> None:
    assert (
        len(incident(timeline=["Times are UTC.\n", REPORTED, "", "<!-- more to come -->"]).incident.timeline) == 1
    )


def test_without_front_matter_there_is_no_record() -> None:
    for text in ["", "# Incident\n", "---\ntitle: x\n", "\n---\ntitle: x\n---\n", "--- \nx"]:
        assert problems(text)[0] == ("INC001", 1)


def test_a_byte_order_mark_is_accepted() -> None:
    assert incident("\ufeff" + incident_text(owner="maria")).place("owner").line == 7


@pytest.mark.parametrize("yaml", ["- a", "text", "", "[a]"])
def test_front_matter_that_is_no_map_is_one_problem(yaml: str) -> None:
    assert [code for code, _ in problems(f"---\n{yaml}\n---\n")] == ["INC002"]


PIECES = st.sampled_from(
    ["---\n", "id: INC-2026-0042\n", "title: x\n", "status: reported\n", "services: [a]\n", "severity: P1\n", "## Timeline\n",
     "- ", "`2026-11-20T14:10Z` ", "**reported** ", "@maria", ": ", "  ", "\n", "\r\n", "```\n", "{", "[", "'", "&a ", "*a",
     "!!x ", "<<: ", "\u2028", "\x00", "\ufeff", "\ud7ff", "| ", "#"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40))
def test_reading_any_text_never_raises(pieces: list[str]) -> None:
    assert isinstance(parse_incident(PATH, "".join(pieces)), IncidentRecord | Unreadable)


@given(st.data())
def test_a_record_with_characters_changed_at_random_never_raises(data: st.DataObject) -> None:
    text = incident_text(
        owner="maria", tags="[a, b]", timeline=[REPORTED, ACKNOWLEDGED], communications=[REPORTED]
    )
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.text(max_size=3)) + text[at + data.draw(st.integers(0, 8)) :]
    reading = parse_incident(PATH, text)
    if isinstance(reading, Unreadable):
        assert all(1 <= problem.place.line <= text.count("\n") + 1 for problem in reading.problems)
        assert all(problem.hint and problem.message for problem in reading.problems)


LONGEST = "INC-2026-" + "1" * 9


def test_an_id_has_four_to_nine_digits() -> None:
    for identifier in ("INC-2026-0001", LONGEST):
        record = incident(id=identifier, duplicate_of=identifier, related=f"[{identifier}]").incident
        assert (record.id, record.duplicate_of, record.related) == (identifier, identifier, (identifier,))


@pytest.mark.parametrize("identifier", [f"{LONGEST}1", "INC-2026-" + "1" * 5000, "INC-2026-001"])
def test_an_id_of_more_or_fewer_digits_is_no_id(identifier: str) -> None:
    hint = "write it like INC-2026-0042, with four to nine digits at the end"
    for fields, line in (
        ({"id": identifier}, 2),
        ({"duplicate_of": identifier}, 7),
        ({"related": f"[{identifier}]"}, 7),
    ):
        code, at, message, said = only_problem(incident_text(**fields))
        assert (code, at, said) == ("INC005", line, hint)
        assert "is not an incident's ID" in message
        assert len(message) < 200


def test_a_timeline_goes_on_below_a_definition_and_a_rule() -> None:
    between = ["", "[graph]: https://example.org/graph", "---", ""]
    record = incident(timeline=[REPORTED, *between, ACKNOWLEDGED]).incident
    assert [entry.kind for entry in record.timeline] == [Kind.REPORTED, Kind.ACKNOWLEDGED]
