"""The files that a new repository of records is given, as they stand under `incitrack/shipped/`."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final, NamedTuple

from incitrack import __version__

_VERSION: Final = "@VERSION@"


class ShippedFile(NamedTuple):
    """A file to be: its path relative to the repository, with `/`, and its text."""

    path: str
    text: str


def shipped_files() -> tuple[ShippedFile, ...]:
    """Every file that `init` adds where it is missing, by path; workflows install the release that wrote them.

    Git keeps no empty folder, so those for the records come with an empty `.gitkeep`.
    """
    kept = (ShippedFile(f"{folder}/.gitkeep", "") for folder in ("incidents", "postmortems"))
    return tuple(sorted((*kept, *_under(files("incitrack").joinpath("shipped"), ""))))


def _under(folder: Traversable, prefix: str) -> Iterator[ShippedFile]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _under(entry, f"{prefix}{entry.name}/")
        else:
            text = entry.read_text(encoding="utf-8").replace(_VERSION, __version__)
            yield ShippedFile(prefix + entry.name, text)
