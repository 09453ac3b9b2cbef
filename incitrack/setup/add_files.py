"""Adding files to a repository without ever touching one that is there."""

from collections.abc import Iterable
from pathlib import Path

from incitrack.errors import GitError
from incitrack.setup.shipped import ShippedFile


def add_files(root: Path, files: Iterable[ShippedFile]) -> tuple[str, ...]:
    """Create each file that is not there, its folders with it; the paths that were created.

    Raises:
        GitError: the disk refuses; the message names the path and what was written before it.
    """
    added: list[str] = []
    for file in files:
        try:
            if _create(root / file.path, file.text):
                added.append(file.path)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            before = f"written before: {', '.join(added)}" if added else "nothing was written"
            raise GitError(f"{file.path} cannot be written: {reason}", hint=before) from error
    return tuple(added)


def _create(place: Path, text: str) -> bool:
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        # "x" is O_EXCL: what came to be there in the meantime, a dangling link included, is left alone.
        with place.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError:
        return False
    return True
