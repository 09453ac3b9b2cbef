"""How an open page learns that the site was built anew: a script of its own address, and a stream of events."""

import re
from dataclasses import dataclass, field
from threading import Condition
from typing import Final

SCRIPT_PATH: Final = "/-incitrack/reload.js"
CHANGES_PATH: Final = "/-incitrack/changes"

SCRIPT: Final = f""""use strict";
// Part of the preview only.
let shown = null;
new EventSource("{CHANGES_PATH}").addEventListener("message", (event) => {{
  if (shown !== null && event.data !== shown) location.reload();
  shown = event.data;
}});
"""
_TAG: Final = f'<script src="{SCRIPT_PATH}" defer></script>\n</head>'.encode()
_NO_SCRIPT: Final = re.compile(rb"script-src ('|&#39;)none\1")


def with_reload(page: bytes) -> bytes:
    """The page with the script in its head; a content security policy that admits none admits this one."""
    head, end, rest = page.partition(b"</head>")
    return _NO_SCRIPT.sub(rb"script-src \1self\1", head, count=1) + (_TAG if end else b"") + rest


@dataclass
class Generation:
    """Which build is shown, counted up; whoever waits for the next one is woken."""

    number: int = 0
    is_over: bool = False
    _changed: Condition = field(default_factory=Condition)

    def advance(self) -> None:
        """There is a new build."""
        with self._changed:
            self.number += 1
            self._changed.notify_all()

    def end(self) -> None:
        """There will be no further build."""
        with self._changed:
            self.is_over = True
            self._changed.notify_all()

    def wait_beyond(self, number: int, seconds: float) -> int:
        """Wait for a build after `number`, at most so many seconds; the number of the build shown then."""
        with self._changed:
            self._changed.wait_for(lambda: self.number != number or self.is_over, seconds)
            return self.number
