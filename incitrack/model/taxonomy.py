"""The taxonomy: the words a team classifies incidents by; a list that is absent admits any slug."""

from collections.abc import Mapping
from typing import Final

from incitrack.model.shape import Shape
from incitrack.model.words import OneLine, Slug

Label = OneLine | None
"""What people read for a term; None where the file says nothing but the slug."""


class Taxonomy(Shape):
    """`policies/taxonomy.yaml`: maps of slug to label; None where any slug goes."""

    categories: dict[Slug, Label] | None = None
    causes: dict[Slug, Label] | None = None
    factors: dict[Slug, Label] | None = None
    tags: dict[Slug, Label] | None = None
    kinds: dict[Slug, Label] | None = None


def label(terms: Mapping[str, str | None] | None, slug: str) -> str:
    """What people read for a term: its label, else the slug itself."""
    return (terms or {}).get(slug) or slug


SHIPPED: Final = Taxonomy(
    categories={
        "network": "Network",
        "application": "Application",
        "data": "Data",
        "infrastructure": "Infrastructure",
        "security": "Security",
        "third-party": "Third party",
    },
    causes={
        "configuration": "Configuration",
        "change": "Change",
        "capacity": "Capacity",
        "hardware": "Hardware",
        "dependency": "Dependency",
        "human-process": "Human process",
        "security": "Security",
        "unknown": "Unknown",
    },
    factors={
        "missing-alert": "Missing alert",
        "noisy-alert": "Noisy alert",
        "missing-runbook": "Missing runbook",
        "unclear-ownership": "Unclear ownership",
        "unreviewed-default": "Unreviewed default",
        "no-rollback": "No rollback",
        "untested-failover": "Untested failover",
        "undocumented-dependency": "Undocumented dependency",
        "late-detection": "Late detection",
        "manual-step": "Manual step",
    },
    kinds={
        "outage": "Outage",
        "degradation": "Degradation",
        "bug": "Bug",
        "infrastructure": "Infrastructure",
    },
)
"""What `init` writes; it does not hold where a team has no file, for then any slug goes."""
