"""What a clone lacks or was left with, and how it is mended."""

from collections.abc import Callable
from typing import Literal, NamedTuple

State = Literal["mended", "found", "note"]


class Ailment(NamedTuple):
    """One thing that is wrong: what, what to do about it, and what mends it, where that is in our power.

    `mend` says what it did. A `remark` is no fault: the clone works all the same.
    """

    name: str
    message: str
    hint: str
    mend: Callable[[], str] | None = None
    remark: bool = False


class Told(NamedTuple):
    """An ailment as it stands behind the examination: `message` says what was done where it was mended."""

    name: str
    state: State
    message: str
    hint: str
