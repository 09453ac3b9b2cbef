"""A piece of code among words, as HTML: a `<time>` where it is a moment as records write one."""

from datetime import datetime
from html import escape

from incitrack.model.times import format_time, parse_time
from incitrack.wording import moment_text


def code_html(content: str) -> str:
    """The HTML of a piece of code."""
    at = written_moment(content)
    return time_html(at, content) if at else f"<code>{escape(content, quote=False)}</code>"


def time_html(at: datetime, written: str) -> str:
    """The HTML of a moment, whose title is how it was written."""
    return f'<time datetime="{format_time(at)}" title="{escape(written)}">{moment_text(at)}</time>'


def written_moment(content: str) -> datetime | None:
    """The moment that a piece of code is, as records write one; None where it is anything else."""
    if not content[:4].isdigit():
        return None
    try:
        return parse_time(content)
    except ValueError:
        return None
