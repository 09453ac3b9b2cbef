"""The board shows what is not closed as `incitrack board` does: by status, the worst first."""

from pathlib import Path

from incitrack.metrics.pressing import Pressing
from incitrack.model.times import parse_time
from incitrack.records.archive import read_archive
from incitrack.reports.board import board_of
from incitrack.website.addresses import links_from
from incitrack.website.contents import Contents, contents_of
from incitrack.website.describe import Describer
from incitrack.website.pages.board_page import BoardView, board_page
from tests.builders import RESOLVED, archive_folder, incident_text
from tests.website.built_site import NOW, BuiltSite, build
from tests.website.listing.varied_archive import varied_archive


def contents_at(root: Path) -> Contents:
    return contents_of(read_archive(root), parse_time(NOW), None)


def board_at(root: Path) -> BoardView:
    contents = contents_at(root)
    page = board_page(contents)
    view = page.view(Describer(contents, links_from(page.path)), None)  # type: ignore[arg-type] # it has no prose
    assert isinstance(view, BoardView)
    return view


def test_its_columns_are_those_of_the_command_in_their_order(tmp_path: Path) -> None:
    contents = contents_at(varied_archive(tmp_path))
    pressing = Pressing.among(contents.archive.incidents, contents.clocks)
    command = board_of(contents.archive.incidents, pressing, contents.policies)

    columns = board_at(tmp_path).columns

    shown = {
        column.status.word: [card.line.key for run in column.runs for card in run.cards] for column in columns
    }
    assert shown == {status.value: [record.id for record in records] for status, records in command.items()}
    assert all(len(keys) > 3 for keys in shown.values())
    assert [column.count for column in columns] == [len(records) for records in command.values()]


def test_of_what_nobody_closes_the_rest_is_a_number_that_leads_to_the_list(tmp_path: Path) -> None:
    texts = (
        incident_text(
            id=f"INC-2026-{number:04d}",
            severity="P3" if number > 3 else "P4",
            status="resolved",
            owner="maria",
            timeline=["- `2026-11-20T14:10Z` **reported** @maria: Slow.", RESOLVED],
        )
        for number in range(1, 57)
    )
    resolved = board_at(archive_folder(tmp_path, *texts)).columns[-1]

    runs = [(run.severity.key, len(run.cards), run.more) for run in resolved.runs]
    assert runs == [("P3", 50, 3), ("P4", 3, 0)]
    assert resolved.count == 56
    assert resolved.runs[0].all == "../incidents/index.html?status=resolved&severity=P3"


def test_a_card_says_who_has_it_and_how_long_it_is_open(root: Path) -> None:
    build(root)

    text = BuiltSite(root.parent / "site")["board/"].text

    assert "1 incident open, 1 resolved and not closed yet." in text
    assert (
        "P2 High open for 2 h 50 min Checkout returns 502 for EU customers "
        "INC-2026-0042 · Checkout, Database @maria" in text
    )
    assert "Acknowledged 0 Nothing here." in text


def test_what_is_resolved_says_how_long_ago_that_was_and_of_long_ago_the_day(tmp_path: Path) -> None:
    def resolved(identifier: str, day: str) -> str:
        entries = [f"- `{day}T08:00Z` **reported** @maria: Slow.", f"- `{day}T12:30Z` **resolved** @maria"]
        return incident_text(id=identifier, status="resolved", owner="maria", timeline=entries)

    build(
        archive_folder(
            tmp_path / "records", resolved("INC-2026-0001", "2026-11-18"), resolved("INC-2022-0001", "2022-03-03")
        )
    )

    text = BuiltSite(tmp_path / "site")["board/"].text

    assert "resolved 2 d 4 h ago" in text
    assert "resolved 3 Mar 2022" in text
    assert "@maria · took 4 h 30 min" in text


def test_without_incidents_every_column_says_so(empty_site: BuiltSite) -> None:
    page = empty_site["board/"]

    assert page.text.count("Nothing here.") == 4
    assert "Nothing is open." in page.text
    assert "Any severity" not in page.text
