"""The page of action items: by owner and by team, what is late first, and all of it however much there is."""

from pathlib import Path

import pytest

from incitrack.website.parts.action_index import PAGE_SIZE
from tests.builders import archive_folder, incident_text, write, write_incident, write_postmortem
from tests.website.built_site import BuiltSite, build
from tests.website.conftest import SERVICES


def site_of(root: Path) -> BuiltSite:
    build(root)
    return BuiltSite(root.parent / "site")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return archive_folder(tmp_path / "records")


def test_an_empty_archive_says_how_one_is_written(empty_site: BuiltSite) -> None:
    assert "There is no action item yet." in empty_site["actions/"].text
    assert "incitrack action add" in empty_site["actions/"].text


def test_who_has_most_overdue_comes_first_and_what_nobody_has_before_all(folder: Path) -> None:
    write(folder, "policies/services.yaml", SERVICES)
    write_incident(
        folder,
        actions="[{id: A1, title: Late, owner: maria, due: 2026-11-01}, {id: A2, title: Later, owner: jdoe, due: "
        "2026-12-24}, {id: A3, title: Soon, owner: jdoe, due: 2026-11-21}, {id: A4, title: Of nobody}]",
    )
    write_postmortem(folder, actions="[{id: A1, title: Also late, owner: maria, due: 2026-10-01}]")

    page = site_of(folder)["actions/"]

    assert "5 action items open: 2 overdue, 1 due within a week and 1 without a due day." in page.text
    assert [given["id"] for given in page.all("section") if given.get("class") == "share"] == [
        "nobody",
        "owner-maria",
        "owner-jdoe",
    ]
    said = page.text.partition("Nobody 1 open")[2]
    assert said.index("Also late") < said.index("Late") < said.index("Soon") < said.index("Later")
    assert "Maria López @maria 2 open, 2 overdue" in page.text
    assert "Maria López 2 2 0 0 0" in page.text  # open, overdue, due in a week, done, dropped
    assert "Shop 5 2 1 0 0" in page.text


def test_nothing_is_said_twice_of_an_item(folder: Path) -> None:
    write_incident(
        folder,
        actions="[{id: A1, title: Open one, owner: maria, due: 2026-11-01}, {id: A2, title: Done one, owner: jdoe, "
        "due: 2026-11-02, status: done, done_on: 2026-11-12}]",
    )

    page = site_of(folder)["actions/"]

    assert "19 days overdue 1 November 2026 Open one INC-2026-0042/A1 · Open" in page.text
    assert "Done 12 November 2026 10 days late due 2 November 2026 Done one @jdoe · INC-2026-0042/A2" in page.text
    assert "A2 · Done" not in page.text
    assert '<td class="soft">0</td>' in page.html


def test_whoever_has_nothing_to_do_stands_behind_a_line_where_they_are_many(folder: Path) -> None:
    done = [
        f"{{id: A{n}, title: Done, owner: idle{n}, status: done, due: 2026-11-03, done_on: 2026-11-02}}"
        for n in range(1, 10)
    ]
    write_incident(folder, actions=f"[{{id: A10, title: Open, owner: busy}}, {', '.join(done)}]")

    page = site_of(folder)["actions/"]

    before, _, behind = page.text.partition("9 with nothing open")
    assert "@busy 1 0 0 0 0" in before
    assert "@idle1" not in before
    assert all(f"@idle{n} 0 0 0 1 0" in behind for n in range(1, 10))


def test_an_item_leads_to_its_place(root: Path) -> None:
    page = site_of(root)["actions/"]

    assert "../incidents/INC-2026-0041/index.html#A1" in {given.get("href") for given in page.all("a")}
    assert ("incidents/INC-2026-0041/index.html", "A1") in page.internal


def test_the_items_of_a_postmortem_without_a_readable_incident_are_there_too(folder: Path) -> None:
    write_postmortem(folder, id="INC-2026-0007", actions="[{id: A1, title: Alone, owner: jdoe, due: 2026-11-01}]")

    page = site_of(folder)["actions/"]

    assert ("postmortems/INC-2026-0007/index.html", "A1") in page.internal


def test_what_is_restricted_is_not_there(folder: Path) -> None:
    write_incident(folder, visibility="restricted", actions="[{id: A1, title: Hush, owner: zoe, due: 2026-11-01}]")

    page = site_of(folder)["actions/"]

    assert "Hush" not in page.text
    assert "There is no action item yet" in page.text


def test_what_is_settled_is_listed_from_the_latest_on_and_the_rest_counted(folder: Path) -> None:
    done = ", ".join(
        f"{{id: A{day}, title: Done {day}, status: done, owner: jdoe, due: 2026-10-31, done_on: 2026-10-{day:02d}}}"
        for day in range(1, 32)
    )
    write_incident(
        folder, actions=f"[{done}, {{id: A32, title: Given up, status: dropped, dropped_because: Too dear}}]"
    )

    text = site_of(folder)["actions/"].text

    assert "Nothing is to be done." in text
    assert "31 done and 1 dropped in all; these are the latest 30." in text
    settled = text.partition("Done and dropped")[2]
    assert settled.index("Done 31") < settled.index("Done 30") < settled.index("Done 2 ")
    assert "Done 1 @jdoe" not in settled
    assert "Given up" not in settled


def test_many_open_items_take_several_pages_that_links_chain(folder: Path) -> None:
    count = PAGE_SIZE + 10
    items = ", ".join(
        f"{{id: A{n}, title: T{n}., owner: {'maria' if n < 20 else 'jdoe'}, due: 2026-12-01}}"
        for n in range(1, count + 1)
    )
    write_incident(folder, incident_text(actions=f"[{items}]"))

    site = site_of(folder)
    first, second = site["actions/"], site["actions/page-2/"]

    shown = [
        len([given for given in page.all("li") if "action " in str(given.get("class"))])
        for page in (first, second)
    ]
    assert shown == [PAGE_SIZE, 10]
    assert ("actions/page-2/index.html", "") in first.internal
    assert ("actions/index.html", "") in second.internal
    assert ("actions/index.html", "owner-maria") in first.internal
    assert "@maria 9 of 19 open" in first.text
    assert "@maria 10 of 19 open" in second.text
    assert "Action items, page 2 of 2" in second.title
    assert len(first.html) < 500_000
