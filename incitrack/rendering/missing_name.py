"""What a template is told that asks for what is not there: of what it asked, and what there is instead."""

from dataclasses import fields, is_dataclass
from typing import Any, Final

from jinja2 import StrictUndefined
from jinja2.environment import TemplateModule
from jinja2.utils import missing

from incitrack.records.validation import nearest

_LISTED: Final = 12


class MissingName(StrictUndefined):
    """An unknown name, which fails wherever it is used; of an unknown attribute it names the nearest there is."""

    @property
    def _undefined_message(self) -> str:
        of, name = self._undefined_obj, self._undefined_name
        if self._undefined_hint or of is missing or not isinstance(name, str):
            return super()._undefined_message
        return f"{_called(of)} has no attribute {name!r}{_instead(name, of)}"


def _called(of: Any) -> str:
    """A view by the name that the documentation has for it, a template of macros by its file."""
    return str(getattr(of, "__name__", "")) if isinstance(of, TemplateModule) else type(of).__name__


def _instead(name: str, of: Any) -> str:
    there = [each for each in dir(of) if not each.startswith("_")]
    if near := nearest(name, there):
        return f"; did you mean {near}?"
    if not is_dataclass(of):
        return ""
    named = [field.name for field in fields(of)]
    return f"; it has {', '.join(named[:_LISTED])}{', …' if len(named) > _LISTED else ''}"
