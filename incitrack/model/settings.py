"""`incitrack.yaml`: how a repository pushes, what its site is called, what its watch does."""

from dataclasses import field
from enum import StrEnum

from incitrack.model.numbers import YesOrNo
from incitrack.model.shape import Shape
from incitrack.model.words import OneLine, WebAddress


class SyncMode(StrEnum):
    """How `sync` joins what others pushed."""

    REBASE = "rebase"
    MERGE = "merge"


class SiteSettings(Shape):
    """What the built site says of itself: `url` where it stands, `repository` where its source is read.

    The site for the public says `public_title` and `public_url` in place of the others, where they are given.
    """

    title: OneLine = "Incidents"
    url: WebAddress | None = None
    public_title: OneLine | None = None
    public_url: WebAddress | None = None
    repository: WebAddress | None = None

    @property
    def for_the_public(self) -> "SiteSettings":
        """What the site for the public says of itself, and nothing else."""
        return SiteSettings(title=self.public_title or self.title, url=self.public_url or self.url)


class WatchSettings(Shape):
    """Whether the daily watch ends in failure when something is overdue."""

    fail: YesOrNo = False


class Settings(Shape):
    """The file whole; each key has its default."""

    push: YesOrNo = False
    sync: SyncMode = SyncMode.REBASE
    site: SiteSettings = field(default_factory=SiteSettings)
    watch: WatchSettings = field(default_factory=WatchSettings)
