"""Templates of pages, ready to render; a failing one is an error with its file and line."""

from pathlib import Path

from incitrack.rendering.environment import site_environment
from incitrack.rendering.template_failure import template_failures


class PageTemplates:
    """The templates under `shipped`, or under `own` where it has a file of the name.

    Places of errors are told from `root`.
    """

    def __init__(self, own: Path | None, shipped: Path, root: Path) -> None:
        self._folders = [own, shipped] if own else [shipped]
        self._root = root
        self._environment = site_environment(own, shipped, root)

    def render(self, template: str, **given: object) -> str:
        """The text of a template with what it is given.

        Raises:
            UnreadableError: there is no such template, or it fails; the place is the template's.
        """
        with template_failures(self._folders, self._root):
            return self._environment.get_template(template).render(**given)
