"""From the text of an incident's file to its words, or to every reason why it cannot be read."""

from typing import Any, Final, NamedTuple

from incitrack.errors import Place
from incitrack.model.incident import FrontMatter, Incident
from incitrack.model.shape import field_names
from incitrack.records.front_matter import Bounds, Positions, find_front_matter
from incitrack.records.problem import Problem
from incitrack.records.record import IncidentRecord, Unreadable, body_of
from incitrack.records.validation import validated
from incitrack.records.yaml_reader import read_yaml
from incitrack.records.yaml_spans import YamlProblem

_FIELDS: Final = field_names(FrontMatter)
_FIRST_LINE: Final = 2
"""Where the YAML begins, below the line that opens it."""


def parse_incident(path: str, text: str, *, known: IncidentRecord | None = None) -> IncidentRecord | Unreadable:
    """Read an incident's file. Pure; `path` is only written into the places of problems.

    `known` is a record that was read before: where the front matter is the same text, what it says is the same,
    and the YAML is not read and validated again.
    """
    bounds = find_front_matter(text)
    if bounds is None:
        return Unreadable(path, "incident", (no_front_matter(path),), text)
    body = body_of(text, bounds)
    timeline, malformed = body.timeline()
    communications, more = body.communications()
    problems = [Problem("INC006", Place(path, item.line), item.message, item.hint) for item in (*malformed, *more)]
    if known and known.text[: known.bounds.body] == text[: bounds.body]:
        fields, custom = {name: getattr(known.incident, name) for name in _FIELDS}, known.incident.custom
        action_lines = known.action_lines
    else:
        values, found, action_lines = read_values(path, text, bounds)
        fields, custom, more_found = _fields(path, text, bounds, values)
        problems += [*found, *more_found]
    if problems:
        return Unreadable(path, "incident", in_order(problems), text)
    incident = Incident(**fields, timeline=tuple(timeline), communications=tuple(communications), custom=custom)
    return IncidentRecord(path, text, action_lines, incident)


def _fields(
    path: str, text: str, bounds: Bounds, values: dict[str, Any] | None
) -> tuple[dict[str, Any], dict[str, Any], list[Problem]]:
    """The fields of the record format, the team's own, and what is wrong with them."""
    if values is None:
        return {}, {}, []
    custom = {key: values.pop(key) for key in [key for key in values if key.startswith("x-")]}
    fields, found = validated(FrontMatter, values, lambda: Positions(path, text, bounds.start, bounds.end))
    return vars(fields) if fields else {}, custom, [*found, *_missing_reference(values, path)]


def _missing_reference(values: dict[str, Any], path: str) -> list[Problem]:
    if values.get("disposition") != "duplicate" or values.get("duplicate_of") is not None:
        return []
    hint = "add duplicate_of: and the ID of the incident that stays"
    return [Problem("INC004", Place(path), "duplicate_of is missing", hint)]


def in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """The problems of one file by place."""
    return tuple(sorted(problems, key=lambda problem: problem.place))


def no_front_matter(path: str) -> Problem:
    """The problem of a file that does not begin with front matter."""
    return Problem(
        "INC001",
        Place(path),
        "the file has no front matter",
        "begin it with a line --- and end the YAML with another line ---",
    )


class Values(NamedTuple):
    """The map that a front matter holds, None where it holds none, what is wrong, and the lines of its actions."""

    values: dict[str, Any] | None
    problems: list[Problem]
    action_lines: tuple[int, ...]


def read_values(path: str, text: str, bounds: Bounds) -> Values:
    """What the front matter holds, as YAML; the team's own fields are never empty."""
    reading = read_yaml(text[bounds.start : bounds.end])
    problems = yaml_problems(path, text, bounds.start, reading.problems)
    if isinstance(reading.value, dict):
        own = [key for key, value in reading.value.items() if value is None and key.startswith("x-")]
        values = {key: value for key, value in reading.value.items() if key not in own}
        lines = reading.element_lines.get("actions", ())
        return Values(values, problems, tuple(line + _FIRST_LINE for line in lines))
    if not problems:
        hint = "write one field a line, such as title: Checkout returns 502"
        where = Place(path, _FIRST_LINE)
        problems.append(Problem("INC002", where, "the front matter is not a map of fields", hint))
    return Values(None, problems, ())


def yaml_problems(path: str, text: str, start: int, found: list[YamlProblem]) -> list[Problem]:
    """What the YAML reader refused, with the places in the file that the YAML at `start` stands in."""
    if not found:
        return []
    lines = Positions(path, text, start, start).lines
    return [Problem(each.code, lines.place(path, each.offset + start), each.message, each.hint) for each in found]
