"""A postmortem: what started it, what made it possible, and what will be done."""

from dataclasses import field
from enum import StrEnum
from typing import Any

from incitrack.model.action import ActionItem
from incitrack.model.numbers import YesOrNo
from incitrack.model.shape import ListOf, Shape
from incitrack.model.times import Moment
from incitrack.model.words import Handle, IncidentId, Link, Slug, Text, Title


class PostmortemStatus(StrEnum):
    """How far a postmortem has come."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    PUBLISHED = "published"


class Method(StrEnum):
    """How the causes were looked for."""

    FIVE_WHYS = "5-whys"
    FISHBONE = "fishbone"
    OTHER = "other"


class Factor(Shape):
    """A contributing factor: a key of the taxonomy, and what it was here."""

    factor: Slug
    detail: Text | None = None


class Runbook(Shape):
    """Whether a runbook was used, and which."""

    used: YesOrNo | None = None
    link: Link | None = None


class PostmortemFrontMatter(Shape):
    """The front matter of a postmortem, field by field."""

    incident: IncidentId
    title: Title
    status: PostmortemStatus
    published_at: Moment | None = None
    facilitator: Handle | None = None
    authors: ListOf[Handle] = ()
    meeting_at: Moment | None = None
    method: Method | None = None
    trigger: Text | None = None
    factors: ListOf[Factor] = ()
    actions: ListOf[ActionItem] = ()
    approved_by: ListOf[Handle] = ()
    runbook: Runbook | None = None


class Postmortem(PostmortemFrontMatter):
    """A postmortem whole; `custom` holds the team's own `x-` fields as YAML text wrote them."""

    custom: dict[str, Any] = field(default_factory=dict)

    @property
    def is_published(self) -> bool:
        """Whether it is finished."""
        return self.status is PostmortemStatus.PUBLISHED
