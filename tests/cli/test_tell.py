"""`incitrack tell`."""

import pytest

from tests.cli.records_repository import RecordsRepository

AT = ("--at", "2026-11-20T14:45Z")


def told(records: RecordsRepository, *options: str) -> str:
    records.done("tell", "42", "We are on it", *options, *AT)
    return records.record.partition("## Communications\n\n")[2]


def test_the_section_is_added_where_it_is_missing(records: RecordsRepository) -> None:
    assert told(records, "--to", "public") == "- `2026-11-20T14:45Z` **public** @maria: We are on it\n"
    records.done("tell", "42", "Again", "--to", "stakeholders", "--at", "2026-11-20T15:00Z")
    assert records.record.count("## Communications") == 1
    assert records.record.endswith("- `2026-11-20T15:00Z` **stakeholders** @maria: Again\n")


@pytest.mark.parametrize(
    ("written", "by"),
    [("30m", "15:15"), ("2h", "16:45"), ("2026-11-20T15:10Z", "15:10"), ("2026-11-20T16:10+01:00", "15:10")],
)
def test_the_next_update_is_promised_from_the_time_of_the_entry(
    records: RecordsRepository, written: str, by: str
) -> None:
    line = told(records, "--to", "public", "--next", written)
    assert line.endswith(f"We are on it. Next update by `2026-11-20T{by}Z`.\n")


def test_a_day_is_24_hours(records: RecordsRepository) -> None:
    assert "Next update by `2026-11-21T14:45Z`." in told(records, "--to", "public", "--next", "1d")


def test_channels_and_the_expected_resolution(records: RecordsRepository) -> None:
    line = told(records, "--to", "public", "--via", "status-page", "--via", "chat", "--expected", "4h")
    assert "@maria via status-page, chat: We are on it. Resolution expected by `2026-11-20T18:45Z`." in line


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--to", "everyone"),
        ("--to", ""),
        ("--to", "tier-"),
        ("--to", "public", "--via", "the phone"),
        *(
            ("--to", "public", "--next", when)
            for when in ("soon", "30", "-30m", "0m", "3bd", "15:15", "9999d" * 9)
        ),
        ("--to", "public", "--next", "2026-11-20T14:00Z"),
        ("--to", "public", "--expected", "2026-11-20T15:15"),
    ],
)
def test_what_is_no_audience_channel_or_time_to_come_is_refused(
    records: RecordsRepository, options: tuple[str, ...]
) -> None:
    records.refused(2, "tell", "42", "We are on it", *options, *AT)


def test_a_promise_beyond_the_calendar_is_refused(records: RecordsRepository) -> None:
    records.refused(2, "tell", "42", "x", "--to", "public", "--next", "9999d", now="9999-12-30T00:00Z")


def test_the_subject_is_the_audience(records: RecordsRepository) -> None:
    told(records, "--to", "tier-enterprise")
    assert records.message.startswith("INC-2026-0042: tier-enterprise\n")
