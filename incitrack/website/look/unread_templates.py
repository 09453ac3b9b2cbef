"""Files of the repository's own templates that nothing reads, most often because a name is misspelt."""

from pathlib import Path
from typing import Final

from incitrack.records.validation import nearest
from incitrack.website.look.assets import SCRIPTS
from incitrack.website.look.templates import FOLDER, Templates, find_templates

_PROSE: Final = frozenset({"", ".md", ".txt"})
"""Nobody expects a note to the team on a page."""


def unread_templates(root: Path) -> tuple[str, ...]:
    """A sentence for each file under `site_templates/` that no page is made of, in the order of their names.

    What stands in for a shipped file is read, what such a file includes, extends or imports, and every style and
    script in its folder.

    Raises:
        UnreadableError: a template is a symbolic link.
    """
    templates = find_templates(root)
    if templates.own is None:
        return ()
    shipped = _files(templates.shipped)
    own = [name for name in _files(templates.own) if not _is_aside(name)]
    doubtful = [name for name in own if name not in shipped and not _is_part_of_all(name)]
    if not doubtful:
        return ()
    from incitrack.rendering.template_names import named_from

    named = named_from((name for name in own if name in shipped), lambda name: _text(templates, name))
    unread = [] if named is None else [name for name in doubtful if name not in named]
    return tuple(f"{FOLDER}/{name} is read by nothing; {_instead(name, shipped)}" for name in unread)


def _files(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def _is_aside(name: str) -> bool:
    """Whether it is hidden, the copy that an editor leaves, or prose."""
    return any(part.startswith((".", "#")) for part in name.split("/")) or (
        name.endswith("~") or Path(name).suffix in _PROSE
    )


def _is_part_of_all(name: str) -> bool:
    """Whether it is a style or a script, all of which are read."""
    folder, _, file = name.rpartition("/")
    return (folder, Path(file).suffix) in {("styles", ".css"), *((f"scripts/{each}", ".js") for each in SCRIPTS)}


def _text(templates: Templates, name: str) -> str | None:
    """The text of a template of the repository's own; a shipped one names none of these."""
    try:
        return (templates.own / name).read_text(encoding="utf-8") if templates.own else None
    except (OSError, UnicodeDecodeError):
        return None


def _instead(name: str, shipped: list[str]) -> str:
    match Path(name).suffix:
        case ".css":
            return f"styles are read from {FOLDER}/styles"
        case ".js":
            return f"scripts are read from {FOLDER}/scripts/{', '.join(SCRIPTS[:-1])} and {SCRIPTS[-1]}"
    if near := _likely(name, shipped):
        return f"did you mean {near}?"
    return "no page has a template of that name, and none of yours includes it"


def _likely(name: str, shipped: list[str]) -> str | None:
    """The shipped file of the same name in another folder, else of nearly the same; endings say little."""
    stems = {each.partition(".")[0]: each for each in shipped}
    stem = name.partition(".")[0]
    same = next((each for each in stems if Path(each).name == Path(stem).name), None)
    near = same or nearest(stem, list(stems))
    return stems[near] if near else None
