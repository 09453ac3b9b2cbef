"""271 outages of 23 sites: downtime by day and by month, and uptime, against what the monitor published."""

from collections import defaultdict
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from incitrack.model.impact import impact_periods
from incitrack.model.local_day import local_day, start_of_day
from incitrack.model.times import parse_time
from incitrack.records.archive import Archive, read_archive
from tests.real.brought import by_source, errors, groups, metrics, rows
from tests.real.convert_upptime import convert

pytestmark = pytest.mark.real_data

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def source(real_data: Path) -> Path:
    return real_data / "upptime-dhbern"


@pytest.fixture(scope="module")
def root(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return convert(source, tmp_path_factory.mktemp("upptime"))


@pytest.fixture(scope="module")
def archive(root: Path) -> Archive:
    return read_archive(root)


def downtime_by_month(root: Path) -> dict[str, dict[str, timedelta]]:
    """What `metrics` says: by the name of the site, by month."""
    names = read_archive(root).policies.services.services or {}
    found: dict[str, dict[str, timedelta]] = defaultdict(dict)
    for each in metrics(root)["availability"]:
        found[names[each["service"]].name or ""][each["month"]] = timedelta(seconds=each["downtime_s"])
    return found


def downtime_by_day(archive: Archive) -> dict[tuple[str, str], timedelta]:
    """By the name of the site and the day, each period cut at midnight."""
    names, found = archive.policies.services.services or {}, defaultdict[tuple[str, str], timedelta](timedelta)
    for record in archive.incidents:
        (service,) = record.incident.services
        for start, end in impact_periods(record.incident):
            assert end
            for at, until in cut(start, end, archive):
                found[names[service].name or "", f"{at:%Y-%m-%d}"] += until - at
    return found


def cut(start: datetime, end: datetime, archive: Archive) -> list[tuple[datetime, datetime]]:
    midnight = start_of_day(local_day(start, archive.policies) + DAY, archive.policies)
    return [(start, end)] if end <= midnight else [(start, midnight), *cut(midnight, end, archive)]


def agreeing(source: Path) -> dict[str, dict[str, str]]:
    """The published figures, by site, that the outages bear out; the others are not explained by the source."""
    return {row["site"]: row for row in rows(source / "published.csv") if row["agrees"] == "yes"}


def test_every_outage_is_an_incident_with_nothing_wrong(source: Path, root: Path) -> None:
    outages = rows(source / "outages.csv")
    told = {name: record.incident for name, record in by_source(root).items()}
    assert len(outages) == len(told) == 271
    for row in outages:
        (period,) = impact_periods(told[f"{row['slug']} {row['down_at']}"])
        assert period == (parse_time(row["down_at"]), parse_time(row["up_at"]))
    assert errors(root) == {}


def test_every_site_is_a_service_also_where_its_name_is_too_long_for_a_key(source: Path, root: Path) -> None:
    outages = rows(source / "outages.csv")
    sites = {row["site"] for row in outages}
    assert len(sites) == 23
    assert len([site for site in sites if len(site) > 60]) == 9
    names = read_archive(root).policies.services.services or {}
    assert {service.name for service in names.values()} == sites
    assert {names[key].name: group["incidents"] for key, group in groups(root, "service").items()} == {
        site: sum(row["site"] == site for row in outages) for site in sites
    }


def test_minutes_down_by_day_are_the_published_ones_on_82_of_85_site_days(source: Path, archive: Archive) -> None:
    slugs = {row["slug"]: site for site, row in agreeing(source).items()}
    ours = downtime_by_day(archive)
    theirs = {
        (slugs[row["slug"]], row["day"]): int(row["minutes_down"]) * MINUTE
        for row in rows(source / "published_minutes_down_by_day.csv")
    }
    near = [key for key, minutes in theirs.items() if abs(ours[key] - minutes) <= 2 * MINUTE]
    assert (len(theirs), len(near)) == (85, 82)
    assert {key for key in ours if key[0] in slugs.values()} == theirs.keys()


def test_downtime_by_month_is_that_of_its_days(root: Path, archive: Archive) -> None:
    days = defaultdict[tuple[str, str], timedelta](timedelta)
    for (site, day), length in downtime_by_day(archive).items():
        days[site, day[:7]] += length
    months = {
        (site, month): length for site, found in downtime_by_month(root).items() for month, length in found.items()
    }
    assert months == days
    assert len(months) > 23


def test_minutes_down_are_the_published_ones_wherever_the_source_calls_them_alike(
    source: Path, root: Path
) -> None:
    """The source calls figures alike that lie within 5 minutes, or 2 %."""
    ours = {site: sum(found.values(), timedelta()) for site, found in downtime_by_month(root).items()}
    near = set()
    for row in rows(source / "published.csv"):
        theirs = int(row["published_minutes_down"]) * MINUTE
        if row["site"] in ours and abs(ours[row["site"]] - theirs) <= max(5 * MINUTE, theirs / 50):
            near.add(row["site"])
        assert ours.get(row["site"], timedelta()) / MINUTE == pytest.approx(
            float(row["minutes_from_outages"]), abs=0.051
        )
    assert len(ours) == 23
    assert len(near) == 11
    assert near == agreeing(source).keys() & ours.keys()


def test_uptime_is_the_published_one(source: Path, root: Path) -> None:
    ours = {site: sum(found.values(), timedelta()) for site, found in downtime_by_month(root).items()}
    for site, row in agreeing(source).items():
        watched = parse_time(row["snapshot_at"]) - parse_time(row["monitored_from"])
        uptime = 100 * (1 - ours.get(site, timedelta()) / watched)
        assert uptime == pytest.approx(float(row["published_uptime"].rstrip("%")), abs=0.02)


def test_rates_are_of_whole_months(root: Path) -> None:
    days = {"2026-02": 28, "2026-03": 31, "2026-04": 30, "2026-05": 31, "2026-06": 30, "2026-07": 31}
    for each in metrics(root)["availability"]:
        assert each["length_s"] == days[each["month"]] * 86_400
        assert each["rate"] == pytest.approx(1 - each["downtime_s"] / each["length_s"], abs=1e-9)
        assert each["target"] is None
