import subprocess
import sys
from datetime import date

import pytest

from incitrack.calendars.countries import holidays_of, unknown_country
from incitrack.errors import UnreadableError
from tests.calendars.written import at, calendar


@pytest.mark.parametrize("code", ["PL", "UK", "DE/BY", "DE/Bayern", "DE/Baden-Württemberg", "US/CA", "GB/SCT"])
def test_a_country_and_a_part_of_one_are_known(code: str) -> None:
    assert unknown_country(code) is None
    assert date(2026, 1, 1) in holidays_of(code)


@pytest.mark.parametrize(
    ("code", "said", "hint"),
    [
        ("XX", "of the country “XX”", "did you mean XK?"),
        ("DE/Bavern", "of “Bavern” in DE", "did you mean DE/Bayern, "),
        ("US/california", "of “california” in US", "did you mean US/California, "),
        ("HR/XX", "of “XX” in HR", "write HR alone"),
    ],
)
def test_what_is_not_known_is_named_with_what_is_nearest(code: str, said: str, hint: str) -> None:
    unknown = unknown_country(code)
    assert unknown is not None
    assert said in unknown.message
    assert hint in unknown.hint


def test_a_calendar_with_unknown_holidays_is_refused_when_they_are_needed() -> None:
    team = calendar(holidays="XX")
    assert team.local_day(at("2026-11-20 12:00")) == date(2026, 11, 20)
    with pytest.raises(UnreadableError, match="no holidays are known of the country “XX”"):
        team.is_open(at("2026-11-20 12:00"))


def test_a_calendar_without_holidays_does_not_load_those_of_the_world() -> None:
    asked = "Calendar(CalendarPolicy()).is_open(datetime(2026, 11, 20, tzinfo=UTC))"
    imports = (
        "import sys",
        "from datetime import UTC, datetime",
        "from incitrack.calendars.calendar import Calendar",
        "from incitrack.model.calendar import CalendarPolicy",
    )
    program = "; ".join((*imports, asked, "print('holidays' in sys.modules)"))
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
