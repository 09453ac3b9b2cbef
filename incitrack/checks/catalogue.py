"""The catalogue of rules: every module of this package that is named after a code."""

from dataclasses import replace
from functools import cache
from importlib import import_module
from inspect import cleandoc
from itertools import chain
from pkgutil import iter_modules
from typing import Final

import incitrack.checks
from incitrack.checks.rule import Rule

GROUPS: Final[dict[str, str]] = {
    "INC0": "What cannot be read",
    "INC1": "What contradicts itself or the policies",
    "INC2": "Ownership and action items",
    "INC3": "Clocks",
    "INC4": "Postmortems",
    "INC5": "History",
    "INC6": "Privacy",
}
"""What the rules of a group are about, by the beginning of their codes."""

_TO_COME: Final = {6: range(1, 3)}

RESERVED: Final[frozenset[str]] = frozenset(
    chain.from_iterable((f"INC{group}{number:02d}" for number in numbers) for group, numbers in _TO_COME.items())
)
"""Codes whose rules are described and not here yet: `checks.yaml` may name them, nothing else may take them."""


@cache
def catalogue() -> tuple[Rule, ...]:
    """Every rule, by code, each with its explanation."""
    modules = (
        import_module(f"{incitrack.checks.__name__}.{found.name}")
        for found in iter_modules(incitrack.checks.__path__)
        if found.name.startswith("inc") and found.name[3:6].isdigit()
    )
    rules = (replace(module.RULE, explanation=cleandoc(module.__doc__ or "")) for module in modules)
    return tuple(sorted(rules, key=lambda rule: rule.code))


def find_rule(word: str) -> Rule | None:
    """The rule of a code or a name, whatever the case."""
    wanted = word.strip().casefold()
    return next((r for r in catalogue() if wanted in {r.code.casefold(), r.name}), None)
