"""How much markup one page may ask for, so that a hostile record costs a bounded time and makes a bounded page."""

import re
from typing import Final

from markupsafe import Markup, escape

_SPECIAL: Final = re.compile(r"[\[\]*_!`<|~\\&]")
_MOST_SPECIAL: Final = 100_000
"""Of the characters that make a parser look around; the worst mixture of so many takes under two seconds."""
_MOST_HTML: Final = 4_000_000
"""Characters of HTML; a table of 5 kB can ask for 640 kB."""


class Allowance:
    """What is left for one page. Asked in the order of the page, so the same page is always cut at one place."""

    def __init__(self) -> None:
        self._special = _MOST_SPECIAL
        self._html = _MOST_HTML

    def covers(self, text: str) -> bool:
        """Whether a text may still be rendered, and takes what it may cost."""
        self._special -= len(_SPECIAL.findall(text))
        return self._special >= 0

    def admits(self, html: str) -> bool:
        """Whether what came out may still stand on the page, and takes its room."""
        self._html -= len(html)
        return self._html >= 0


def as_written(text: str) -> Markup:
    """A text that is not laid out: as it was written, and why."""
    note = Markup('<p class="heading">Too much markup to lay out. As it was written:</p>')
    return note + Markup('<pre tabindex="0"><code>{}</code></pre>').format(escape(text))
