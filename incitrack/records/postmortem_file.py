"""From the text of a postmortem's file to its words, or to every reason why it cannot be read."""

from typing import Any, Final

from incitrack.errors import Place
from incitrack.model.postmortem import Postmortem, PostmortemFrontMatter
from incitrack.records.front_matter import Positions, find_front_matter
from incitrack.records.incident_file import in_order, no_front_matter, read_values
from incitrack.records.problem import Problem
from incitrack.records.record import PostmortemRecord, Unreadable
from incitrack.records.validation import validated

_PUBLISHED_NEEDS: Final = ("published_at", "authors", "trigger")


def parse_postmortem(path: str, text: str) -> PostmortemRecord | Unreadable:
    """Read a postmortem's file. Pure; `path` is only written into the places of problems."""
    bounds = find_front_matter(text)
    if bounds is None:
        return Unreadable(path, "postmortem", (no_front_matter(path),), text)
    values, problems, action_lines = read_values(path, text, bounds)
    if values is None:
        return Unreadable(path, "postmortem", in_order(problems), text)
    custom = {key: values.pop(key) for key in [key for key in values if key.startswith("x-")]}
    fields, found = validated(
        PostmortemFrontMatter, values, lambda: Positions(path, text, bounds.start, bounds.end)
    )
    problems += found
    if values.get("status") == "published":
        problems += _unfit_to_publish(values, path, Positions(path, text, bounds.start, bounds.end))
    if problems or fields is None:
        return Unreadable(path, "postmortem", in_order(problems), text)
    postmortem = Postmortem(**vars(fields), custom=custom)
    return PostmortemRecord(path, text, action_lines, postmortem)


def _unfit_to_publish(values: dict[str, Any], path: str, positions: Positions) -> list[Problem]:
    problems = [
        Problem("INC004", Place(path), f"{key} is missing", f"a published postmortem needs {key}:")
        for key in _PUBLISHED_NEEDS
        if values.get(key) is None
    ]
    if values.get("authors") == []:
        problems.append(
            Problem("INC005", positions.place("authors"), "authors: the list is empty", "name who wrote it")
        )
    return problems
