"""How much a team's own templates may write and work out: a slip of a zero must not fill a disk."""

from collections.abc import Generator, Iterable
from typing import Any, Final

from jinja2 import TemplateRuntimeError
from jinja2.sandbox import MAX_RANGE

LARGEST: Final = 32 * 1024 * 1024
"""Characters of a page."""
_LONGEST: Final = MAX_RANGE
"""Characters or items of what is repeated: as many as Jinja's sandbox lets a `range` have."""
_BITS: Final = 4096
"""Of a number."""


def joined_within_bounds(parts: Iterable[str]) -> str:
    """Parts of a page as one; what writes too much is stopped at the line that does.

    Raises:
        TemplateRuntimeError: they are too large together.
    """
    if isinstance(parts, list):  # of a macro, thousands on a page
        if sum(map(len, parts)) > LARGEST:
            raise _too_large()
        return "".join(parts)
    kept: list[str] = []
    size = 0
    for part in parts:
        size += len(part)
        if size > LARGEST:
            error = _too_large()
            if isinstance(parts, Generator):
                parts.throw(error)  # raised within the template, it has the template's line
            raise error
        kept.append(part)
    return "".join(kept)


def _too_large() -> TemplateRuntimeError:
    return TemplateRuntimeError(f"the page is larger than {LARGEST // 1024 // 1024} MiB")


def bounded_operation(operator: str, left: Any, right: Any) -> None:
    """Refuse `*` and `**` whose result would be out of all proportion.

    Raises:
        TemplateRuntimeError: with the bound.
    """
    if operator == "**":
        if isinstance(left, int) and isinstance(right, int) and left.bit_length() * right > _BITS:
            raise TemplateRuntimeError(f"the number is too large, it has more than {_BITS} bits")
        return
    for repeated, times in ((left, right), (right, left)):
        is_repetition = isinstance(times, int) and isinstance(repeated, (str, bytes, list, tuple))
        if is_repetition and len(repeated) * times > _LONGEST:
            raise TemplateRuntimeError(f"what is repeated is too long; it may have up to {_LONGEST:,} items")
