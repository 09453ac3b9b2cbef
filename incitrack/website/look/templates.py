"""Where what pages look like comes from: the repository's own files, file by file, else the shipped."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from incitrack.errors import Place, UnreadableError
from incitrack.setup.shipped import ShippedFile

FOLDER: Final = "site_templates"
_STYLES: Final = "styles"
_SCRIPTS: Final = "scripts"
_ICON: Final = "favicon.svg"


def shipped_templates() -> Path:
    """The templates that come with the program: in the package when installed, else at the top of the checkout."""
    package = Path(__file__).resolve().parents[2]
    inside = package / FOLDER
    return inside if inside.is_dir() else package.parent / FOLDER


@dataclass(frozen=True)
class Templates:
    """The folders of templates: `own` is the repository's, None where it has none."""

    own: Path | None
    shipped: Path

    @property
    def folders(self) -> list[Path]:
        """The folders in the order in which they are looked at."""
        return [self.own, self.shipped] if self.own else [self.shipped]

    def icon(self) -> str:
        """The icon of the site, an SVG."""
        return _text(self._file(_ICON))

    def styles(self) -> str:
        """Every style sheet in the order of the files' names, one after the other."""
        return self._joined(_STYLES, "*.css")

    def script(self, bundle: str) -> str:
        """Every script of a folder under `scripts/` in the order of the files' names, one after the other."""
        return self._joined(f"{_SCRIPTS}/{bundle}", "*.js")

    def _joined(self, folder: str, pattern: str) -> str:
        names = {file.name for root in self.folders for file in (root / folder).glob(pattern)}
        return "\n".join(_text(self._file(f"{folder}/{name}")) for name in sorted(names))

    def _file(self, name: str) -> Path:
        return next((folder / name for folder in self.folders if (folder / name).is_file()), self.shipped / name)


def shipped_template_files() -> tuple[ShippedFile, ...]:
    """Every shipped template, style and script, as files of a repository that wants its own."""
    shipped = shipped_templates()
    files = sorted(file for file in shipped.rglob("*") if file.is_file())
    return tuple(ShippedFile(f"{FOLDER}/{file.relative_to(shipped).as_posix()}", _text(file)) for file in files)


def find_templates(root: Path) -> Templates:
    """The templates for the repository at `root`.

    Raises:
        UnreadableError: a template of the repository's is a symbolic link, which could show any file of the
            machine on a page.
    """
    shipped, own = shipped_templates(), root / FOLDER
    if own.is_symlink():
        raise _link(own, root)
    if not own.is_dir() or own.resolve() == shipped.resolve():
        return Templates(None, shipped)
    if linked := next((file for file in sorted(own.rglob("*")) if file.is_symlink()), None):
        raise _link(linked, root)
    return Templates(own, shipped)


def _link(file: Path, root: Path) -> UnreadableError:
    place = Place(file.relative_to(root).as_posix())
    return UnreadableError("a template may not be a symbolic link", place=place, hint="put the file itself here")


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"it cannot be read: {error}", place=Place(str(file))) from error
