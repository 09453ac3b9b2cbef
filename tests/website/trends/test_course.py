import re
from pathlib import Path

import pytest

from tests.builders import archive_folder
from tests.metrics.histories import history
from tests.website.built_site import BuiltSite, build


def site(root: Path, *texts: str) -> BuiltSite:
    build(archive_folder(root / "records", *texts))
    return BuiltSite(root / "site")


def by_months(counts: list[int]) -> list[str]:
    """So many incidents in each of the last months up to October 2026."""
    return [
        history(f"2026-{month:02}-{1 + n:02} 10:00 reported", 100 * month + n)
        for month, count in enumerate(counts, start=11 - len(counts))
        for n in range(count)
    ]


def line(built: BuiltSite) -> str:
    """What the overview says of the months."""
    found = re.search(r'<p class="quiet course">(.*?)</p>', built[""].html)
    assert found
    return re.sub(r"<[^>]+>", "", found[1])


def verdict(built: BuiltSite) -> str:
    """What the trends begin with of the monthly numbers."""
    found = re.search(r'<li><a href="#signals">(.*?)</a></li>', built["trends/"].html)
    assert found
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split()).removeprefix("Signals: incidents ")


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        ([2, 3, 2, 3, 2, 3], "no signal in 6 months"),
        ([2, 3, 2, 3, 2, 3, 2, 20], "1 signal for the worse in 8 months"),
        ([4, 5, *[2, 1] * 4], "8 signals for the better in 10 months"),
        ([9, 5, *[2] * 8], "9 signals in 10 months"),
    ],
)
def test_the_overview_gives_the_verdict_of_the_trends_and_leads_to_both(
    tmp_path: Path, counts: list[int], says: str
) -> None:
    built = site(tmp_path, *by_months(counts))
    assert line(built) == f"Incidents a month: {says}. Trends · Review of October 2026"
    assert verdict(built) == says
    links = re.findall(r'href="([^"]+)"', built[""].html.partition("quiet course")[2].partition("</p>")[0])
    assert links == ["trends/index.html", "trends/2026-10/index.html"]


def test_of_too_few_months_the_overview_says_so(tmp_path: Path) -> None:
    built = site(tmp_path, *by_months([2, 9, 1]))
    assert line(built) == "Incidents a month: too few months, n = 3. Trends · Review of October 2026"
    assert verdict(built) == "too few months n = 3"


@pytest.mark.parametrize(
    "reported", ["2026-11-05 10:00", "0202-10-05 10:00", "2027-01-05 10:00", "2026-11-20 16:00"]
)
def test_no_review_is_led_to_that_is_not_there(tmp_path: Path, reported: str) -> None:
    built = site(tmp_path, history(f"{reported} reported", 1))
    assert line(built).endswith("Trends")
    assert "trends/2026-10/index.html" not in built.pages


def test_what_does_not_count_counts_for_nothing_and_has_a_review(tmp_path: Path) -> None:
    built = site(tmp_path, history("2026-09-05 10:00 reported", 1, disposition="planned"))
    assert line(built) == "Trends · Review of October 2026"
    assert "trends/2026-10/index.html" in built.pages


def test_a_month_is_one_of_the_team_s_calendar(tmp_path: Path) -> None:
    edges = [
        f"2026-{month:02}-{day} 22:30 reported" for month, day in ((4, 30), (5, 31), (6, 30), (7, 31), (8, 31))
    ]
    texts = [history(text, number) for number, text in enumerate([*edges, "2026-09-30 21:30 reported"])]
    policy = "calendar: {timezone: Europe/Warsaw}\nseverities: {P2: {name: High}}\n"
    build(archive_folder(tmp_path / "records", *texts, severity=policy))
    # In Warsaw all but the last were reported on the first of the next month: May to September have one, and then two.
    built = BuiltSite(tmp_path / "site")
    assert line(built).startswith("Incidents a month: no signal in 6 months.")
    assert verdict(built) == "no signal in 6 months"
