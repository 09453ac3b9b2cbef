"""Which rules of `check` a repository turns off or judges at another level."""

import re
from dataclasses import field
from enum import StrEnum
from typing import Annotated, Final

from incitrack.model.grammar import Grammar
from incitrack.model.shape import Shape
from incitrack.model.words import shown, wrong

_CODE: Final = re.compile(r"INC[0-9]{3}")


class Level(StrEnum):
    """How much a finding weighs: an error stops a pull request, a warning warns, a notice tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Setting(StrEnum):
    """What `checks.yaml` may say of a rule."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"
    OFF = "off"


def _code(value: object) -> str:
    if isinstance(value, str) and _CODE.fullmatch(value):
        return str(value)
    return wrong(
        f"{shown(value)} is not a rule's code", "write a code such as INC203; `incitrack rules` lists them"
    )


RuleCode = Annotated[str, Grammar(_code, {"type": "string", "pattern": f"^{_CODE.pattern}$"})]


class CheckLevels(Shape):
    """`policies/checks.yaml`: rules by code."""

    rules: dict[RuleCode, Setting] = field(default_factory=dict)
