"""The plan rendered: every page as the bytes of its file."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from incitrack.errors import UnreadableError
from incitrack.printable import printable_bytes
from incitrack.rendering.markdown import Renderer
from incitrack.rendering.page_templates import PageTemplates
from incitrack.website.addresses import Links, links_from
from incitrack.website.contents import Contents
from incitrack.website.describe import Describer
from incitrack.website.look.assets import Assets, assets_of
from incitrack.website.look.kept_policy import keeps_policy, policy_line
from incitrack.website.look.templates import Templates
from incitrack.website.page import FOR_THE_TEAM, Page, Surroundings, frame_of
from incitrack.website.prose import Prose


class Rendered(NamedTuple):
    """The bytes of a page, and whether it tells the present, so that they are others at another moment."""

    content: bytes
    of_now: bool


@dataclass(frozen=True)
class Site:
    """All that pages are rendered from."""

    root: Path
    contents: Contents
    templates: Templates
    renderer: Renderer
    surroundings: Surroundings = FOR_THE_TEAM
    describers: dict[Links, Describer] = field(default_factory=dict)

    @cached_property
    def page_templates(self) -> PageTemplates:
        """The templates, ready to render."""
        return PageTemplates(self.templates.own, self.templates.shipped, self.root)

    def page(self, page: Page) -> Rendered:
        """One page; control and direction characters, wherever they come from, are made visible.

        Raises:
            UnreadableError: a template fails, or leaves out the policy; the place is that of the template.
        """
        links = links_from(page.path)
        describe = self.describers.setdefault(links, Describer(self.contents, links))
        describe.present.was_asked = page.of_now
        view = page.view(describe, Prose(self.renderer, describe))
        of_now = describe.present.was_asked
        frame = frame_of(page, describe, self.assets, self.surroundings, of_now=of_now)
        html = self.page_templates.render(page.template, page=frame, view=view)
        if self.templates.own:
            self._refuse_without_policy(html, page.template, frame.policy, getattr(view, "policy", None))
        return Rendered(printable_bytes(html), of_now)

    def _refuse_without_policy(self, html: str, template: str, policy: str, special: str | None) -> None:
        """Refuse a page that has lost its security policy: that of its view, where it has a `special` one."""
        if not keeps_policy(html, special or policy):
            line = policy_line("view.policy" if special else "page.policy")
            raise UnreadableError(
                f"no content security policy stands ahead of scripts and styles; keep {line} first in the head",
                place=self.page_templates.place_of_frame(template),
            )

    @cached_property
    def assets(self) -> Assets:
        """What every page loads."""
        return assets_of(self.templates, self.contents.policies.severity)
