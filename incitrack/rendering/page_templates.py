"""Templates of pages, ready to render; a failing one is an error with its file and line."""

from pathlib import Path

from incitrack.errors import Place
from incitrack.rendering.environment import site_environment
from incitrack.rendering.layers import Layer, layers_of, place_of_frame, refuse_unknown_blocks
from incitrack.rendering.template_failure import template_failures


class PageTemplates:
    """The templates under `shipped`, or under `own` where it has a file of the name.

    Places of errors are told from `root`.
    """

    def __init__(self, own: Path | None, shipped: Path, root: Path) -> None:
        self._own = own
        self._folders = [own, shipped] if own else [shipped]
        self._root = root
        self._environment = site_environment(own, shipped, root)
        self._layers: dict[str, list[Layer]] = {}

    def render(self, template: str, **given: object) -> str:
        """The text of a template with what it is given.

        Raises:
            UnreadableError: there is no such template, or it fails; the place is the template's.
        """
        with template_failures(self._folders, self._root):
            if self._own and template not in self._layers:
                self._layers[template] = layers = layers_of(self._environment, template, self._own, self._root)
                refuse_unknown_blocks(layers, self._own, self._root)
            return self._environment.get_template(template).render(**given)

    def place_of_frame(self, template: str) -> Place | None:
        """The team's own file that frames the pages of a template that was rendered; None where it has none."""
        layers = self._layers.get(template)
        return place_of_frame(layers, self._own, self._root) if layers and self._own else None
