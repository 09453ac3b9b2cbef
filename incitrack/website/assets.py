"""What every page loads: one style sheet, one script, the icon, each named by what is in it."""

from dataclasses import dataclass
from hashlib import sha256

from incitrack.model.severity import SeverityPolicy
from incitrack.website.stylesheet import stylesheet
from incitrack.website.templates import Templates


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that may be kept for ever: another content has another name."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Assets:
    """The files that every page loads."""

    stylesheet: Asset
    script: Asset
    icon: Asset

    @property
    def all(self) -> tuple[Asset, ...]:
        """Each of them."""
        return self.stylesheet, self.script, self.icon


def assets_of(templates: Templates, policy: SeverityPolicy | None) -> Assets:
    """The assets of a site."""
    return Assets(
        named("site.css", stylesheet(templates, policy)),
        named("site.js", templates.scripts()),
        named("favicon.svg", templates.icon()),
    )


def named(name: str, text: str) -> Asset:
    """An asset whose name holds the beginning of its digest: `assets/site.0a1b2c3d.css`."""
    content = text.encode()
    stem, _, kind = name.rpartition(".")
    return Asset(f"assets/{stem}.{sha256(content).hexdigest()[:8]}.{kind}", content)
