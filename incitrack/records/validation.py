"""From what pydantic refuses to problems with a code, a place and a hint."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin, get_type_hints

from incitrack.model.shape import Shape, field_names
from incitrack.model.words import shown
from incitrack.records.front_matter import Positions
from incitrack.records.problem import Problem

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@cache
def adapter(shape: Any) -> "TypeAdapter[Any]":
    """What validates values as a shape, or as any other type of the model; made once."""
    from pydantic import TypeAdapter

    return TypeAdapter(shape)


def validated(shape: Any, values: object, positions: Callable[[], Positions]) -> tuple[Any, list[Problem]]:
    """The values as a shape, or None and each refusal as a problem: INC003, INC004 or INC005.

    `positions` is asked for only where something is refused.
    """
    from pydantic import ValidationError

    try:
        return adapter(shape).validate_python(values), []
    except ValidationError as error:
        places = positions()
        return None, [_problem(dict(each), shape, places) for each in error.errors(include_url=False)]


def nearest(word: str, known: list[str] | tuple[str, ...]) -> str | None:
    """The known word that a person most likely meant."""
    from difflib import get_close_matches

    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return near[0] if near else None


def _problem(error: dict[str, Any], model: Any, positions: Positions) -> Problem:
    keys = _keys_of_the_file(error["loc"], positions)
    kind = error["type"]
    if kind == "unexpected_keyword_argument":
        return _unknown_key(keys, model, positions)
    if kind == "missing":
        where = positions.place(*keys[:-1])
        return Problem("INC004", where, f"{_name(keys)} is missing", f"add {keys[-1]}:")
    keys += error.get("ctx", {}).get("below", ())
    is_key = bool(keys) and keys[-1] == "[key]"
    keys = keys[:-1] if is_key else keys
    where = positions.key_place(*keys) if is_key else positions.place(*keys)
    message, hint = _words(error)
    return Problem("INC005", where, f"{_name(keys)}: {message}", hint)


def _keys_of_the_file(location: tuple[Any, ...], positions: Positions) -> tuple[Any, ...]:
    # Tags of unions stand among them, between angle brackets. A key of the file that looks so has a place.
    keys: tuple[Any, ...] = ()
    for key in location:
        if not (isinstance(key, str) and key.startswith("<")) or (*keys, key) in positions.spans:
            keys += (key,)
    return keys


def _unknown_key(keys: tuple[Any, ...], model: Any, positions: Positions) -> Problem:
    known = _known_keys(model, keys[:-1])
    near = nearest(str(keys[-1]), known)
    hint = f"did you mean {near}?" if near else "known here: " + ", ".join(known)
    if len(keys) == 1 and not near and positions.path.endswith(".md"):  # a policy has no fields of a team's own
        hint = "remove it, or write it as a field of your own: x-" + str(keys[-1]).lower().replace("_", "-")[:40]
    return Problem("INC003", positions.key_place(*keys), f"unknown key {shown(keys[-1])}", hint)


def _words(error: dict[str, Any]) -> tuple[str, str]:
    context = error.get("ctx", {})
    value = error.get("input")
    if error["type"] == "wrong_value":
        return str(context["message"]), str(context["hint"])
    if error["type"] in {"enum", "literal_error"}:
        words = str(context["expected"]).replace("'", "")
        near = nearest(str(value), words.replace(" or ", ", ").split(", "))
        return f"{shown(value)} is not a word of its list", f"did you mean {near}?" if near else f"write {words}"
    if error["type"] in {"dataclass_type", "dict_type"}:
        return f"{shown(value)} stands where a map belongs", "write key: value pairs"
    return str(error["msg"]), "see the record format"


def _name(keys: tuple[Any, ...]) -> str:
    name = ""
    for key in keys:
        name += f"[{key + 1}]" if isinstance(key, int) else f".{shown(key)[1:-1]}" if name else shown(key)[1:-1]
    return name or "the file"


def _known_keys(shape: Any, keys: tuple[Any, ...]) -> list[str]:
    found = _bare(shape)
    for key in keys:
        if _is_shape(found):
            found = _bare(get_type_hints(found, include_extras=True).get(str(key)))
        elif found is not None:  # a list, whose elements come first, or a map, whose values come second
            found = _bare(get_args(found)[1 if get_origin(found) is dict else 0])
    return list(field_names(found)) if _is_shape(found) else []


def _is_shape(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Shape)


def _bare(annotation: Any) -> Any:
    """The first shape, list or map that an annotation allows; None where it allows none."""
    if _is_shape(annotation) or get_origin(annotation) in {tuple, dict}:
        return annotation
    inside = get_args(annotation)[:1] if get_origin(annotation) is Annotated else get_args(annotation)
    return next((found for each in inside if (found := _bare(each)) is not None), None)
