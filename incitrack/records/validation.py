"""From what pydantic refuses to problems with a code, a place and a hint."""

from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from incitrack.model.shape import Shape
from incitrack.model.words import shown
from incitrack.records.front_matter import Positions
from incitrack.records.problem import Problem


def problems_of(error: ValidationError, model: type[BaseModel], positions: Positions) -> list[Problem]:
    """Each refusal of a validation as a problem: INC003, INC004 or INC005."""
    return [_problem(dict(each), model, positions) for each in error.errors(include_url=False)]


def nearest(word: str, known: list[str] | tuple[str, ...]) -> str | None:
    """The known word that a person most likely meant."""
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return near[0] if near else None


def _problem(error: dict[str, Any], model: type[BaseModel], positions: Positions) -> Problem:
    # Tags of unions stand between angle brackets; they are no keys of the file.
    keys = tuple(key for key in error["loc"] if not (isinstance(key, str) and key.startswith("<")))
    kind = error["type"]
    if kind == "extra_forbidden":
        return _unknown_key(keys, model, positions)
    if kind == "missing":
        where = positions.place(*keys[:-1])
        return Problem("INC004", where, f"{_name(keys)} is missing", f"add {keys[-1]}:")
    is_key = bool(keys) and keys[-1] == "[key]"
    keys = keys[:-1] if is_key else keys
    where = positions.key_place(*keys) if is_key else positions.place(*keys)
    message, hint = _words(error)
    return Problem("INC005", where, f"{_name(keys)}: {message}", hint)


def _unknown_key(keys: tuple[Any, ...], model: type[BaseModel], positions: Positions) -> Problem:
    known = _known_keys(model, keys[:-1])
    near = nearest(str(keys[-1]), known)
    hint = f"did you mean {near}?" if near else "known here: " + ", ".join(known)
    if len(keys) == 1 and not near:
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
    if error["type"] in {"model_type", "dict_type", "model_attributes_type"}:
        return f"{shown(value)} stands where a map belongs", "write key: value pairs"
    return str(error["msg"]), "see the record format"


def _name(keys: tuple[Any, ...]) -> str:
    name = ""
    for key in keys:
        name += f"[{key + 1}]" if isinstance(key, int) else f".{shown(key)[1:-1]}" if name else shown(key)[1:-1]
    return name or "the file"


def _known_keys(model: type[BaseModel], keys: tuple[Any, ...]) -> list[str]:
    found: Any = model
    for key in keys:
        if isinstance(found, type) and issubclass(found, BaseModel):
            field = found.model_fields.get(str(key))
            found = _inner(field.annotation) if field else None
    is_model = isinstance(found, type) and issubclass(found, BaseModel)
    return list(found.model_fields) if is_model else []


def _inner(annotation: Any) -> Any:
    """The shape inside an annotation: of a list its element's, of a map its value's, of a union the first."""
    origin = get_origin(annotation)
    if origin is None:
        return annotation if isinstance(annotation, type) and issubclass(annotation, Shape) else None
    if origin is Annotated:
        return _inner(get_args(annotation)[0])
    if origin in {tuple, dict, Union, UnionType}:
        return next((found for each in get_args(annotation) if (found := _inner(each)) is not None), None)
    return None
