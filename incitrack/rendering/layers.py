"""Templates that extend each other: what a team's own may hold against, told before the page is made."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from jinja2 import BaseLoader, Environment, TemplateNotFound, nodes

from incitrack.errors import Place, UnreadableError
from incitrack.records.validation import nearest

SHIPPED: Final = "shipped/"
"""What begins the name of a template that is meant as it comes, also where the team has one of that name."""

_CONTENT: Final = "main"
_EXTENDS: Final = re.compile(r"""\{%-?\s*extends\s+["']([^"']+)["']""")


class Layer(NamedTuple):
    """A template among those that extend each other.

    `blocks` are all of its blocks in their order; `outer` has the line of each that stands in no other. `extends`
    is the name and the line of what it extends; a name that is worked out while the page is made is "".
    """

    name: str
    file: Path
    blocks: tuple[str, ...]
    outer: Mapping[str, int]
    extends: tuple[str, int] | None


def layers_of(environment: Environment, name: str, own: Path, root: Path) -> list[Layer]:
    """A template, what it extends, and so on, as far as the names are written down.

    None where the team's `own` has no part in it: what comes with the program need not be looked at.

    Raises:
        UnreadableError: one extends itself, directly or by another; places are told from `root`.
        TemplateNotFound, TemplateSyntaxError: as rendering it would raise it.
    """
    if not _has_own(environment, name, own):
        return []
    found: list[Layer] = []
    following: str | None = name
    while following:
        layer = _read(environment, following)
        found.append(layer)
        following = layer.extends[0] if layer.extends else None
        if layer.extends and following in {each.name for each in found}:
            raise UnreadableError(
                f"the template extends itself; the one that comes with the program is {SHIPPED}{following}",
                place=_place(layer.file, layer.extends[1], root),
            )
    return found


def refuse_unknown_blocks(layers: list[Layer], own: Path, root: Path) -> None:
    """Refuse a block of the team's `own` that nothing below it has: what is written there would be on no page.

    A frame of the team's need not have every block of the shipped pages, but the one with their content.

    Raises:
        UnreadableError: with the block's line, and what blocks there are.
    """
    if any(layer.extends and not layer.extends[0] for layer in layers):
        return
    for number, layer in enumerate(layers[:-1]):
        there = [*dict.fromkeys(name for below in layers[number + 1 :] for name in below.blocks)]
        frame = layers[number + 1]
        for name, line in layer.outer.items():
            if name not in there and layer.file.is_relative_to(own):
                message = f"{frame.name} has no block {name!r}{_instead(name, there)}"
                raise UnreadableError(message, place=_place(layer.file, line, root))
            if name not in there and name == _CONTENT:
                message = f"{frame.name} has no block {name!r}, in which {layer.name} has its content"
                raise UnreadableError(message, place=_place(frame.file, 1, root))


def place_of_frame(layers: list[Layer], own: Path, root: Path) -> Place | None:
    """The team's own file that has the most to say about the frame of a page; None where it has none of them."""
    files = [layer.file for layer in layers if layer.file.is_relative_to(own)]
    return _place(files[-1], 1, root) if files else None


def _has_own(environment: Environment, name: str, own: Path) -> bool:
    """Whether one of the templates is the team's, by what is quickly seen: to read all takes too long."""
    seen: set[str] = set()
    while name not in seen:
        seen.add(name)
        source, file = _source(environment, name)
        if file.is_relative_to(own):
            return True
        if found := _EXTENDS.search(source):
            name = found[1]
    return False


def _source(environment: Environment, name: str) -> tuple[str, Path]:
    loader = environment.loader
    if not isinstance(loader, BaseLoader):
        raise TemplateNotFound(name)
    source, file, _ = loader.get_source(environment, name)
    return source, Path(file or name)


def _read(environment: Environment, name: str) -> Layer:
    source, file = _source(environment, name)
    tree = environment.parse(source, name, str(file))
    blocks = [*tree.find_all(nodes.Block)]
    inner = {id(each) for block in blocks for each in block.find_all(nodes.Block)}
    outer = {block.name: block.lineno for block in blocks if id(block) not in inner}
    return Layer(name, file, tuple(b.name for b in blocks), outer, _extended(tree.find_all(nodes.Extends)))


def _extended(extends: Iterable[nodes.Extends]) -> tuple[str, int] | None:
    for each in extends:
        written = each.template.value if isinstance(each.template, nodes.Const) else ""
        return (written if isinstance(written, str) else "", each.lineno)
    return None


def _instead(name: str, there: list[str]) -> str:
    if near := nearest(name, there):
        return f"; did you mean {near}?"
    return f"; it has {', '.join(there)}" if there else " and no other"


def _place(file: Path, line: int, root: Path) -> Place:
    return Place(file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file), line)
