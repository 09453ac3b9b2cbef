"""The files that the filters of the list read: one for each year, and an index of them with the words they need.

They are classic scripts that call `incitrackList`: a page that was opened from a folder may load no other data.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Final, TypedDict

from incitrack.model.status import Status
from incitrack.printable import printable
from incitrack.website.addresses import links_from
from incitrack.website.contents import Contents, ShownIncident
from incitrack.website.describe import Describer
from incitrack.website.listing.year import CLOCK_NAMES, YearOfIncidents, year_of_incidents
from incitrack.website.look.severity_palette import css_class
from incitrack.website.page import DataFile
from incitrack.website.reuse.ingredients import Ingredients

INDEX: Final = "incidents/list.js"
"""Its name stays, as the names of the years' files do not; so it is not among the assets, which may be kept."""

Labels = list[tuple[str, str]]
"""What people call a word, where that is not the word itself. Pairs: a word may be one that a script knows."""


class YearFile(TypedDict):
    """A year, how many incidents it has, and the file from the site's top that has them."""

    year: int
    count: int
    file: str


class ListIndex(TypedDict):
    """What years there are, the latest first, and what the words in them mean.

    `severities` are in the policy's order, each with its name and its class in the styles; `unknown` is the class
    of any other. `statuses` have their text and whether they are open, `services` their name and team.
    """

    zone: str
    years: list[YearFile]
    clocks: list[str]
    severities: list[tuple[str, tuple[str, str]]]
    unknown: str
    statuses: list[tuple[str, tuple[str, bool]]]
    services: list[tuple[str, tuple[str, str | None]]]
    teams: Labels
    people: Labels
    categories: Labels
    causes: Labels
    factors: Labels
    tags: Labels


def list_files(contents: Contents, ingredients: Ingredients) -> Iterator[DataFile]:
    """The file of each year, whose name says what it is made of, and the index."""
    describe = Describer(contents, links_from(""))
    by_year = groupby(contents.incidents, key=lambda shown: contents.day(shown.at).year)
    years: list[YearFile] = []
    for year, group in by_year:
        incidents = tuple(group)
        made_of = ingredients.year(incidents)
        path = f"assets/list/{year:04d}.{made_of.hex()[:8]}.js"
        years.append({"year": year, "count": len(incidents), "file": path})
        make = partial(_year, year, incidents, describe)
        yield DataFile(path, make, of_now=False, made_of=partial(bytes, made_of))
    yield DataFile(INDEX, lambda: _call(_index(years, describe)))


def _year(year: int, incidents: Sequence[ShownIncident], describe: Describer) -> bytes:
    return _call(year_of_incidents(year, incidents, describe))


def _call(data: YearOfIncidents | ListIndex) -> bytes:
    """The call of the script; no text in it can end the script or a line of it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return f"incitrackList({text});\n".encode()


def _index(years: list[YearFile], describe: Describer) -> ListIndex:
    contents = describe.contents
    policies = contents.policies
    services, taxonomy = policies.services, policies.taxonomy
    severities = policies.severity.severities if policies.severity else {}
    return {
        "zone": contents.zone.key,
        "years": years,
        "clocks": [name.value for name in CLOCK_NAMES],
        "severities": [
            (key, (printable(each.name), css_class(rank))) for rank, (key, each) in enumerate(severities.items())
        ],
        "unknown": css_class(None),
        "statuses": [(status.value, (describe.status(status).text, status.is_open)) for status in Status],
        "services": [
            (key, (printable(services.name_of(key)), service.team))
            for key, service in (services.services or {}).items()
        ],
        "teams": _labels({key: team.name for key, team in services.teams.items()}),
        "people": _labels({handle: person.name for handle, person in (services.people or {}).items()}),
        "categories": _labels(taxonomy.categories),
        "causes": _labels(taxonomy.causes),
        "factors": _labels(taxonomy.factors),
        "tags": _labels(taxonomy.tags),
    }


def _labels(terms: Mapping[str, str | None] | None) -> Labels:
    return [(key, printable(label)) for key, label in (terms or {}).items() if label and label != key]
