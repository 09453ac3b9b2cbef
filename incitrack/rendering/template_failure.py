"""A failing template, said in one line: which file, which line, what is wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_tb

from jinja2 import TemplateNotFound, TemplateSyntaxError

from incitrack.errors import IncitrackError, Place, UnreadableError
from incitrack.printable import printable_line


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
    lines = [(Path(frame.f_code.co_filename), line) for frame, line in walk_tb(error.__traceback__)]
    found = [(f, line) for f, line in lines if any(f.is_relative_to(folder) for folder in folders)]
    return found[-1] if found else None
