import re
from pathlib import Path

import pytest

from tests.builders import archive_folder, incident_text
from tests.cli.ran import ran
from tests.metrics.histories import history
from tests.website.built_site import BuiltSite, SitePage, build

MESSAGE = re.compile(
    r'<section class="panel figure" id="([\w-]+)">\n<h2>[^<]*</h2>\n<p class="message">([^<]*)</p>'
)


def site(root: Path, *texts: str, severity: str | None = None) -> BuiltSite:
    folder = archive_folder(root / "records", *texts, **({"severity": severity} if severity else {}))
    build(folder)
    return BuiltSite(root / "site")


def messages(page: SitePage) -> dict[str, str]:
    """The sentence of each chart, by the chart's place on the page."""
    return {anchor: text.replace("\u00a0", " ") for anchor, text in MESSAGE.findall(page.html)}


def two_years(**fields: str | None) -> list[str]:
    """Three incidents in each of 2025's months and one in each of the last six."""
    found = []
    for month in range(1, 13):
        found += [history(f"2025-{month:02}-1{n} 10:0{n} reported", 10 * month + n, **fields) for n in range(3)]
    return [*found, *(history(f"2026-{month:02}-10 10:00 reported", month, **fields) for month in range(1, 11))]


def test_each_chart_begins_with_its_message(tmp_path: Path) -> None:
    page = site(tmp_path, *two_years(cause="capacity"))["trends/"]
    found = messages(page)
    # 6 from May to October; 3 in November, 3 in December and 4 from January to April before.
    assert found["incidents"] == "Fewer incidents than in the half year before: 6 against 10, which may be chance."
    assert found["services"] == "checkout has the most incidents: 46 of 46 (100 %)."
    assert found["causes"] == "“Capacity” makes up 100 % of the causes named."
    assert len(found) == 14
    assert page.html.count('class="message"') == 14


def test_the_page_begins_with_a_verdict_on_each_chart_that_leads_to_it(tmp_path: Path) -> None:
    page = site(tmp_path, *two_years(cause="capacity"))["trends/"]
    verdicts = page.html.partition('class="verdicts"')[2].partition("</ul>")[0]
    leads = re.findall(r'<li><a href="#([a-z-]+)">(.*?)</a></li>', verdicts)

    told = {anchor: " ".join(re.sub(r"<[^>]*>", " ", words).split()) for anchor, words in leads}

    assert list(told) == list(messages(page))
    assert told["incidents"] == "Incidents maybe fewer 10 → 6"
    assert told["services"] == "Services checkout 46 of 46 (100 %)"
    assert "the last half year beside the half year before, of 46 incidents since" in page.text


def test_a_run_of_months_is_named_and_one_on_the_better_side_is_no_warning(tmp_path: Path) -> None:
    found = [
        history(f"{year}-{month:02}-1{n} 10:0{n} reported", 100 * month + n)
        for year, months, count in ((2025, range(1, 10), 5), (2025, range(10, 13), 1), (2026, range(1, 11), 1))
        for month in months
        for n in range(count)
    ]
    html = site(tmp_path, *found)["trends/"].html
    chart = html.partition('id="signals"')[2].partition("</section>")[0]

    assert "A run of 9 busier months, January to September 2025." in chart
    assert "A run of 13 quieter months, October 2025 to October 2026: something has changed for good." in chart
    marks = re.findall(r'class="(noise|signal(?: better)?)" d=', chart)
    assert marks[:22] == ["signal"] * 9 + ["signal better"] * 13
    assert set(marks[22:]) == {"signal", "signal better"}  # the key names what is drawn and no more
    assert "noise</bdi>" not in chart


def test_without_records_there_is_a_sentence_in_place_of_each_chart(empty_site: BuiltSite) -> None:
    page = empty_site["trends/"]
    assert len(messages(page)) == 14
    assert 'svg class="chart' not in page.html
    assert "There is no month to look back on yet." in page.text


def test_what_was_only_resolved_has_one_chart_of_times_and_not_three(tmp_path: Path) -> None:
    whole = [
        history(
            f"2026-{month:02}-05 10:00 reported, 1{month % 6}:30 resolved",
            month,
            started_at=f"2026-{month:02}-05T10:00Z",
        )
        for month in range(6, 11)
    ]
    page = site(tmp_path / "whole", *whole)["trends/"]
    found = messages(page)

    assert found["to-acknowledge"] == "No incident was acknowledged before it was resolved."
    assert found["to-mitigate"] == "No incident was mitigated before it was resolved."
    assert page.text.count("The resolution stands in for it") == 2
    drawn = [
        anchor
        for anchor in found
        if 'class="chart ' in page.html.partition(f'id="{anchor}"')[2].partition("</section>")[0]
    ]
    assert "to-resolve" in drawn
    assert "to-acknowledge" not in drawn
    assert "to-mitigate" not in drawn
    assert "Time to acknowledge by month" in page.text  # its numbers stand all the same
    answered = history("2026-10-06 10:00 reported, 10:05 acknowledged, 11:00 resolved", 20)
    one = messages(site(tmp_path / "one", *whole, answered)["trends/"])
    assert one["to-acknowledge"].startswith("Half were acknowledged within")
    assert one["to-mitigate"] == found["to-mitigate"]


def test_what_does_not_count_is_left_out_and_said_to_be(tmp_path: Path) -> None:
    page = site(
        tmp_path,
        history("2026-10-05 10:00 reported", 1),
        history("2026-10-06 10:00 reported", 2, disposition="false-positive"),
        history("2026-10-07 10:00 reported", 3, disposition="planned"),
    )["trends/"]
    assert "n = 1 incident, each in the month of its report (UTC)." in page.text
    assert "Left out, because nobody had to act: 1 false positive and 1 planned one." in page.text


def test_a_month_of_nothing_that_counts_has_a_page_and_counts_nothing(tmp_path: Path) -> None:
    built = site(
        tmp_path,
        history("2026-09-05 10:00 reported", 1, disposition="planned"),
        history("2026-10-05 10:00 reported", 2),
    )
    page = built["trends/2026-09/"]
    assert "No incident was reported; nothing was recorded before." in page.text
    assert "Left out, because nobody had to act: 1 planned one." in page.text
    assert (
        '<li><a href="../trends/2026-09/index.html">Sep <span class="soft">0</span></a></li>'
        in built["trends/"].html
    )


def test_each_month_from_the_first_report_to_now_has_a_page_that_leads_to_those_beside_it(tmp_path: Path) -> None:
    built = site(tmp_path, history("2026-08-31 22:30 reported", 1), severity="severities: {P2: {name: High}}\n")
    pages = [path for path in built.pages if path.startswith("trends/2")]
    assert pages == [f"trends/2026-{month}/index.html" for month in ("08", "09", "10", "11")]
    beside = [a["href"] for a in built["trends/2026-09/"].all("a") if a.get("rel") in {"prev", "next"}]
    assert beside == ["../../trends/2026-08/index.html", "../../trends/2026-10/index.html"]
    assert [a["rel"] for a in built["trends/2026-11/"].all("a") if a.get("rel") in {"prev", "next"}] == ["prev"]


def test_a_month_in_which_no_service_was_affected_most_says_how_often_each_was(tmp_path: Path) -> None:
    names = [f"service-{n:02}" for n in range(15)]
    before = [
        history(f"2026-09-{n:02} 10:00 reported", n, services=f"[{name}]") for n, name in enumerate(names, 1)
    ]
    now = [history(f"2026-10-0{n} 10:00 reported", 50 + n, services=f"[{names[n]}]") for n in range(1, 4)]

    page = site(tmp_path, *before, *now)["trends/2026-10/"]

    assert messages(page)["services"] == "3 services affected, one incident each."
    assert "more services had" not in page.text  # they had none


def test_a_month_is_one_of_the_team_s_calendar(tmp_path: Path) -> None:
    warsaw = "calendar: {timezone: Europe/Warsaw}\nseverities: {P2: {name: High}}\n"
    built = site(tmp_path, history("2026-08-31 22:30 reported", 1), severity=warsaw)
    assert min(path for path in built.pages if path.startswith("trends/2")) == "trends/2026-09/index.html"


def test_a_mistyped_century_gives_no_thousands_of_months(tmp_path: Path) -> None:
    slip, meant = history("0202-10-05 10:00 reported", 1), history("2026-10-05 10:00 reported", 2)
    built = site(tmp_path, slip, meant)
    assert [path for path in built.pages if path.startswith("trends/2")] == [
        "trends/2026-10/index.html",
        "trends/2026-11/index.html",
    ]


def test_a_report_of_later_than_now_is_in_no_month(tmp_path: Path) -> None:
    built = site(tmp_path, history("2027-01-05 10:00 reported", 1))
    assert [path for path in built.pages if path.startswith("trends/2")] == []
    assert "There is no month to look back on yet." in built["trends/"].text


def test_a_month_is_shown_beside_the_one_before(tmp_path: Path) -> None:
    built = site(
        tmp_path,
        history("2026-09-05 10:00 reported, 12:00 resolved", 1, severity="P1"),
        history("2026-10-05 10:00 reported, 11:00 resolved", 2, severity="P1"),
        history("2026-10-06 10:00 reported", 3),
    )
    page = built["trends/2026-10/"]
    assert "2 incidents were reported, 1 more than in September 2026 (1)." in page.text
    assert "The last month is lighter: it is not over, and not compared." in built["trends/"].text
    assert messages(page)["severities"] == "P1 Critical: 1, as many as the month before (1)."
    assert messages(page)["times"] == "One of 2 incidents was resolved in 1 h."
    assert messages(built["trends/2026-09/"])["times"] == "The one incident was resolved in 2 h."
    assert "Review of October 2026" in page.text


def test_what_is_to_be_expected_of_a_month_are_whole_incidents(tmp_path: Path) -> None:
    months = [(month, number) for month in range(1, 11) for number in range(1 + month % 2)]
    built = site(
        tmp_path,
        *(history(f"2026-{month:02d}-05 10:00 reported", month * 10 + number) for month, number in months),
    )
    # 1 or 2 a month in turn: a mean of 1.5, and 2.66 to either side
    assert (
        "That is noise: from month to month 0 to 4 is to be expected (n = 10 months)."
        in built["trends/2026-10/"].text
    )


UNKNOWN = "Whether anything came again is not known"


def test_where_no_incident_names_its_cause_nothing_is_said_to_have_not_come_again(tmp_path: Path) -> None:
    folder = archive_folder(tmp_path / "records", *two_years())
    (folder / "policies/services.yaml").write_text("services: {checkout: {}}\n")
    build(folder)
    built = BuiltSite(tmp_path / "site")
    trends = built["trends/"]
    found = messages(trends)
    assert found["recurrence"] == found["recurring"] == f"{UNKNOWN}: no incident names its cause."
    assert "came again" not in trends.text.replace(UNKNOWN, "")
    services = trends.html.partition('id="services"')[2].partition("</section>")[0]
    assert "not known" in services
    assert "not known, as none of 46 names a cause" in built["services/checkout/"].text
    assert f"{UNKNOWN}, as the one names no cause." in built["trends/2026-10/"].text
    assert "That is not known, as the one names no cause." in ran(folder, "report", "month", "2026-10").out
    assert "Came again       not known, as none of 46 names a cause" in ran(folder, "metrics").out
    assert "not known (0 of 46)" in ran(folder, "metrics", "--by", "service").out


def test_where_some_name_their_cause_it_is_said_how_many_could_be_judged(tmp_path: Path) -> None:
    named = [history(f"2026-{month:02}-20 10:00 reported", 50 + month, cause="change") for month in (9, 10)]
    folder = archive_folder(tmp_path / "records", *two_years(), *named)
    (folder / "policies/services.yaml").write_text("services: {checkout: {}}\n")
    build(folder)
    built = BuiltSite(tmp_path / "site")
    some = "judged by the 2 that name a cause"
    found = messages(built["trends/"])
    assert found["recurrence"] == (
        "1 of 8 (13 %) of the last half year came again; "
        "of the half year before that is not known, as none of 10 names a cause."
    )
    assert f"1 of 48 (2 %), {some}" in built["trends/"].text
    assert "1 of 2 judged" in built["trends/"].text
    assert f"1 of 48 (2 %), {some}" in built["services/checkout/"].text
    assert "n = 2, judged by the one that names a cause" in built["trends/2026-10/"].text
    assert f"{UNKNOWN}, as the one names no cause." in built["trends/2026-08/"].text
    report = ran(folder, "report", "month", "2026-10").out
    assert "1 of 2 (50 %) had the service and cause of one in the 90 days before, judged by the one" in report
    assert "2 % (2 of 48)" in ran(folder, "metrics", "--by", "service").out


def by_months(counts: list[int]) -> list[str]:
    """So many incidents in each of the last months up to October 2026, each reported on a day of its own."""
    return [
        history(f"2026-{month:02}-{1 + n % 28:02} {n // 28:02}:00 reported", 100 * month + n)
        for month, count in enumerate(counts, start=11 - len(counts))
        for n in range(count)
    ]


def test_limits_are_whole_numbers_within_them_on_every_page_and_in_the_report(tmp_path: Path) -> None:
    # A mean of 12 and moving ranges of 4: from 1.36 to 22.64, so that 1 and 23 are outside.
    built = site(tmp_path, *by_months([10, 14] * 5))
    assert messages(built["trends/"])["signals"] == "No month stands out: 2 to 22 is noise."
    assert "from month to month 2 to 22 is to be expected (n = 10 months)." in built["trends/2026-10/"].text
    words = re.findall(r'<text class="end small"[^>]*>([^<]*)</text>', built["trends/"].html)
    assert words[:6] == ["limit", "22", "mean", "12", "limit", "2"]
    report = ran(tmp_path / "records", "report", "month", "2026-10").out
    assert "Incidents a month: on average 12 (n = 10 months); 2 to 22 is noise." in report
    assert "what the months vary by themselves, 2 to 22 a month (n = 10 months)." in report
    assert "Nothing stands out: 2 to 22 is to be expected." in ran(tmp_path / "records", "metrics").out


@pytest.mark.parametrize(("complete", "judged"), [(2, False), (5, False), (6, True)])
def test_no_month_is_judged_by_limits_of_fewer_than_six(tmp_path: Path, complete: int, judged: bool) -> None:
    built = site(tmp_path, *by_months([30, 1, 2, 1, 1, 2][-complete:]))
    yet = f"cannot be told yet: only {complete} months are complete, and it takes 6."
    found = messages(built["trends/"])
    assert (found["signals"] == f"What is signal and what is noise {yet}") is not judged
    assert (f"Whether that is a signal or noise {yet}" in built["trends/2026-10/"].text) is not judged
    assert ("Not judged yet" in built["trends/"].text) is not judged
    assert ("cannot be told yet" in ran(tmp_path / "records", "report", "month", "2026-10").out) is not judged
    assert ("cannot be told yet" in ran(tmp_path / "records", "metrics").out) is not judged


def test_no_restricted_record_is_in_any_figure(tmp_path: Path) -> None:
    open_one, hidden = (
        history("2026-10-05 10:00 reported", 1),
        history("2024-03-06 10:00 reported", 2, visibility="restricted"),
    )
    assert site(tmp_path / "a", open_one, hidden)["trends/"].html == site(tmp_path / "b", open_one)["trends/"].html


def test_a_service_says_how_available_it_was(tmp_path: Path) -> None:
    folder = archive_folder(
        tmp_path / "records",
        incident_text(
            id="INC-2026-0001",
            severity="P1",
            status="resolved",
            started_at="2026-10-05T10:00Z",
            timeline=[
                "- `2026-10-05T10:00Z` **reported** @maria: Down.",
                "- `2026-10-05T17:26Z` **resolved** @maria: Up.",
            ],
        ),
    )
    (folder / "policies/services.yaml").write_text("services: {checkout: {availability: 99.5}, mail: {}}\n")
    build(folder)
    built = BuiltSite(tmp_path / "site")
    # 7 h 26 min of October's 31 days are 0.9991 %; of the 50 days since its beginning much less than a hundredth.
    checkout = built["services/checkout/"]
    assert "99.00 %" in checkout.text
    assert "down for 7 h 26 min" in checkout.html
    assert re.search(
        r"99\.3\d % available since 1 October 2026, below the target of 99\.50 %\.",
        checkout.text.replace("\u00a0", " "),
    )
    assert "Never down since 1 October 2026; it has no target." in built["services/mail/"].text
    assert "Availability is that since 1 October 2026, when the records begin; some" in built["services/"].text
    assert "below the target" in built["services/"].text


@pytest.mark.parametrize(
    ("first", "covered"), [("2025-12-20", "in the last 12 months"), ("2026-01-05", "since 1 January 2026")]
)
def test_availability_covers_no_more_than_the_records_do(tmp_path: Path, first: str, covered: str) -> None:
    folder = archive_folder(tmp_path / "records", history(f"{first} 10:00 reported, 11:00 resolved"))
    (folder / "policies/services.yaml").write_text("services: {checkout: {}}\n")
    build(folder)
    assert f"Never down {covered}; it has no target." in BuiltSite(tmp_path / "site")["services/checkout/"].text


@pytest.mark.parametrize("page", ["trends/", "trends/2026-10/", "services/checkout/"])
def test_every_pattern_that_a_mark_is_painted_with_is_on_the_page(tmp_path: Path, page: str) -> None:
    texts = [history(f"2026-10-0{n} 10:00 reported", n, severity=f"P{n}") for n in (1, 2, 3, 4)]
    texts.append(history("2026-10-09 10:00 reported", 9, severity="X9"))
    folder = archive_folder(tmp_path / "records", *texts)
    (folder / "policies/services.yaml").write_text("services: {checkout: {}}\n")
    build(folder)
    html = BuiltSite(tmp_path / "site")[page].html
    used = set(re.findall(r"url\(#([\w-]+)\)", html))
    assert used - {"fill-again", "fill-missed"} == {"fill-sev-1", "fill-sev-2", "fill-sev-3", "fill-sev-unknown"}
    assert used <= set(re.findall(r'<pattern id="([\w-]+)"', html))
