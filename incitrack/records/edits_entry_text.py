"""The lines of an entry: text of any kind, indented so that it is one list item and is read back as it is."""

import re
from typing import Final

from incitrack.errors import UsageError

_BEGINS_BLOCK: Final = re.compile(r"(?:#{1,6}\s|>|[-+*]\s|[0-9]{1,9}[.)]\s|```|~~~|<|\|)")


def entry_text(text: str) -> str:
    r"""The text as an entry keeps it: LF line ends (a lone CR is one), no spaces and tabs at the end of a line.

    Blank lines, spaces and tabs around the whole are left out; a line that holds any other character is not blank,
    as in Markdown. White space alone is no text. What this gives is what a reader gets back.

    Raises:
        UsageError: no file can hold it.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = "\n".join(line.rstrip(" \t") for line in lines).strip(" \t\n")
    return "" if kept.isspace() else writable(kept)


def writable(text: str) -> str:
    """The text itself, if a file can hold it.

    Raises:
        UsageError: it holds half of a surrogate pair, as arguments that are not UTF-8 do.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UsageError("the text is not valid Unicode", hint="write it in UTF-8") from None
    return text


def item_lines(written: str, indent: str = "") -> list[str]:
    """The lines of a list item that says `written`, its `-` behind `indent`."""
    first, *rest = written.split("\n")
    return [f"{indent}- {first}", *(f"{indent}  {line}" if line else "" for line in rest)]


def begun(text: str) -> str:
    """The text as it follows the colon: a block that is more than one line begins on a line of its own.

    A fence, list or table in the entry's first line would be read by Markdown as the words of a paragraph.
    """
    is_block = "\n" in text and (_BEGINS_BLOCK.match(text) or _is_table(text))
    return f"\n\n{text}" if is_block else text


def _is_table(text: str) -> bool:
    second = text.split("\n")[1]
    return "|" in text.partition("\n")[0] and not second.strip("|:- \t") and "-" in second
