"""The public holidays of a country or a part of it, and which of them are known at all."""

from collections.abc import Container, Sequence
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from incitrack.calendars.kept_holidays import Holidays
from incitrack.errors import UnreadableError
from incitrack.model.words import shown


class Unknown(NamedTuple):
    """What is wrong with a code, and what to write instead."""

    message: str
    hint: str


def unknown_country(code: str) -> Unknown | None:
    """None where the holidays of `PL`, `DE/BY` or `DE/Bayern` are known; else what to tell the writer.

    Codes are ISO 3166, as the `holidays` library has them; a subdivision may also go by its name there.
    """
    import holidays

    if _known(code) is not None:
        return None
    country, _, part = code.partition("/")
    known = holidays.list_supported_countries(include_aliases=True)
    if country not in known:
        codes = sorted(each for each in known if len(each) == 2 and each[0] == country[:1])
        hint = f"did you mean {_nearest(country, codes)}?" if codes else "write its ISO 3166 letters, such as PL"
        return Unknown(f"no holidays are known of the country {shown(country)}", hint)
    of_country = holidays.country_holidays(country)
    parts = [*of_country.subdivisions, *of_country.subdivisions_aliases]
    message = f"no holidays are known of {shown(part)} in {country}"
    if not parts:
        return Unknown(message, f"write {country} alone")
    return Unknown(message, f"did you mean {_nearest(part, parts, before=f'{country}/')}?")


def holidays_of(code: str) -> Container[date]:
    """The public holidays of a country or subdivision, worked out year by year as they are asked for.

    Raises:
        UnreadableError: no holidays are known of it, which may be found when a day is asked for.
    """
    return Holidays(code, lambda year: _of_year(code, year))


def _of_year(code: str, year: int) -> frozenset[date]:
    if (found := _known(code)) is None:
        unknown = unknown_country(code)
        assert unknown is not None, "what the library does not know is unknown"  # noqa: S101
        raise UnreadableError(unknown.message, hint=unknown.hint)
    _ = date(year, 1, 1) in found  # works the year out
    return frozenset(day for day in found if day.year == year)


def _known(code: str) -> dict[date, str] | None:
    """The days of a country, without loading the list of all; None where the library does not know it."""
    import holidays

    country, _, part = code.partition("/")
    try:
        found: dict[date, str] = holidays.country_holidays(country, subdiv=part or None)
    except NotImplementedError:
        return None
    return found


def _nearest(word: str, known: Sequence[str], before: str = "") -> str:
    near = [before + each for each in get_close_matches(word, known, n=3, cutoff=0)]
    return " or ".join([", ".join(near[:-1]), near[-1]] if len(near) > 1 else near)
