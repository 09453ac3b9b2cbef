"""A list set whole or by steps, so that the elements which stay keep their lines."""

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from incitrack.changes.draft import Draft
from incitrack.changes.known_words import unknown
from incitrack.errors import UsageError
from incitrack.model.words import shown
from incitrack.records.edits_scalars import Value
from incitrack.records.edits_spans import FrontMatterText
from incitrack.records.yaml_spans import Path

_STEP: Final = re.compile(r"[+-].")


def with_list(
    draft: Draft, keys: Path, typed: Sequence[str], value_of: Callable[[str], Value], *, keeps_one: bool
) -> Draft:
    """The list with all the elements typed, or with those typed as `+x` and without those typed as `-x`.

    `value_of` makes an element of what was typed; `keeps_one` says that the list may not become empty.

    Raises:
        UsageError: steps and elements are mixed, or what shall go is not there or is the only one.
    """
    steps = [bool(_STEP.match(each)) for each in typed]
    if any(steps) and not all(steps):
        raise UsageError(
            f"{_name(keys)}: some values begin with + or - and some do not", hint="write all of one kind"
        )
    if not all(steps):
        return _with_elements(draft, keys, [value_of(each) for each in typed])
    for each in typed:
        if each[0] == "+":
            draft = _added(draft, keys, value_of(each[1:]))
        else:
            draft = _taken(draft, keys, each[1:], keeps_one=keeps_one)
    return draft


def _with_elements(draft: Draft, keys: Path, elements: list[Value]) -> Draft:
    """Step by step, so that what stays keeps its line; never empty between, for an empty list has no style."""
    wanted = {_word(element): element for element in elements}
    for element in wanted.values():
        draft = _added(draft, keys, element)
    words = _words(draft, keys)
    for index in reversed(range(len(words))):
        if words[index] not in wanted or words[index] in words[:index]:
            draft = draft.without((*keys, index))
    words = _words(draft, keys)
    return draft if words == list(wanted) else draft.with_order(keys, [words.index(word) for word in wanted])


def _words(draft: Draft, keys: Path) -> list[str]:
    """What the elements of a list are called."""
    found: Any = FrontMatterText(draft.text).values
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return [_word(each) for each in found] if isinstance(found, list) else []


def _word(element: Any) -> str:
    """What an element is called: its text, of a link with a kind its address."""
    return str(element.get("url")) if isinstance(element, dict) else str(element)


def _added(draft: Draft, keys: Path, element: Value) -> Draft:
    return draft if _word(element) in _words(draft, keys) else draft.with_element(keys, element)


def _taken(draft: Draft, keys: Path, typed: str, *, keeps_one: bool) -> Draft:
    known = _words(draft, keys)
    if typed not in known:
        raise unknown(typed, known, f"among the {_name(keys)} of {draft.id}")
    if len(known) == 1 and keeps_one:
        raise UsageError(f"{_name(keys)}: {shown(typed)} is the only one", hint="add another first")
    return draft.without((*keys, known.index(typed)))


def _name(keys: Path) -> str:
    return ".".join(str(key) for key in keys)
