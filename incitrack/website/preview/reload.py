"""How an open page learns that the site was built anew: a script of its own address, and a stream of events."""

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


def with_reload(page: bytes) -> bytes:
    """The page with the script in its head; its content security policy admits scripts of the site itself."""
    return page.replace(b"</head>", _TAG, 1)


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
