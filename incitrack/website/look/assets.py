"""What pages load: one style sheet, the icon, and scripts, each named by what is in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from incitrack.model.severity import SeverityPolicy
from incitrack.website.look.stylesheet import stylesheet
from incitrack.website.look.templates import Templates

EVERYWHERE: Final = "site"
SCRIPTS: Final = (EVERYWHERE, "list", "search")
"""In the order in which a page runs them: each is a folder of scripts, of which one file is made."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that may be kept for ever: another content has another name."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Assets:
    """The files that pages load; of the `scripts`, by name, every page has `site`, and says what else it needs."""

    stylesheet: Asset
    icon: Asset
    scripts: dict[str, Asset]

    def used_by(self, names: Iterable[str]) -> tuple[Asset, ...]:
        """What pages load that name these scripts beside the one of all."""
        wanted = {EVERYWHERE, *names}
        return self.stylesheet, self.icon, *(self.scripts[name] for name in SCRIPTS if name in wanted)


def assets_of(templates: Templates, policy: SeverityPolicy | None) -> Assets:
    """The assets of a site."""
    return Assets(
        named("site.css", stylesheet(templates, policy)),
        named("favicon.svg", templates.icon()),
        {name: named(f"{name}.js", templates.script(name)) for name in SCRIPTS},
    )


def named(name: str, text: str) -> Asset:
    """An asset whose name holds the beginning of its digest: `assets/site.0a1b2c3d.css`."""
    content = text.encode()
    stem, _, kind = name.rpartition(".")
    return Asset(f"assets/{stem}.{sha256(content).hexdigest()[:8]}.{kind}", content)
