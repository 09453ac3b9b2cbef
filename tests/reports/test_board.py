from datetime import UTC, datetime

from incitrack.metrics.pressing import Pressing
from incitrack.model.policies import Policies
from incitrack.model.severity import Severity, SeverityPolicy
from incitrack.model.status import Status
from incitrack.records.record import IncidentRecord
from incitrack.reports.board import board_lines, board_of
from incitrack.reports.style import Style
from incitrack.reports.text_width import width
from tests.builders import incident, incident_text
from tests.reports.painting import unpainted

NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
NO_CLOCKS = Pressing(NOW, {})
POLICIES = Policies(severity=SeverityPolicy(severities={key: Severity(name=key) for key in ("P1", "P2", "P3")}))


def record(number: int, time: str, **fields: str) -> IncidentRecord:
    return incident(
        incident_text(id=f"INC-2026-{number:04}", timeline=[f"- `2026-11-{time}Z` **reported**"], **fields)
    )


def test_a_column_has_the_worst_first_and_then_what_waits_longest() -> None:
    records = [
        record(1, "20T10:00", severity="P2"),
        record(2, "20T12:00", severity="P1"),
        record(3, "20T11:00", severity="P1"),
        record(4, "01T11:00", severity="P9"),
        record(5, "01T11:00", severity="P1", status="resolved"),
        record(6, "01T11:00", severity="P1", status="closed"),
    ]
    assert {
        status: [r.id[-1] for r in found] for status, found in board_of(records, NO_CLOCKS, POLICIES).items()
    } == {
        Status.REPORTED: ["3", "2", "1", "4"],
        Status.ACKNOWLEDGED: [],
        Status.IN_PROGRESS: [],
        Status.RESOLVED: ["5"],
    }


def lines(columns: int) -> list[str]:
    records = [
        record(
            12, "20T15:42", severity="P1", status="in-progress", owner="jonas", title="Card payments are declined"
        ),
        record(
            11,
            "20T14:10",
            severity="P3",
            title="Footer names last year's final order dates for Christmas and more",
        ),
        record(
            10, "19T13:05", status="resolved", owner="sam", disposition="duplicate", duplicate_of="INC-2026-0001"
        ),
        record(9, "18T17:00", status="resolved", owner="kim", title="決済エラーが発生しています"),
    ]
    return list(board_lines(board_of(records, NO_CLOCKS, POLICIES), NO_CLOCKS, POLICIES, columns, unpainted))


def test_four_columns_side_by_side_in_80() -> None:
    assert (
        "\n".join(lines(80))
        == """\
reported 1          acknowledged 0      in-progress 1       resolved 2

INC-2026-0011                           INC-2026-0012       INC-2026-0009
P3 2 h 50 min                           P1 1 h 18 min       P2 2 d
nobody yet                              @jonas              @kim
Footer names last                       Card payments are   決済エラーが発生し
year's final order                      declined            ています
dates for …
                                                            INC-2026-0010
                                                            P2 1 d 3 h
                                                            @sam
                                                            duplicate
                                                            Checkout returns
                                                            502 for EU
                                                            customers"""
    )


def test_every_width_is_kept_to() -> None:
    for columns in (40, 66, 80, 81, 200):
        assert all(width(line) <= columns for line in lines(columns))


def test_a_narrow_terminal_has_one_column_below_the_other() -> None:
    narrow = lines(50)
    assert [line for line in narrow if line.split(" ")[0] in set(Status)] == [
        "reported 1",
        "acknowledged 0",
        "in-progress 1",
        "resolved 2",
    ]
    assert "Footer names last year's final order dates for" in narrow


def test_severity_and_status_are_painted() -> None:
    def paint(text: str, style: Style) -> str:
        return f"<{style}>{text}</>" if style is not Style.PLAIN else text

    board = board_of([record(1, "20T16:00", severity="P1")], NO_CLOCKS, POLICIES)
    painted = list(board_lines(board, NO_CLOCKS, POLICIES, 80, paint))
    assert painted[0].startswith("<alarm>reported</><faint> 1</>")
    assert painted[2:5] == ["<strong>INC-2026-0001</>", "<alarm>P1</><faint> 1 h</>", "<alarm>nobody yet</>"]
