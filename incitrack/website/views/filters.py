"""What a list can be filtered and sorted by."""

from dataclasses import dataclass

from incitrack.website.views.lists import IncidentLine


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """A value to choose, in words, and how many incidents have it."""

    value: str
    text: str
    count: str


@dataclass(frozen=True, slots=True)
class FacetView:
    """A control: its name, which is also the word in the address, its label, and what nothing chosen is called."""

    name: str
    label: str
    any: str
    choices: tuple[ChoiceView, ...]


@dataclass(frozen=True, slots=True)
class FiltersView:
    """The controls of the list of incidents, `total` incidents in all.

    `pattern` is a line with everything that a line can have: a script makes those that it finds after it.
    """

    total: int
    facets: tuple[FacetView, ...]
    pattern: IncidentLine
