"""The files of the list are scripts that hold data and nothing else, named by what is in them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from incitrack.model.times import parse_time
from incitrack.records.archive import read_archive
from incitrack.website.contents import contents_of
from incitrack.website.listing.files import INDEX, list_files
from incitrack.website.reuse.ingredients import Ingredients
from tests.builders import archive_folder, incident_text, write_incident
from tests.website.built_site import NOW


def files_of(root: Path, now: str = NOW) -> dict[str, str]:
    contents = contents_of(read_archive(root), parse_time(now), None)
    return {file.path: file.content().decode() for file in list_files(contents, Ingredients(contents, b""))}


def data_in(script: str) -> Any:
    found = re.fullmatch(r"incitrackList\((.*)\);\n", script)
    assert found, script
    return json.loads(found[1])


def two_years(root: Path) -> Path:
    earlier = "- `2025-03-01T10:00Z` **reported** @maria: Slow."
    return archive_folder(root, incident_text(), incident_text(id="INC-2025-0001", timeline=[earlier]))


def test_the_index_names_the_file_of_each_year_the_latest_first(tmp_path: Path) -> None:
    files = files_of(two_years(tmp_path))

    years = data_in(files[INDEX])["years"]
    assert [(each["year"], each["count"]) for each in years] == [(2026, 1), (2025, 1)]
    for each in years:
        assert data_in(files[each["file"]])["year"] == each["year"]


def test_another_incident_leaves_the_files_of_other_years_alone(tmp_path: Path) -> None:
    before = files_of(two_years(tmp_path))
    write_incident(tmp_path, id="INC-2026-0050")

    after = files_of(tmp_path, now="2026-11-29T17:00Z")

    kept = before.keys() & after.keys() - {INDEX}
    assert [re.match(r"assets/list/(\d+)\.", path)[1] for path in kept] == ["2025"]  # type: ignore[index] # they are


@pytest.mark.parametrize("due", ["2026-11-20", "2026-11-21", "2026-11-22"])
def test_the_name_of_a_file_changes_when_a_day_lets_a_clock_begin_that_stands_in_it(
    tmp_path: Path, due: str
) -> None:
    actions = [{"id": "A1", "title": "Add a probe", "owner": "maria", "due": due}]
    root = archive_folder(tmp_path, incident_text(actions=actions))

    moments = [f"2026-11-{day}T{hour:02d}:00Z" for day in (19, 20, 21, 22, 23) for hour in (0, 12, 23)]
    found = {path: set[str]() for moment in moments for path in files_of(root, moment)}
    for moment in moments:
        for path, text in files_of(root, moment).items():
            found[path].add(text)

    del found[INDEX]
    assert len(found) == 2
    assert all(len(texts) == 1 for texts in found.values())


def test_no_text_can_end_the_script_or_its_line(tmp_path: Path) -> None:
    title = "</script><script>alert(1)</script> \u2028 `${x}` \\u003c ');alert(2);('"
    root = archive_folder(tmp_path, incident_text(title=json.dumps(title)))

    files = files_of(root)

    script = next(text for path, text in files.items() if path != INDEX)
    assert "<" not in script
    assert script.isprintable() or len(script.splitlines()) == 1
    assert data_in(script)["titles"] == [title.replace("\u2028", "\\u2028")]


def test_an_archive_without_incidents_has_an_index_alone(tmp_path: Path) -> None:
    assert list(files_of(archive_folder(tmp_path))) == [INDEX]


def test_the_list_of_a_thousand_incidents_is_small(tmp_path: Path) -> None:
    root = archive_folder(tmp_path, *(incident_text(id=f"INC-2026-{number:04d}") for number in range(1, 1001)))

    files = files_of(root)

    assert sum(len(text) for text in files.values()) < 200_000
