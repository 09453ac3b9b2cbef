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
    """What the built site says of itself: `url` where it stands, `repository` where its source is read."""

    title: OneLine = "Incidents"
    url: WebAddress | None = None
    repository: WebAddress | None = None


class WatchSettings(Shape):
    """Whether the daily watch ends in failure when something is overdue."""

    fail: YesOrNo = False


class Settings(Shape):
    """The file whole; each key has its default."""

    push: YesOrNo = False
    sync: SyncMode = SyncMode.REBASE
    site: SiteSettings = field(default_factory=SiteSettings)
    watch: WatchSettings = field(default_factory=WatchSettings)
