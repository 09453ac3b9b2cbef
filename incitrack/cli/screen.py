"""The terminal that the output goes to, if it goes to one: how wide it is, and how things look on it."""

import sys
from shutil import get_terminal_size
from typing import Any, Final

import click

from incitrack.reports.style import Style

_LOOKS: Final[dict[Style, dict[str, Any]]] = {
    Style.PLAIN: {},
    Style.HEADING: {"bold": True, "underline": True},
    Style.STRONG: {"bold": True},
    Style.FAINT: {"dim": True},
    Style.URGENT: {"fg": "white", "bg": "red", "bold": True},
    Style.ALARM: {"fg": "red", "bold": True},
    Style.WARNING: {"fg": "yellow"},
    Style.ACTIVE: {"fg": "cyan"},
    Style.GOOD: {"fg": "green"},
}


def columns_wide() -> int | None:
    """How wide the terminal is; None where the output goes elsewhere, and nothing may be cut or wrapped."""
    return max(40, get_terminal_size().columns) if sys.stdout.isatty() else None


def paint(text: str, style: Style) -> str:
    """The text in its look; `click.echo` takes the look away again where there is no terminal."""
    return click.style(text, **_LOOKS[style]) if text and _LOOKS[style] else text
