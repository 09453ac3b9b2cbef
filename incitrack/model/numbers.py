"""Whole numbers, fractions and yes-or-no as YAML text writes them; nothing else is taken for one."""

import re
from typing import Annotated

from incitrack.model.grammar import Grammar
from incitrack.model.words import Quoted, shown, wrong

_WHOLE = re.compile(r"0|[1-9][0-9]{0,14}")
_DECIMAL = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")


def _count(value: object) -> int:
    if isinstance(value, str) and not isinstance(value, Quoted) and _WHOLE.fullmatch(value):
        return int(value)
    return wrong(f"{shown(value)} is not a whole number", "write digits alone, such as 312")


def _percentage(value: object) -> float:
    plain = isinstance(value, str) and not isinstance(value, Quoted) and _DECIMAL.fullmatch(value)
    if plain and 0 <= float(str(value)) <= 100:
        return float(str(value))
    return wrong(f"{shown(value)} is not a percentage", "write a number from 0 to 100, such as 99.5")


def _yes_or_no(value: object) -> bool:
    if value == "true" and not isinstance(value, Quoted):
        return True
    if value == "false" and not isinstance(value, Quoted):
        return False
    return wrong(f"{shown(value)} is neither true nor false", "write true or false, without quotes")


Count = Annotated[int, Grammar(_count, {"type": "integer", "minimum": 0})]
Percentage = Annotated[float, Grammar(_percentage, {"type": "number", "minimum": 0, "maximum": 100})]
YesOrNo = Annotated[bool, Grammar(_yes_or_no, {"type": "boolean"})]
