"""Text without looks, for tests that read it."""

from incitrack.reports.style import Style


def unpainted(text: str, style: Style) -> str:
    """The text as it is."""
    return text
