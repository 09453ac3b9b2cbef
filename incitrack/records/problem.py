"""What is wrong with a file that cannot be read: a code of the INC0xx group, a place, what to do."""

from typing import NamedTuple

from incitrack.errors import Place


class Problem(NamedTuple):
    """One reason why a file is unreadable. `hint` says what to write instead."""

    code: str
    place: Place
    message: str
    hint: str
