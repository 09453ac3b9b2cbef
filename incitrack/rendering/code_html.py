"""Code as HTML; a piece of code among words is a `<time>` where it is a moment as records write one."""

from datetime import datetime
from html import escape

from incitrack.model.times import format_time, parse_time
from incitrack.wording import moment_text


def block_html(content: str) -> str:
    """The HTML of lines of code; they scroll where they are wider than the page."""
    return f'<pre tabindex="0"><code>{escape(content, quote=False)}</code></pre>\n'


def span_html(content: str) -> str:
    """The HTML of a piece of code among words."""
    at = written_moment(content)
    if at is None:
        return f"<code>{escape(content, quote=False)}</code>"
    return f'<time datetime="{format_time(at)}" title="{escape(content)}">{moment_text(at)}</time>'


def written_moment(content: str) -> datetime | None:
    """The moment that a piece of code is, as records write one; None where it is anything else."""
    if not content[:4].isdigit():
        return None
    try:
        return parse_time(content)
    except ValueError:
        return None
