"""A failing template, said in one line: which file, which line, what is wrong."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from traceback import walk_tb
from typing import Final

from jinja2 import TemplateNotFound, TemplateSyntaxError

from incitrack.errors import IncitrackError, Place, UnreadableError
from incitrack.printable import printable_line

_NAMES_ANOTHER: Final = re.compile(r"\{%-?\s*(?:include|import|from)\b")


@contextmanager
def template_failures(folders: list[Path], root: Path) -> Iterator[None]:
    """Turn whatever a template under `folders` raises into an `UnreadableError` with its place.

    A place under `root` is relative to it. What no template raised passes.
    """
    try:
        yield
    except IncitrackError:
        raise
    except TemplateSyntaxError as error:
        where = Path(error.filename or error.name or "")
        raise UnreadableError(_sentence(error), place=_place(where, error.lineno, root)) from error
    except TemplateNotFound as error:
        line = _last_line(error, folders)
        message = f"there is no template {error.name}"
        raise UnreadableError(message, place=_place(*line, root) if line else None) from error
    except UnicodeDecodeError as error:
        if line := _undecodable(folders):
            raise UnreadableError("the template is not UTF-8", place=_place(*line, root)) from error
        raise
    except RecursionError as error:
        if line := _line_that_leads_back(error, folders):
            message = "the template fails: this includes, imports or calls itself without end"
            raise UnreadableError(message, place=_place(*line, root)) from error
        raise
    except Exception as error:
        if line := _last_line(error, folders):
            raise UnreadableError(_sentence(error), place=_place(*line, root)) from error
        raise


def _undecodable(folders: list[Path]) -> tuple[Path, int] | None:
    """The first template that is not UTF-8, and the line of its first such byte."""
    for file in (file for folder in folders for file in sorted(folder.rglob("*.html"))):
        content = file.read_bytes()
        try:
            content.decode()
        except UnicodeDecodeError as error:
            return file, content.count(b"\n", 0, error.start) + 1
    return None


def _sentence(error: Exception) -> str:
    return f"the template fails: {printable_line(str(error)) or type(error).__name__}"


def _place(file: Path, line: int, root: Path) -> Place:
    return Place(file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file), line)


def _last_line(error: Exception, folders: list[Path]) -> tuple[Path, int] | None:
    """The innermost line of a template in the traceback, which Jinja has rewritten to name its files."""
    found = _lines(error, folders)
    return found[-1] if found else None


def _line_that_leads_back(error: Exception, folders: list[Path]) -> tuple[Path, int] | None:
    """Of the lines that come again and again the one to blame: of the first folder that has one, what includes."""
    often = [line for line, times in Counter(_lines(error, folders)).items() if times > 1]
    for folder in folders:
        if inside := [line for line in often if line[0].is_relative_to(folder)]:
            return next((line for line in inside if _NAMES_ANOTHER.search(_text_of(*line))), inside[0])
    return None


def _text_of(file: Path, line: int) -> str:
    with suppress(OSError, UnicodeDecodeError, IndexError):
        return file.read_text(encoding="utf-8").splitlines()[line - 1]
    return ""


def _lines(error: Exception, folders: list[Path]) -> list[tuple[Path, int]]:
    """The lines of templates in the traceback, the innermost last."""
    lines = ((Path(frame.f_code.co_filename), line) for frame, line in walk_tb(error.__traceback__))
    return [(f, line) for f, line in lines if any(f.is_relative_to(folder) for folder in folders)]
